import LocalCloud
import Manifest
import Testing

/// What other origins may do: the configuration's rules, and who answers.
@Suite(.timeLimit(.minutes(15))) struct CORSTests {
    private func cors(_ origins: [String], credentials: Bool = false) -> CORS {
        var cors = CORS()
        cors.allowOrigins = origins
        cors.allowMethods = ["GET", "PUT"]
        cors.allowHeaders = ["authorization"]
        cors.exposeHeaders = ["x-total"]
        cors.allowCredentials = credentials
        cors.maxAgeSeconds = 600
        return cors
    }

    private func lines(_ headers: [(name: String, value: String)]) -> [String] {
        headers.map { "\($0.name): \($0.value)" }
    }

    @Test(arguments: [
        (["*"], false, "https://a.example", "*"),
        (["*"], true, "https://a.example", "https://a.example"),
        (["https://a.example"], false, "https://a.example", "https://a.example"),
        (["https://a.example"], false, "https://b.example", nil),
        (["https://a.example"], false, "https://a.example.evil.example", nil),
        (["https://*"], false, "https://b.example", "https://b.example"),
        (["https://*"], false, "http://b.example", nil),
        (["http://*", "https://a.example"], true, "http://here:3000", "http://here:3000"),
        ([], false, "https://a.example", nil), (["https://*"], false, "null", nil),
    ])
    func origins(_ allowed: [String], _ credentials: Bool, _ origin: String, _ grant: String?) {
        let rules = CORSRules(cors(allowed, credentials: credentials))
        let headers = rules.applied(to: [], origin: origin)
        #expect(headers.first { $0.name == "Access-Control-Allow-Origin" }?.value == grant)
        let isCredentials = headers.contains { $0.name == "Access-Control-Allow-Credentials" }
        #expect(isCredentials == (credentials && grant != nil))
        #expect(rules.applied(to: [], origin: nil).isEmpty)
    }

    @Test func whatTheFunctionSaysOfOriginsDoesNotCount() {
        let own = [
            (name: "access-control-allow-origin", value: "https://evil.example"),
            ("Access-Control-Allow-Methods", "*"), ("x-total", "7"),
        ]
        let rules = CORSRules(cors(["*"]))
        #expect(
            lines(rules.applied(to: own, origin: "https://a.example")) == [
                "x-total: 7", "Access-Control-Allow-Origin: *",
                "Access-Control-Expose-Headers: x-total",
            ])
    }

    @Test func aPreflightSaysAll() {
        let request = HTTPRequest(
            method: "OPTIONS", target: "/",
            headers: [
                ("Origin", "https://a.example"), ("Access-Control-Request-Method", "PUT"),
            ])
        #expect(CORSRules.isPreflight(request))
        let answer = CORSRules(cors(["https://a.example"], credentials: true)).preflight(request)
        #expect(answer.status == 204)
        #expect(
            lines(answer.headers) == [
                "Access-Control-Allow-Origin: https://a.example", "Vary: Origin",
                "Access-Control-Allow-Credentials: true", "Access-Control-Allow-Methods: GET,PUT",
                "Access-Control-Allow-Headers: authorization", "Access-Control-Max-Age: 600",
            ])
        let stranger = CORSRules(cors(["https://b.example"])).preflight(request)
        #expect(stranger.status == 204)
        #expect(stranger.headers.isEmpty)
    }

    private static let preflight = [
        "Origin: https://a.example", "Access-Control-Request-Method: GET",
    ]

    @Test func theGatewayAnswersPreflightsItself() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let cors = cors(["https://a.example"])
        let application = GatewayTests.application(
            fake, [("a.get", "GET /x"), ("a.any", "ANY /any"), ("b.f", "ANY /b")]
        ) { service, _ in
            if service.name == "a" { service.api.cors = cors }
        }
        try await GatewayTests.serve(application) { server in
            let http = try GatewayTests.gateway(server)
            for path in ["/x", "/any"] {
                let answer = try await http.send("OPTIONS", path, Self.preflight)
                #expect(answer.status == 204)
                #expect(answer.header("access-control-allow-origin") == "https://a.example")
                #expect(answer.body.isEmpty)
            }
            // No preflight: to a route that takes it, else to nobody.
            #expect(try await http.send("OPTIONS", "/any").status == 200)
            #expect(try await http.send("OPTIONS", "/x").status == 204)
            #expect(try await http.send("OPTIONS", "/none", Self.preflight).status == 404)
            let other = try await http.send("OPTIONS", "/b", Self.preflight)
            #expect(other.status == 200)
            #expect(other.header("access-control-allow-origin") == nil)
            let real = try await http.send("GET", "/x", ["Origin: https://a.example"])
            #expect(real.status == 200)
            #expect(real.header("access-control-allow-origin") == "https://a.example")
            #expect(real.header("access-control-expose-headers") == "x-total")
        }
    }

    /// As in AWS, where browsers fail there: a route for any method takes the preflight, too.
    @Test func aPreflightToARouteForAnyMethodMeetsItsAuthorizer() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let cors = cors(["*"])
        let application = GatewayTests.application(
            fake, [("a.any", "ANY /any"), ("a.get", "GET /get"), ("a.ask", "")]
        ) { service, function in
            service.api.cors = cors
            service.api.authorizers = [Authorizer(id: "l", kind: .lambda(function: "ask"))]
            if function.name != "ask" { function.authorizerID = "l" }
        }
        try await GatewayTests.serve(application) { server in
            let http = try GatewayTests.gateway(server)
            let any = try await http.send("OPTIONS", "/any", Self.preflight)
            #expect(any.status == 401)
            #expect(any.header("access-control-allow-origin") == "*")
            #expect(try await http.send("OPTIONS", "/get", Self.preflight).status == 204)
        }
    }

    @Test func functionURLsHaveRulesOfTheirOwn() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let cors = cors(["https://a.example"])
        for streaming in [false, true] {
            let application = GatewayTests.application(fake, [("a.f", "")]) { _, function in
                function.url = .init()
                function.url?.cors = cors
                function.url?.streaming = streaming
            }
            try await GatewayTests.serve(application) { server in
                let http = try RawHTTP(#require(server.served.first).url)
                #expect(try await http.send("OPTIONS", "/", Self.preflight).status == 204)
                let answer = try await http.send("GET", "/a%20b", ["Origin: https://a.example"])
                #expect(answer.status == 200)
                #expect(answer.header("access-control-allow-origin") == "https://a.example")
                #expect(try GatewayTests.json(answer.body)["rawPath"] == "/a%20b")
            }
        }
    }
}
