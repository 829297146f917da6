internal import Crypto
internal import Foundation
internal import OCI
internal import Testing
internal import ToolFixtures

/// Debian's `docker-registry` on this machine, with its storage in a folder.
final class TestRegistry: Sendable {
    let port: Int
    private let registry: DockerRegistry

    enum Access {
        case open
        /// User `asml`, password `secret word`.
        case basic
        case token(TokenServer)
    }

    var host: String { registry.host }

    init(in folder: String, _ access: Access = .open) async throws {
        var rules = ""
        switch access {
        case .open: break
        case .basic:
            let users = try await output("htpasswd", "-Bbn", "asml", "secret word", in: folder)
            try write(Array(users.utf8), folder + "/htpasswd")
            rules = "auth:\n  htpasswd:\n    realm: test\n    path: \(folder)/htpasswd\n"
        case .token(let server):
            rules = """
                auth:
                  token:
                    realm: http://127.0.0.1:\(server.port)/token
                    service: test-registry
                    issuer: test-issuer
                    rootcertbundle: \(folder)/cert.pem

                """
        }
        registry = try await DockerRegistry(in: folder, access: rules)
        port = try #require(registry.host.split(separator: ":").last.flatMap { Int($0) })
    }

    func reference(_ name: String) throws -> ImageReference {
        try ImageReference("\(host)/\(name)")
    }
}

/// Gives tokens to user `asml` as a registry's token service does.
final class TokenServer: Sendable {
    private let server: TestServer

    var port: Int { server.port }
    var requests: [TestServer.Request] { server.requests }

    /// Leaves `cert.pem` in `folder`.
    init(in folder: String) async throws {
        try await output(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=test", in: folder)
        let pem = String(decoding: try contents(of: folder + "/key.pem"), as: UTF8.self)
        let key = try P256.Signing.PrivateKey(pemRepresentation: pem)
        let certificate = String(decoding: try contents(of: folder + "/cert.pem"), as: UTF8.self)
            .split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        let login = "Basic " + Data("asml:secret word".utf8).base64EncodedString()
        server = TestServer { request in
            guard request.headers["authorization"] == login else {
                return TestServer.Reply(401, [:], #"{"errors":[{"code":"DENIED"}]}"#)
            }
            let items = URLComponents(string: request.target)?.queryItems ?? []
            let access = items.filter { $0.name == "scope" }.compactMap {
                $0.value.map(Self.access)
            }
            let token = Self.token(access.joined(separator: ","), certificate, key)
            return TestServer.Reply(200, [:], #"{"token":"\#(token)"}"#)
        }
    }

    private static func access(_ scope: String) -> String {
        let parts = scope.split(separator: ":").map(String.init)
        let actions = parts[2].split(separator: ",").map { "\"\($0)\"" }.joined(separator: ",")
        return #"{"type":"repository","name":"\#(parts[1])","actions":[\#(actions)]}"#
    }

    private static func token(
        _ access: String, _ certificate: String, _ key: P256.Signing.PrivateKey
    ) -> String {
        let now = Int(Date().timeIntervalSince1970)
        let header = #"{"typ":"JWT","alg":"ES256","x5c":["\#(certificate)"]}"#
        let claims = """
            {"iss":"test-issuer","sub":"asml","aud":"test-registry","exp":\(now + 300),\
            "nbf":\(now - 10),"iat":\(now),"jti":"1","access":[\(access)]}
            """
        let text = base64URL(Data(header.utf8)) + "." + base64URL(Data(claims.utf8))
        guard let signature = try? key.signature(for: Data(text.utf8)) else { return "" }
        return text + "." + base64URL(signature.rawRepresentation)
    }

    private static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }
}

let asmlUser = RegistryCredentials(user: "asml", password: "secret word")

/// Waits next to nothing between attempts.
var quickOptions: RegistryClient.Options {
    var options = RegistryClient.Options()
    options.firstDelay = .milliseconds(1)
    options.longestDelay = .milliseconds(20)
    return options
}
