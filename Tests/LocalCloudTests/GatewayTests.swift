import Diagnostics
import Foundation
import LocalCloud
import Manifest
import Testing

/// An application behind its gateway: real processes, real sockets.
@Suite(.timeLimit(.minutes(15))) struct GatewayTests {
    /// Answers with its event; `x-answer` in the request's headers is the answer instead.
    static let echo = """
        import json
        while True:
            id, event, headers = next()
            event = json.loads(event)
            given = event.get("headers", {}).get("x-answer")
            if given == "hang": time.sleep(60)
            if given == "exit": sys.exit(3)
            answer = given.encode() if given else json.dumps({"statusCode": 200,
                "headers": {"Content-Type": "application/json"}, "body": json.dumps(event)}).encode()
            call("POST", "invocation/" + id + "/response", answer)
        """

    /// - Parameter routes: `service.function` to `VERB /path`.
    static func application(
        _ fake: borrowing FakeBootstrap, _ routes: [(String, String)],
        format: PayloadFormat = .v2, _ change: (inout Service, inout Function) -> Void = { _, _ in }
    ) -> LocalApplication {
        var members: [LocalApplication.Member] = []
        for (name, key) in routes {
            let names = name.split(separator: ".").map(String.init)
            var service = Service(name: names[0], folder: "/nowhere")
            service.api.payloadFormat = format
            var function = Function(name: names[1], folder: "/nowhere")
            let parts = key.split(separator: " ").map(String.init)
            if !parts.isEmpty {
                function.http = Route(
                    verb: parts.count > 1 ? parts[0] : "ANY", path: parts[parts.count - 1])
            }
            change(&service, &function)
            var settings = FunctionSettings(
                name: "asml-app-\(names[0])-\(names[1])", bootstrap: fake.path, handler: "h.h")
            settings.timeout = .seconds(300)
            settings.initLimit = .seconds(60)
            members.append(.init(service: service, function: function, settings: settings))
        }
        var application = LocalApplication(members: members)
        application.integrationTimeout = .seconds(300)
        return application
    }

    static func serve<Value>(
        _ application: LocalApplication, _ body: (LocalLambdaServer) async throws -> Value
    ) async throws -> Value {
        var address = LocalLambdaServer.Address()
        address.port = 0
        let server = try await LocalLambdaServer.start(application, at: address)
        do {
            let value = try await body(server)
            await server.stop()
            return value
        } catch {
            await server.stop()
            throw error
        }
    }

    static func gateway(_ server: LocalLambdaServer) throws -> RawHTTP {
        try RawHTTP(#require(server.apis.first).url)
    }

    static func json(_ text: String) throws -> JSONValue {
        try #require(JSONValue(parsing: Array(text.utf8)), "\(text)")
    }

    @Test func routesOfAllServicesAreBehindOnePort() async throws {
        let fake = try FakeBootstrap(Self.echo)
        let application = Self.application(
            fake, [("a.one", "GET /one/{id}"), ("b.two", "ANY /two"), ("b.three", "")])
        try await Self.serve(application) { server in
            #expect(server.apis.count == 1)
            #expect(
                server.apis[0].routes.map(\.key) == ["GET /one/{id}", "ANY /two"])
            let http = try Self.gateway(server)
            let one = try await http.send("GET", "/one/a%20b")
            #expect(one.status == 200)
            #expect(one.header("apigw-requestid") != nil)
            #expect(try Self.json(one.body)["requestContext"]?["apiId"] == "a")
            #expect(try Self.json(one.body)["pathParameters"] == ["id": "a b"])
            let two = try await http.send("DELETE", "/two")
            #expect(try Self.json(two.body)["routeKey"] == "ANY /two")
            for (method, path) in [("POST", "/one/1"), ("GET", "/three"), ("TRACE", "/two")] {
                let none = try await http.send(method, path)
                #expect(none.status == 404)
                #expect(none.body == #"{"message":"Not Found"}"#)
            }
        }
    }

    @Test func eachServiceCanHaveAPortOfItsOwn() async throws {
        let fake = try FakeBootstrap(Self.echo)
        var application = Self.application(fake, [("a.f", "GET /"), ("b.f", "GET /")])
        application.ports = .each
        try await Self.serve(application) { server in
            #expect(server.apis.count == 2)
            for (api, name) in zip(server.apis, ["a", "b"]) {
                let answer = try await RawHTTP(api.url).send("GET", "/")
                let id = try Self.json(answer.body)["requestContext"]?["apiId"]
                #expect(id?.text == name)
            }
        }
    }

    @Test func answersThatAreNone() async throws {
        let fake = try FakeBootstrap(Self.echo)
        for format in PayloadFormat.allCases {
            for (answer, status, text) in [
                ("nonsense", 500, "Internal Server Error"),
                ("exit", 500, "Internal Server Error"),
                ("hang", 503, "Service Unavailable"),
            ] {
                var application = Self.application(fake, [("a.f", "GET /")], format: format)
                application.integrationTimeout = .seconds(answer == "hang" ? 2 : 300)
                try await Self.serve(application) { server in
                    let refused = try await Self.gateway(server).send(
                        "GET", "/", ["x-answer: \(answer)"])
                    #expect(refused.status == status)
                    #expect(refused.body == #"{"message":"\#(text)"}"#)
                }
            }
        }
    }

    @Test func limitsOfRequests() async throws {
        let fake = try FakeBootstrap(Self.echo)
        try await Self.serve(Self.application(fake, [("a.f", "ANY /{p+}")])) { server in
            let http = try Self.gateway(server)
            let most = String(repeating: "x", count: 10 << 20)
            // Below the limit of the gateway and above that of the function.
            #expect(try await http.send("POST", "/a", body: most).status == 413)
            let tooMuch = try await http.send("POST", "/a", body: most + "x")
            #expect(tooMuch.status == 413)
            #expect(tooMuch.body == #"{"message":"Request Entity Too Large"}"#)
            let header = "x-long: " + String(repeating: "x", count: 10_240)
            let long = try await http.send("GET", "/a", [header])
            #expect(long.status == 431)
            let bad = try await http.send("GET", "/%zz")
            #expect(bad.status == 400)
            #expect(bad.body == #"{"message":"Bad Request"}"#)
        }
    }

    /// One request must never be read as two, nor reach a function in two readings.
    @Test(arguments: [
        "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
        "POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost : localhost\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: localhost\r\nx: a\u{0}b\r\n\r\n",
        "GET /a HTTP/9.9\r\nHost: localhost\r\n\r\n", "\u{16}\u{3}\u{1}\r\n\r\n",
        "GET /a HTTP/1.1\r\nx: \(String(repeating: "x", count: 200_000))\r\n\r\n",
    ])
    func requestsThatWouldBeTwo(_ request: String) async throws {
        let fake = try FakeBootstrap(Self.echo)
        try await Self.serve(Self.application(fake, [("a.f", "ANY /{p+}")])) { server in
            let http = try Self.gateway(server)
            let answer = try await http.exchange(Array(request.utf8))
            #expect(!answer.contains(" 200 "), "\(answer)")
            #expect(answer.components(separatedBy: "HTTP/1.1 ").count <= 2, "\(answer)")
            // Others are still served.
            #expect(try await http.send("GET", "/a").status == 200)
        }
    }

    @Test func functionsHaveTwoNamesAtTheInvokeEndpoint() async throws {
        let fake = try FakeBootstrap(Self.echo)
        try await Self.serve(Self.application(fake, [("a.f", "GET /")])) { server in
            let http = try RawHTTP(server.endpoint)
            for name in ["a.f", "asml-app-a-f"] {
                let path = "/2015-03-31/functions/\(name)"
                let answer = try await http.send("POST", path + "/invocations", body: "{}")
                #expect(answer.status == 200)
                let wrong = try await http.send("DELETE", path + "/invocations")
                #expect(wrong.status == 405)
                #expect(wrong.header("allow") == "POST")
            }
            #expect(try await http.send("GET", "/2015-03-31/functions/a.g").status == 404)
        }
    }

    @Test func whatCannotBeServedIsSaidAtTheStart() async throws {
        let fake = try FakeBootstrap(Self.echo)
        let place = SourceSpan(file: "services/b/service.toml", line: 7, column: 3, text: "x")
        let colliding = Self.application(fake, [("a.f", "GET /x/{y}"), ("b.f", "ANY /x/{z}")]) {
            _, function in
            function.origins.keys["http.path"] = place
        }
        let error = LocalLambdaError.routesCollide(
            RouteOrigin(function: "a.f", key: "GET /x/{y}", place: place),
            RouteOrigin(function: "b.f", key: "ANY /x/{z}", place: place))
        await #expect(throws: error) { try await Self.serve(colliding) { _ in } }
        #expect(error.place == place)
        #expect(
            error.description == "'ANY /x/{z}' of b.f gets the same requests as 'GET /x/{y}' of a.f"
                + " (services/b/service.toml:7:3); serve each service on a port of its own, or"
                + " change one of them")

        var twice = Self.application(fake, [("a.f", "GET /")])
        twice.members += twice.members
        await #expect(throws: LocalLambdaError.duplicateFunction(name: "asml-app-a-f")) {
            try await Self.serve(twice) { _ in }
        }
        let credentials = Self.application(fake, [("a.f", "GET /")]) { service, _ in
            var cors = CORS()
            cors.allowOrigins = ["*"]
            cors.allowCredentials = true
            service.api.cors = cors
        }
        await #expect(throws: LocalLambdaError.credentialsForAll(service: "a", at: nil)) {
            try await Self.serve(credentials) { _ in }
        }
    }

    @Test(arguments: [
        (LocalLambdaError.uncheckedIAM(function: "a.f", at: nil), "a.f is open to signed requests"),
        (.unknownAuthorizer(id: "l", function: "a.f", at: nil), "a.f asks for an authorizer 'l'"),
        (.unknownAuthorizerFunction(name: "g", service: "a", at: nil), "service a has no function"),
        (.credentialsForAll(service: "a", at: nil), "cors of a allows credentials"),
        (.issuerNotUsable(issuer: "x", at: nil), "issuer 'x' is no https URL"),
        (.keyFileNotUsable(path: "k", reason: "r"), "k: not a key set: r"),
        (.functionNotFound(name: "a.g"), "there is no function 'a.g'"),
        (.duplicateFunction(name: "a"), "there are two functions 'a'"),
    ])
    func errorsSayWhatIsWrong(_ error: LocalLambdaError, _ begin: String) {
        #expect(error.description.hasPrefix(begin))
    }
}
