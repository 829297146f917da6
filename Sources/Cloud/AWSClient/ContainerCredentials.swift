internal import Foundation

/// Credentials that a container's host hands out: ECS, EKS.
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
struct ContainerCredentials: Sendable {
    private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    /// The hosts of ECS and EKS, which speak plain HTTP.
    private static let hosts: Set = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"]

    private let environment: [String: String]
    private let transport: Transport

    init(_ settings: AWSSettings, _ transport: Transport) {
        environment = settings.environment
        self.transport = transport
    }

    /// Nil when no container's host is named.
    func fetch() async throws(AWSError) -> Credentials? {
        guard var request = try request() else { return nil }
        let place = AWSError.Place.address(
            "\(request.endpoint.scheme.rawValue)://\(request.endpoint.authority)")
        if let token = try token() { request.headers.append(.init("Authorization", token)) }
        request.headers.append(.init("Accept", "application/json"))
        let answer: Answer
        do {
            answer = try await transport.send(request, limit: 1 << 16, timeout: .seconds(2))
        } catch {
            throw AWSError(error, at: place)
        }
        guard answer.status == 200 else {
            throw AWSError(.credentials, at: place, "the answer has the status \(answer.status)")
        }
        return try IssuedCredentials.decode(answer.body, at: place).credentials(at: place)
    }

    private func request() throws(AWSError) -> AWSRequest? {
        if let path = environment.value(Self.relative) {
            guard path.hasPrefix("/") else {
                throw AWSError(
                    .endpoint, at: .variable(Self.relative), "the path begins without a slash")
            }
            return try Self.get("http://169.254.170.2\(path)", at: .variable(Self.relative))
        }
        guard let url = environment.value(Self.full) else { return nil }
        let request = try Self.get(url, at: .variable(Self.full))
        let endpoint = request.endpoint
        // Else whoever sets the variable gets the token, or gives us an account of theirs.
        guard endpoint.scheme == .https || Self.isAllowed(endpoint.host) else {
            throw AWSError(
                .endpoint, at: .variable(Self.full),
                "plain HTTP is for this machine and the hosts of ECS and EKS")
        }
        return request
    }

    private static func get(_ url: String, at place: AWSError.Place) throws(AWSError) -> AWSRequest
    {
        let parts = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let endpoint = try Endpoint(String(parts[0]), at: place)
        var request = AWSRequest(
            "GET", Endpoint(scheme: endpoint.scheme, host: endpoint.host, port: endpoint.port),
            path: endpoint.prefix.isEmpty ? "/" : endpoint.prefix)
        guard parts.count == 2 else { return request }
        for pair in parts[1].split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = sides.map { $0.removingPercentEncoding ?? String($0) }
            request.query.append(.init(decoded[0], decoded.count == 2 ? decoded[1] : ""))
        }
        return request
    }

    private static func isAllowed(_ host: String) -> Bool {
        if hosts.contains(host) || host == "localhost" || host == "[::1]" { return true }
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 4 && numbers[0] == "127"
            && numbers.allSatisfy { UInt8($0) != nil }
    }

    private func token() throws(AWSError) -> String? {
        var name = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
        var token: String?
        if let path = environment.value(name) {
            token = try boundedText(path, longest: 1 << 16) ?? "\n"
        } else {
            name = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
            token = environment.value(name)
        }
        guard let text = token.map({ String(Substring($0).trimmed) }) else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw AWSError(.credentials, at: .variable(name), "that is not a token")
        }
        return text
    }
}

extension AWSError {
    init(_ failure: TransportFailure, at place: Place) {
        let kind: Kind =
            switch failure.kind {
            case .connection: .connection
            case .timeout: .timeout
            case .limit: .limit
            case .cancelled: .cancelled
            }
        self.init(kind, at: place, failure.message)
    }
}
