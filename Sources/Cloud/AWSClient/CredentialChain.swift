internal import Foundation

/// Finds credentials where the AWS CLI does, in its order: the environment, the profile, the
/// container, the machine.
struct CredentialChain: Sendable {
    let settings: AWSSettings
    let transport: Transport

    func resolve() async throws(AWSError) -> Credentials {
        if !settings.isProfileExplicit, let found = try environmentKeys() { return found }
        try refuseWebIdentity()
        if let found = try await profileCredentials() { return found }
        if let found = try await ContainerCredentials(settings, transport).fetch() { return found }
        if let found = try await InstanceMetadata(settings, transport).fetch() { return found }
        throw AWSError(
            .noCredentials, at: .profile(settings.profile),
            "there are no AWS credentials, neither in the environment nor in the profile",
            hint: "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    }

    private func environmentKeys() throws(AWSError) -> Credentials? {
        let environment = settings.environment
        // A secret alone is passed over, as the CLI does.
        guard let keyID = environment.value("AWS_ACCESS_KEY_ID") else { return nil }
        let secret = environment.value("AWS_SECRET_ACCESS_KEY")
        let place = AWSError.Place.variable("AWS_SECRET_ACCESS_KEY")
        return try Credentials(
            keyID: keyID, secret: secret,
            token: environment.value("AWS_SESSION_TOKEN")
                ?? environment.value("AWS_SECURITY_TOKEN"),
            expiration: try expiration(environment.value("AWS_CREDENTIAL_EXPIRATION"), at: place),
            at: place)
    }

    private func refuseWebIdentity() throws(AWSError) {
        if !settings.isProfileExplicit,
            settings.environment.value("AWS_WEB_IDENTITY_TOKEN_FILE") != nil,
            settings.environment.value("AWS_ROLE_ARN") != nil
        {
            throw Self.unsupported(
                "a role is assumed with a web identity", at: .variable("AWS_ROLE_ARN"),
                profile: settings.profile)
        }
    }

    private func profileCredentials() async throws(AWSError) -> Credentials? {
        let merged = settings.profileSection
        for (key, what) in Self.foreign {
            guard let value = merged[key] else { continue }
            throw Self.unsupported(what, at: value.place, profile: settings.profile)
        }
        let own = settings.credentials.sections[settings.profile] ?? [:]
        if let found = try Self.keys(in: own) { return found }
        if let process = merged["credential_process"] {
            return try await CredentialProcess(
                command: process.text, place: process.place, environment: settings.environment
            ).run()
        }
        return try Self.keys(in: merged)
    }

    /// Settings that make a profile one that only the AWS CLI can follow.
    private static let foreign = [
        ("role_arn", "the profile assumes a role"),
        ("web_identity_token_file", "the profile assumes a role with a web identity"),
        ("sso_session", "the profile signs in with IAM Identity Center"),
        ("sso_start_url", "the profile signs in with IAM Identity Center"),
        ("login_session", "the profile signs in with the console"),
    ]

    private static func unsupported(
        _ what: String, at place: AWSError.Place, profile: String
    ) -> AWSError {
        let plain = profile.utf8.allSatisfy { URIText.isUnreserved($0) }
        let option = profile == "default" ? "" : " --profile \(plain ? profile : "NAME")"
        return AWSError(
            .unsupportedCredentials, at: place, "\(what), which is left to the AWS CLI",
            hint: "eval \"$(aws configure export-credentials\(option) --format env)\"")
    }

    private static func keys(in section: SharedConfig.Section) throws(AWSError) -> Credentials? {
        let keyID = section["aws_access_key_id"]
        let secret = section["aws_secret_access_key"]
        guard let place = (keyID ?? secret)?.place else { return nil }
        return try Credentials(
            keyID: keyID?.text, secret: secret?.text,
            token: (section["aws_session_token"] ?? section["aws_security_token"])?.text,
            at: place)
    }
}

/// A time as AWS writes it; nil stays nil.
func expiration(_ text: String?, at place: AWSError.Place) throws(AWSError) -> Date? {
    guard let text else { return nil }
    let whole = Date.ISO8601FormatStyle()
    let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    // The CLI and some processes write `+00:00` for `Z`.
    let zoned = text.hasSuffix("+00:00") ? "\(text.dropLast(6))Z" : text
    if let date = (try? whole.parse(zoned)) ?? (try? fractional.parse(zoned)) { return date }
    throw AWSError(.credentials, at: place, "the time of expiration is not ISO 8601")
}

/// JSON in which the container's endpoint, the machine's and processes hand out keys.
struct IssuedCredentials: Decodable {
    var Version: Int?
    var AccessKeyId: String?
    var SecretAccessKey: String?
    var SessionToken: String?
    var Token: String?
    var Expiration: String?
    /// Of the machine's: `Success`, or why not.
    var Code: String?

    /// - Parameter place: the source; what it said is not repeated.
    static func decode(
        _ bytes: [UInt8], at place: AWSError.Place
    ) throws(AWSError) -> IssuedCredentials {
        do {
            return try JSONDecoder().decode(IssuedCredentials.self, from: Data(bytes))
        } catch {
            throw AWSError(.credentials, at: place, "what came is not JSON with an access key")
        }
    }

    func credentials(at place: AWSError.Place) throws(AWSError) -> Credentials {
        let found = try Credentials(
            keyID: AccessKeyId, secret: SecretAccessKey, token: SessionToken ?? Token,
            expiration: try expiration(Expiration, at: place), at: place)
        if let end = found.expiration, end <= Date() {
            throw AWSError(.credentials, at: place, "the credentials that came have expired")
        }
        return found
    }
}
