import Foundation
import JWTKit
import LocalCloud
import Manifest
import Testing

/// Real tokens, signed here, checked against keys that a local issuer publishes.
@Suite(.timeLimit(.minutes(15))) struct JWTAuthorizerTests {
    private static let now = Int64(Date().timeIntervalSince1970)

    private static func claims(
        _ issuer: String, _ changes: [String: JSONValue?] = [:]
    ) -> [String: JSONValue] {
        var claims: [String: JSONValue] = [
            "iss": .string(issuer), "aud": "me", "sub": "ada", "exp": .integer(now + 3600),
            "nbf": .integer(now - 3600), "iat": .integer(now - 3600), "scope": "read write",
            "groups": .array(["a", "b"]), "admin": true,
        ]
        for (name, value) in changes { claims[name] = value }
        return claims
    }

    private static func application(
        _ fake: borrowing FakeBootstrap, _ issuer: String, scopes: [String] = [],
        format: PayloadFormat = .v2
    ) -> LocalApplication {
        var application = GatewayTests.application(
            fake, [("a.f", "GET /")], format: format
        ) { service, function in
            let kind = Authorizer.Kind.jwt(issuer: issuer, audience: ["me", "we"])
            var authorizer = Authorizer(id: "j", kind: kind)
            authorizer.scopes = scopes
            service.api.authorizers = [authorizer]
            function.authorizerID = "j"
        }
        application.authorizers.keyPause = .zero
        application.notice = { _ in }
        return application
    }

    /// - Returns: what the gateway answered to each token.
    private func answers(
        _ application: LocalApplication, _ tokens: [String]
    ) async throws -> [RawHTTP.Answer] {
        try await GatewayTests.serve(application) { server in
            let http = try GatewayTests.gateway(server)
            var answers: [RawHTTP.Answer] = []
            for token in tokens {
                answers.append(try await http.send("GET", "/", ["Authorization: \(token)"]))
            }
            return answers
        }
    }

    @Test func claimsAreInTheEvent() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let pair = try TokenKey("one")
        let issuer = try await TokenIssuer.start()
        issuer.change { $0.keys = [pair.published, ["kty": "oct", "kid": "other"]] }
        let token = try await pair.token(Self.claims(issuer.url))
        let claims: JSONValue = [
            "iss": .string(issuer.url), "aud": "me", "sub": "ada",
            "exp": .string("\(Self.now + 3600)"), "nbf": .string("\(Self.now - 3600)"),
            "iat": .string("\(Self.now - 3600)"), "scope": "read write", "groups": "[a b]",
            "admin": "true",
        ]
        for (format, scopes) in [
            (PayloadFormat.v1, []), (.v2, []), (.v2, ["write", "drop"]),
        ] {
            let application = Self.application(fake, issuer.url, scopes: scopes, format: format)
            for answer in try await answers(application, ["Bearer \(token)", token]) {
                #expect(answer.status == 200)
                let context = try GatewayTests.json(answer.body)["requestContext"]?["authorizer"]
                let expected: JSONValue = [
                    "claims": claims, "scopes": scopes.isEmpty ? nil : .array(["write"]),
                ]
                #expect(context == (format == .v1 ? expected : ["jwt": expected]))
            }
        }
        await issuer.stop()
    }

    @Test func tokensThatAreNotTaken() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let (pair, stranger) = (try TokenKey("one", algorithm: "RS256"), try TokenKey("one"))
        let issuer = try await TokenIssuer.start()
        issuer.change { $0.keys = [pair.published] }
        let url = issuer.url
        var rows: [(token: String, why: String)] = []
        for (changes, why) in [
            (["iss": "https://other.example"], "valid issuer"), (["aud": "you"], "valid audience"),
            (["aud": nil], "valid audience"), (["aud": .array(["x", "y"])], "valid audience"),
            (["aud": "you", "client_id": "me"], "valid audience"),
            (["exp": .integer(Self.now - 1)], "expired"), (["exp": nil], "expired"),
            (["exp": "9999999999"], "expired"),
            (["nbf": .integer(Self.now + 3600)], "not valid yet"),
            (["iat": .integer(Self.now + 3600)], "not valid yet"),
        ] as [([String: JSONValue?], String)] {
            rows.append((try await pair.token(Self.claims(url, changes)), why))
        }
        rows.append((try await stranger.token(Self.claims(url)), "signature"))
        rows.append((try await pair.token(Self.claims(url), id: "two"), "unknown"))
        rows.append((try await pair.token(Self.claims(url), id: nil), "unknown"))
        rows.append((try await pair.token(Self.claims(url), digest: .sha512), "algorithm"))
        let good = try await pair.token(Self.claims(url))
        let parts = good.split(separator: ".").map(String.init)
        func header(_ text: String) -> String {
            Data(text.utf8).base64EncodedString().replacing("=", with: "")
        }
        rows += [
            ("\(header(#"{"alg":"none","kid":"one"}"#)).\(parts[1]).", "algorithm"),
            ("\(header(#"{"alg":"HS256","kid":"one"}"#)).\(parts[1]).\(parts[2])", "algorithm"),
            (
                "\(header(#"{"alg":"RS256","kid":"one","crit":["b64"]}"#)).\(parts[1]).\(parts[2])",
                "malformed"
            ),
            ("\(parts[0]).\(parts[1])", "malformed"), ("a.b.c", "malformed"), ("x", "malformed"),
            (String(good.dropLast(8)) + "AAAAAAAA", "signature"),
        ]
        let answers = try await answers(Self.application(fake, url), rows.map(\.token))
        for (answer, row) in zip(answers, rows) {
            #expect(answer.status == 401, "\(row.why)")
            #expect(answer.body == #"{"message":"Unauthorized"}"#)
            let why = answer.header("www-authenticate") ?? ""
            #expect(why.hasPrefix(#"Bearer scope="" error="invalid_token" error_description="#))
            #expect(why.contains(row.why), "\(why): \(row.why)")
        }
        await issuer.stop()
    }

    @Test func audiencesAreOfEitherKind() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let pair = try TokenKey("one")
        let issuer = try await TokenIssuer.start()
        issuer.change { $0.keys = [pair.published] }
        var tokens: [String] = []
        for changes in [
            ["aud": .array(["x", "we"])], ["aud": nil, "client_id": "we"],
            ["nbf": nil, "iat": nil], ["exp": .number(Double(Self.now) + 600.5)],
        ] as [[String: JSONValue?]] {
            tokens.append(try await pair.token(Self.claims(issuer.url, changes)))
        }
        tokens.append(try await pair.token(Self.claims(issuer.url), digest: .sha384))
        let answers = try await answers(Self.application(fake, issuer.url), tokens)
        #expect(answers.map(\.status) == [200, 200, 200, 200, 200])
        await issuer.stop()
    }

    @Test func withoutAScopeItIsForbidden() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let pair = try TokenKey("one")
        let issuer = try await TokenIssuer.start()
        issuer.change { $0.keys = [pair.published] }
        var tokens: [String] = []
        for changes in [
            ["scope": "rea d"], ["scope": nil], ["scope": nil, "scp": .array(["x", "read"])],
            ["scope": nil, "scp": "read"],
        ] as [[String: JSONValue?]] {
            tokens.append(try await pair.token(Self.claims(issuer.url, changes)))
        }
        let application = Self.application(fake, issuer.url, scopes: ["read"])
        let answers = try await answers(application, tokens)
        #expect(answers.map(\.status) == [403, 403, 200, 200])
        #expect(answers[0].body == #"{"message":"Forbidden"}"#)
        #expect(answers[0].header("www-authenticate")?.contains("insufficient_scope") == true)
        await issuer.stop()
    }

    @Test func aRequestWithoutATokenIsUnauthorized() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let application = Self.application(fake, "https://issuer.example")
        try await GatewayTests.serve(application) { server in
            let http = try GatewayTests.gateway(server)
            for headers in [[], ["Authorization: Bearer"], ["Authorization: Basic YTpi x"]] {
                let answer = try await http.send("GET", "/", headers)
                #expect(answer.status == 401)
                #expect(answer.header("www-authenticate") == "Bearer")
            }
        }
    }

    @Test func keysAreKeptAndAskedForAgainWhenOneIsUnknown() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let (one, two) = (try TokenKey("one"), try TokenKey("two"))
        let issuer = try await TokenIssuer.start()
        issuer.change { $0.keys = [one.published] }
        let first = try await one.token(Self.claims(issuer.url))
        let second = try await two.token(Self.claims(issuer.url), id: "two")
        try await GatewayTests.serve(Self.application(fake, issuer.url)) { server in
            let http = try GatewayTests.gateway(server)
            for _ in 0..<3 {
                #expect(try await http.send("GET", "/", ["Authorization: \(first)"]).status == 200)
            }
            #expect(issuer.asked == 1)
            #expect(try await http.send("GET", "/", ["Authorization: \(second)"]).status == 401)
            issuer.change { $0.keys = [two.published] }
            #expect(try await http.send("GET", "/", ["Authorization: \(second)"]).status == 200)
            #expect(issuer.asked == 3)
            // What the issuer has withdrawn counts no more.
            #expect(try await http.send("GET", "/", ["Authorization: \(first)"]).status == 401)
        }
        await issuer.stop()
    }

    @Test func strangersCannotMakeUsAskTheIssuerAllTheTime() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let pair = try TokenKey("one")
        let issuer = try await TokenIssuer.start()
        issuer.change { $0.keys = [pair.published] }
        var application = Self.application(fake, issuer.url)
        application.authorizers.keyPause = .seconds(3600)
        let unknown = try await pair.token(Self.claims(issuer.url), id: "x")
        let answers = try await answers(application, Array(repeating: unknown, count: 5))
        #expect(answers.allSatisfy { $0.status == 401 })
        #expect(issuer.asked == 1)
        await issuer.stop()
    }

    @Test func anIssuerThatCannotBeTrustedIsSaid() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let pair = try TokenKey("one")
        let issuer = try await TokenIssuer.start()
        let token = try await pair.token(Self.claims(issuer.url))
        let secure = issuer.url.replacing("http:", with: "https:") + "/keys"
        for (change, why) in [
            ({ $0.claimedIssuer = "http://other" }, "not about issuer"),
            ({ $0.keysAt = "http://keys.example/" }, "no https URL"),
            ({ $0.keysAt = "file:///etc/passwd" }, "no https URL"),
            ({ $0.keysAt = "http://127.0.0.1:1/" }, "http://127.0.0.1:1/: "),
            // No TLS behind it, and so nobody who could say who he is.
            ({ $0.keysAt = secure }, "\(secure): "),
            ({ $0.status = 302 }, "/keys: status 302"), ({ $0.status = 500 }, "/keys: status 500"),
            ({ $0.padding = 1 << 20 }, "/keys: more than 1048576 bytes"),
            ({ $0.keys = ["not a key"] }, nil),
        ] as [((inout TokenIssuer.State) -> Void, String?)] {
            issuer.change { state in
                state = TokenIssuer.State(keys: [pair.published])
                change(&state)
            }
            var application = Self.application(fake, issuer.url)
            let said = SaidLines()
            application.notice = { said.add($0) }
            let answers = try await answers(application, [token])
            #expect(answers[0].status == 401)
            let refusal = answers[0].header("www-authenticate")
            #expect(refusal?.contains(why == nil ? "unknown" : "cannot be had") == true)
            #expect(said.all.count == (why == nil ? 0 : 1), "\(said.all)")
            if let why { #expect(said.all.first?.contains(why) == true, "\(said.all)") }
        }
        await issuer.stop()
    }

    /// An issuer behind TLS, with an authority of its own and the keys of the file beside it.
    private static let secureIssuer = """
        import http.server, json, ssl, subprocess, threading
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"], check=True)
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                base = "https://" + self.headers["Host"]
                body = open("keys", "rb").read() if self.path == "/keys" else json.dumps(
                    {"issuer": base, "jwks_uri": base + "/keys"}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("cert.pem", "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        open("port.new", "w").write(str(server.server_port))
        os.rename("port.new", "port")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        next()
        """

    @Test func issuersBehindTLSAreThoseOfTrustedAuthorities() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let secure = try FakeBootstrap(Self.secureIssuer)
        let pair = try TokenKey("one")
        let keys: JSONValue = ["keys": .array([pair.published])]
        try Data(keys.encoded()).write(to: URL(filePath: "\(secure.folder)/keys"))
        var settings = FunctionSettings(name: "i", bootstrap: secure.path, handler: "i.i")
        settings.initLimit = .seconds(60)
        let function = LocalFunction(settings)
        try await function.start()
        let portFile = "\(secure.folder)/port"
        try await eventually("the issuer listens") {
            FileManager.default.fileExists(atPath: portFile)
        }
        let port = try String(contentsOfFile: portFile, encoding: .utf8)
        for host in ["localhost", "127.0.0.1"] {
            let issuer = "https://\(host):\(port)"
            var application = Self.application(fake, issuer)
            let token = try await pair.token(Self.claims(issuer))
            #expect(try await answers(application, [token]).map(\.status) == [401])
            application.authorizers.authorityFile = "\(secure.folder)/cert.pem"
            #expect(try await answers(application, [token]).map(\.status) == [200], "\(host)")
        }
        await function.stop()
    }

    @Test func keysCanComeFromAFile() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let pair = try TokenKey("one")
        let issuer = "https://issuer.example/"
        var application = Self.application(fake, issuer)
        let path = "\(fake.folder)/keys.json"
        application.authorizers.keyFiles[issuer] = path
        let token = try await pair.token(Self.claims(issuer))
        for (text, reason) in [
            (nil, "it cannot be read"), ("[]", "it has no list of 'keys'"),
            (#"{"keys":[]}"#, "it has no RSA key with a 'kid'"),
        ] as [(String?, String)] {
            if let text { try Data(text.utf8).write(to: URL(filePath: path)) }
            let error = LocalLambdaError.keyFileNotUsable(path: path, reason: reason)
            let broken = application
            await #expect(throws: error) { try await GatewayTests.serve(broken) { _ in } }
        }
        let keys: JSONValue = ["keys": .array([pair.published])]
        try Data(keys.encoded()).write(to: URL(filePath: path))
        #expect(try await answers(application, [token]).map(\.status) == [200])
    }

    @Test(arguments: [
        "http://issuer.example", "ftp://localhost", "issuer.example", "",
        "http://localhost.issuer.example", "http://localhost@issuer.example",
    ])
    func issuersAreHttpsOrHere(_ issuer: String) async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let application = Self.application(fake, issuer)
        await #expect(throws: LocalLambdaError.issuerNotUsable(issuer: issuer, at: nil)) {
            try await GatewayTests.serve(application) { _ in }
        }
    }
}
