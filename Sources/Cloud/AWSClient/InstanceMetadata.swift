/// Credentials of the EC2 instance that this is, if it is one (IMDSv2).
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
struct InstanceMetadata: Sendable {
    private static let variable = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
    private static let roles = "/latest/meta-data/iam/security-credentials/"

    private let environment: [String: String]
    private let transport: Transport

    init(_ settings: AWSSettings, _ transport: Transport) {
        environment = settings.environment
        self.transport = transport
    }

    /// Nil when this is no instance, or one without a role.
    func fetch() async throws(AWSError) -> Credentials? {
        if environment.value("AWS_EC2_METADATA_DISABLED")?.lowercased() == "true" { return nil }
        let endpoint = try Endpoint(
            environment.value(Self.variable) ?? "http://169.254.169.254",
            at: .variable(Self.variable))
        let place = AWSError.Place.address(endpoint.url)

        // Nobody answers: not an instance.
        var request = AWSRequest("PUT", endpoint, path: "/latest/api/token")
        request.headers = [.init("X-aws-ec2-metadata-token-ttl-seconds", "300")]
        guard let token = try await text(request), !token.contains(where: \.isNewline) else {
            return nil
        }

        let header = AWSRequest.Field("X-aws-ec2-metadata-token", token)
        request = AWSRequest("GET", endpoint, path: Self.roles, headers: [header])
        guard let role = try await text(request)?.split(whereSeparator: \.isNewline).first else {
            return nil
        }
        request.path += URIText.encode(role)
        guard let answer = try await text(request) else {
            throw AWSError(.credentials, at: place, "the instance's role has no credentials")
        }
        let issued = try IssuedCredentials.decode(Array(answer.utf8), at: place)
        guard issued.Code == nil || issued.Code == "Success" else {
            throw AWSError(.credentials, at: place, "the instance's role has no credentials")
        }
        return try issued.credentials(at: place)
    }

    private func text(_ request: AWSRequest) async throws(AWSError) -> String? {
        do {
            let answer = try await transport.send(request, limit: 1 << 16, timeout: .seconds(1))
            guard answer.status == 200 else { return nil }
            return String(validating: answer.body, as: UTF8.self)
        } catch {
            if error.kind == .cancelled {
                throw AWSError(error, at: .address(request.endpoint.url))
            }
            return nil
        }
    }
}
