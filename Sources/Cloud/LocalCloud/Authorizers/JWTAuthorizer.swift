internal import Foundation
internal import JWTKit

/// Checks tokens as API Gateway's JWT authorizers do:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
struct JWTAuthorizer: RouteAuthorizer {
    let issuer: String
    let audience: [String]
    let scopes: [String]
    let keys: KeySet
    var now: @Sendable () -> Date = { Date() }
    let notice: @Sendable (String) -> Void

    func decide(_ request: GatewayRequest) async -> AuthorizerDecision {
        guard let token = Self.token(request.request) else {
            return .refused(Self.unauthorized(nil))
        }
        do throws(TokenError) {
            let claims = try await TokenSignature.claims(of: token, keys)
            try check(claims)
            let scopes = try granted(claims)
            return .allowed(.jwt(claims: claims.mapValues(\.claimText), scopes: scopes))
        } catch {
            if case .noKeys(let reason) = error { notice("asml: warning: \(reason)") }
            return .refused(error == .noScope ? forbidden : Self.unauthorized(error))
        }
    }

    /// Alone, or behind `Bearer`.
    private static func token(_ request: HTTPRequest) -> String? {
        guard let header = request.header("authorization") else { return nil }
        let words = header.split(separator: " ")
        if words.count == 2, words[0].lowercased() == "bearer" { return String(words[1]) }
        return words.count == 1 && words[0].lowercased() != "bearer" ? String(words[0]) : nil
    }

    private func check(_ claims: [String: JSONValue]) throws(TokenError) {
        guard claims["iss"]?.text == issuer else { throw .wrongIssuer }
        // `client_id` counts only where there is no audience.
        let audiences = claims["aud"].map(\.texts) ?? claims["client_id"]?.text.map { [$0] } ?? []
        guard audiences.contains(where: audience.contains) else { throw .wrongAudience }
        let now = now().timeIntervalSince1970
        guard let expires = claims["exp"]?.seconds, expires > now else { throw .expired }
        for name in ["nbf", "iat"] {
            guard let claim = claims[name] else { continue }
            guard let time = claim.seconds, time <= now else { throw .notYet }
        }
    }

    /// Of the route's scopes those that the token has; one is enough.
    private func granted(_ claims: [String: JSONValue]) throws(TokenError) -> [String]? {
        guard !scopes.isEmpty else { return nil }
        let held = ["scope", "scp"].compactMap { claims[$0] }.flatMap(\.texts)
            .flatMap { $0.split(separator: " ").map(String.init) }
        let granted = scopes.filter(held.contains)
        guard !granted.isEmpty else { throw .noScope }
        return granted
    }

    private static func unauthorized(_ error: TokenError?) -> HTTPResponse {
        var answer = HTTPResponse.unauthorized
        let why = error.map {
            " scope=\"\" error=\"invalid_token\" error_description=\"\($0.description)\""
        }
        answer.headers.append(("www-authenticate", "Bearer" + (why ?? "")))
        return answer
    }

    private var forbidden: HTTPResponse {
        var answer = HTTPResponse.forbidden
        let wanted = scopes.joined(separator: " ")
        answer.headers.append(
            (
                "www-authenticate",
                "Bearer scope=\"\(wanted)\" error=\"insufficient_scope\""
                    + " error_description=\"\(TokenError.noScope.description)\""
            ))
        return answer
    }
}

/// Why a token is not taken. What the caller is told says nothing of what only the user may know.
enum TokenError: Error, Equatable {
    case malformed, wrongAlgorithm, unknownKey, wrongSignature
    case wrongIssuer, wrongAudience, expired, notYet, noScope
    case noKeys(String)

    var description: String {
        switch self {
        case .malformed: "the token is malformed"
        case .wrongAlgorithm: "the token's algorithm is not an RSA one"
        case .unknownKey: "the token's key is unknown"
        case .wrongSignature: "the token's signature is wrong"
        case .wrongIssuer: "the token does not have a valid issuer"
        case .wrongAudience: "the token does not have a valid audience"
        case .expired: "the token has expired"
        case .notYet: "the token is not valid yet"
        case .noScope: "the token does not have any of the scopes"
        case .noKeys: "the issuer's keys cannot be had"
        }
    }
}

/// A token's signature. API Gateway takes RSA only.
enum TokenSignature {
    private struct Header: Decodable {
        var alg: String
        var kid: String?
        /// Extensions that have to be understood (RFC 7515, 4.1.11); none are.
        var crit: [String]?
    }

    private struct Claims: JWTPayload {
        let all: [String: JSONValue]

        init(from decoder: any Decoder) throws {
            all = try decoder.singleValueContainer().decode([String: JSONValue].self)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(all)
        }

        /// The authorizer does.
        func verify(using algorithm: some JWTAlgorithm) {}
    }

    static func claims(of token: String, _ keys: KeySet)
        async throws(TokenError) -> [String: JSONValue]
    {
        let header = try header(of: token)
        guard let digest = digest(header.alg) else { throw .wrongAlgorithm }
        guard let id = header.kid else { throw .unknownKey }
        let key = try await keys.key(id)
        guard key.algorithm == nil || key.algorithm == header.alg else { throw .wrongAlgorithm }
        guard
            let publicKey = try? Insecure.RSA.PublicKey(
                modulus: key.modulus, exponent: key.exponent)
        else { throw .noKeys("key '\(id)' is no RSA key of 2048 bits or more") }
        let collection = JWTKeyCollection()
        if header.alg.hasPrefix("PS") {
            await collection.add(pss: publicKey, digestAlgorithm: digest)
        } else {
            await collection.add(rsa: publicKey, digestAlgorithm: digest)
        }
        guard let claims = try? await collection.verify(token, as: Claims.self) else {
            throw .wrongSignature
        }
        return claims.all
    }

    private static func header(of token: String) throws(TokenError) -> Header {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = base64URL(parts[0]),
            let header = try? JSONDecoder().decode(Header.self, from: bytes), header.crit == nil
        else { throw .malformed }
        return header
    }

    private static func base64URL(_ text: Substring) -> Data? {
        var text = String(text).replacing("-", with: "+").replacing("_", with: "/")
        while text.utf8.count % 4 != 0 { text += "=" }
        return Data(base64Encoded: text)
    }

    private static func digest(_ algorithm: String) -> DigestAlgorithm? {
        switch algorithm {
        case "RS256", "PS256": .sha256
        case "RS384", "PS384": .sha384
        case "RS512", "PS512": .sha512
        default: nil
        }
    }
}

extension JSONValue {
    /// Claims are strings in events, whatever they were in the token.
    fileprivate var claimText: String {
        switch self {
        case .string(let text): text
        case .array(let list): "[" + list.map(\.claimText).joined(separator: " ") + "]"
        default: String(decoding: encoded(), as: UTF8.self)
        }
    }

    /// One text or several.
    fileprivate var texts: [String] {
        text.map { [$0] } ?? list?.compactMap(\.text) ?? []
    }

    fileprivate var seconds: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
