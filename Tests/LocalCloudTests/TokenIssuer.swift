import CryptoExtras
import Foundation
import JWTKit
import LocalCloud
import Synchronization

/// What an issuer publishes, and how often it was asked.
final class TokenIssuer: Sendable {
    let url: String
    private let listener: HTTPListener
    private let shared: Shared

    final class Shared: Sendable { let value = Mutex(State()) }

    struct State {
        var keys: [JSONValue] = []
        var asked = 0
        var claimedIssuer: String?
        var keysAt: String?
        var status = 200
        /// Bytes before the keys.
        var padding = 0
    }

    static func start() async throws -> TokenIssuer {
        let state = Shared()
        let listener = try await HTTPListener.start(
            host: "127.0.0.1", port: 0, largestBody: 1
        ) { request, writer in
            let answer = state.value.withLock { state in
                guard request.path == "/.well-known/openid-configuration" else {
                    state.asked += 1
                    let keys: JSONValue = ["keys": .array(state.keys)]
                    let padding = [UInt8](repeating: 0x20, count: state.padding)
                    return HTTPResponse(
                        state.status, [("Location", "/keys")], body: padding + keys.encoded())
                }
                let base = "http://\(request.header("host") ?? "")"
                let body: JSONValue = [
                    "issuer": .string(state.claimedIssuer ?? base),
                    "jwks_uri": .string(state.keysAt ?? base + "/keys"),
                ]
                return HTTPResponse(200, body: body.encoded())
            }
            await writer.send(answer)
        }
        return TokenIssuer(listener, state)
    }

    private init(_ listener: HTTPListener, _ shared: Shared) {
        self.listener = listener
        self.shared = shared
        url = "http://\(listener.authority)"
    }

    func change(_ body: (inout State) -> Void) { shared.value.withLock { body(&$0) } }
    var asked: Int { shared.value.withLock { $0.asked } }
    func stop() async { await listener.stop() }
}

/// A key with its public half as an issuer publishes it.
struct TokenKey {
    let key: JWTKit.Insecure.RSA.PrivateKey
    let published: JSONValue

    init(_ id: String, algorithm: String? = nil) throws {
        let backing = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        key = try JWTKit.Insecure.RSA.PrivateKey(backing: backing)
        let numbers = try key.publicKey.getKeyPrimitives()
        var fields: [String: JSONValue] = [
            "kty": "RSA", "kid": .string(id), "use": "sig",
            "n": .string(Self.base64URL(numbers.modulus)),
            "e": .string(Self.base64URL(numbers.publicExponent)),
        ]
        fields["alg"] = algorithm.map { .string($0) }
        published = .object(fields)
    }

    private static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    func token(
        _ claims: [String: JSONValue], id: String? = "one", digest: DigestAlgorithm = .sha256
    ) async throws -> String {
        let keys = JWTKeyCollection()
        await keys.add(rsa: key, digestAlgorithm: digest)
        var header = JWTHeader()
        if let id { header.kid = id }
        return try await keys.sign(Claims(all: claims), header: header)
    }
}

private struct Claims: JWTPayload {
    var all: [String: JSONValue]
    init(all: [String: JSONValue]) { self.all = all }
    init(from decoder: any Decoder) throws { all = try .init(from: decoder) }
    func encode(to encoder: any Encoder) throws { try all.encode(to: encoder) }
    func verify(using algorithm: some JWTAlgorithm) {}
}

/// What the gateway said to its user.
final class SaidLines: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
}
