internal import Foundation

/// The keys of an issuer of tokens, as they were last seen: asked for again when a token names
/// another one, and when they are old.
actor KeySet {
    struct Key: Sendable, Equatable {
        let modulus: String
        let exponent: String
        let algorithm: String?
    }

    enum Source: Sendable {
        /// Publishes them, behind `/.well-known/openid-configuration`.
        case issuer(String, authorities: String?)
        case file(String)
    }

    /// As API Gateway's.
    private static let lifetime = Duration.seconds(2 * 60 * 60)

    private let source: Source
    private let pause: Duration
    private var keys: [String: Key] = [:]
    private var asked: ContinuousClock.Instant?
    private var asking: Task<Result<[String: Key], TokenError>, Never>?

    /// - Parameter pause: between two looks at the source: a caller with tokens of no known key must
    ///   not make us ask each time.
    init(_ source: Source, pause: Duration) {
        self.source = source
        self.pause = pause
    }

    func key(_ id: String) async throws(TokenError) -> Key {
        let age = asked.map { ContinuousClock.now - $0 }
        if let age, age < Self.lifetime, let key = keys[id] { return key }
        if asking != nil || age == nil || age ?? .zero >= pause { try await refresh() }
        guard let key = keys[id] else { throw .unknownKey }
        return key
    }

    private func refresh() async throws(TokenError) {
        let task = asking ?? Task { [source] in await Self.load(source) }
        asking = task
        let result = await task.value
        asking = nil
        asked = .now
        switch result {
        case .success(let keys): self.keys = keys
        case .failure(let error): throw error
        }
    }

    private static func load(_ source: Source) async -> Result<[String: Key], TokenError> {
        do {
            switch source {
            case .file(let path):
                return .success(try parse(Array(try Data(contentsOf: URL(filePath: path)))))
            case .issuer(let issuer, let authorities):
                return .success(try await discovered(issuer, authorities))
            }
        } catch let error as TokenError {
            return .failure(error)
        } catch {
            return .failure(.noKeys("no keys: \(error)"))
        }
    }

    /// https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig
    private static func discovered(_ issuer: String, _ authorities: String?)
        async throws -> [String: Key]
    {
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        let address = base + "/.well-known/openid-configuration"
        let configuration = JSONValue(
            parsing: try await KeyDownload.bytes(at: address, trusting: authorities))
        guard let configuration, let place = configuration["jwks_uri"]?.text else {
            throw TokenError.noKeys("\(address) names no jwks_uri")
        }
        guard configuration["issuer"]?.text == issuer else {
            throw TokenError.noKeys("\(address) is not about issuer '\(issuer)'")
        }
        return try parse(try await KeyDownload.bytes(at: place, trusting: authorities))
    }

    /// A JWK set (RFC 7517, section 5); keys that are not RSA are none of ours.
    static func parse(_ bytes: [UInt8]) throws(TokenError) -> [String: Key] {
        guard let list = JSONValue(parsing: bytes)?["keys"]?.list else {
            throw .noKeys("not a key set: no list of 'keys'")
        }
        var keys: [String: Key] = [:]
        for key in list where key["kty"]?.text == "RSA" && key["use"]?.text != "enc" {
            guard let id = key["kid"]?.text, let modulus = key["n"]?.text,
                let exponent = key["e"]?.text
            else { continue }
            keys[id] = Key(modulus: modulus, exponent: exponent, algorithm: key["alg"]?.text)
        }
        return keys
    }
}
