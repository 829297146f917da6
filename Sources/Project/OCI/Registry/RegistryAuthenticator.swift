internal import Foundation
internal import NIOHTTP1

/// Answers a registry's challenges: Basic, or tokens from the service that it names.
actor RegistryAuthenticator {
    private let transport: RegistryTransport
    private let credentials: RegistryCredentials?
    private let backoff: Backoff
    /// What was accepted last, by scope.
    private var headers: [[String]: String] = [:]

    init(_ transport: RegistryTransport, _ credentials: RegistryCredentials?, _ backoff: Backoff) {
        self.transport = transport
        self.credentials = credentials
        self.backoff = backoff
    }

    func authorization(for scope: [String]) -> String? { headers[scope] }

    /// The header to try next, after `rejected` was not enough.
    func answer(
        _ response: RegistryResponse, scope: [String], rejected: String?
    ) async throws(OCIError) -> String {
        // Somebody else has been here meanwhile.
        if let header = headers[scope], header != rejected { return header }
        let challenges = response.headers["WWW-Authenticate"].flatMap(AuthChallenge.parse)
        let header: String
        if let bearer = challenges.first(where: { $0.scheme == "bearer" }) {
            header = "Bearer " + (try await token(bearer, scope, response.place))
        } else if challenges.contains(where: { $0.scheme == "basic" }) {
            guard let credentials else {
                throw OCIError(
                    .unauthorized, in: response.place,
                    "the registry wants a user and a password, and there are none for it")
            }
            header = credentials.basic
        } else {
            throw OCIError(
                .protocolViolation, in: response.place, "401 without a challenge that is known")
        }
        guard header != rejected else {
            throw OCIError(
                .unauthorized, in: response.place, "the registry does not take the credentials")
        }
        headers[scope] = header
        return header
    }

    private func token(
        _ challenge: AuthChallenge, _ scope: [String], _ place: String
    ) async throws(OCIError) -> String {
        guard let realm = challenge.parameters["realm"].flatMap({ RegistryURL($0) }) else {
            throw OCIError(.protocolViolation, in: place, "the challenge's realm is no address")
        }
        try transport.check(realm, place)
        var query = challenge.parameters["service"].map { [(name: "service", value: $0)] } ?? []
        query += scope.map { (name: "scope", value: $0) }
        let request = RegistryRequest(.GET, realm.adding(query))
        let basic = credentials?.basic
        let response = try await backoff.response { () async throws(OCIError) in
            try await transport.send(request, authorization: basic, follow: false)
        }
        guard response.status == 200 else {
            if response.status == 401 || response.status == 403 {
                throw OCIError(
                    .unauthorized, in: response.place,
                    "the token service does not take the credentials")
            }
            throw await RegistryFailure.error(response)
        }
        let bytes = try await response.bytes(limit: 1 << 20)
        let answer: TokenAnswer = try JSON.decode(bytes, in: response.place)
        guard let token = answer.token ?? answer.access_token, Self.isToken(token) else {
            throw OCIError(.malformed, in: response.place, "the answer holds no token")
        }
        return token
    }

    private struct TokenAnswer: Decodable {
        var token: String?
        var access_token: String?
    }

    /// What may stand in a header.
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}

/// A registry's own words about what went wrong.
enum RegistryFailure {
    private struct Answer: Decodable {
        var errors: [Item]

        struct Item: Decodable {
            var code: String?
            var message: String?
        }
    }

    static func error(_ response: RegistryResponse) async -> OCIError {
        var code: String?
        var words = ""
        if let bytes = try? await response.bytes(limit: 1 << 16),
            let answer: Answer = try? JSON.decode(bytes, in: ""), let first = answer.errors.first
        {
            code = first.code.map { clean($0, 64) }
            words = [code, first.message.map { clean($0, 200) }].compactMap(\.self)
                .filter { !$0.isEmpty }.joined(separator: ": ")
        }
        return OCIError(
            .status(response.status, code: code), in: response.place,
            "status \(response.status)" + (words.isEmpty ? "" : " (\(words))"))
    }

    /// Short and printable: it is shown on a terminal.
    private static func clean(_ text: String, _ length: Int) -> String {
        let scalars = text.unicodeScalars.prefix(length).map { scalar in
            scalar.properties.generalCategory == .control ? " " : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
