import Foundation
import LocalCloud
import Manifest
import Testing

/// Functions that say who may pass, and what is open to signed requests only.
@Suite(.timeLimit(.minutes(15))) struct LambdaAuthorizerTests {
    /// Says what the file "verdict" beside it says, and writes its event down.
    private static let script =
        """
        import json
        while True:
            id, event, headers = next()
            if b'"REQUEST"' in event:
                open("asked", "a").write("x")
                open("event", "wb").write(event)
                answer = open("verdict", "rb").read()
            else:
                answer = json.dumps({"statusCode": 200, "body": event.decode()}).encode()
            call("POST", "invocation/" + id + "/response", answer)
        """

    private static func application(
        _ fake: borrowing FakeBootstrap, format: PayloadFormat = .v2
    ) -> LocalApplication {
        GatewayTests.application(
            fake, [("a.f", "GET /x/{id}"), ("a.g", "POST /x/{id}"), ("a.ask", "")], format: format
        ) { service, function in
            service.api.authorizers = [Authorizer(id: "l", kind: .lambda(function: "ask"))]
            if function.name != "ask" { function.authorizerID = "l" }
        }
    }

    private func set(_ verdict: String, _ folder: String) throws {
        try Data(verdict.utf8).write(to: URL(filePath: folder + "/verdict"))
    }

    private func asked(_ folder: String) -> Int {
        (try? Data(contentsOf: URL(filePath: folder + "/asked")).count) ?? 0
    }

    private static let yes = #"{"isAuthorized":true,"context":{"user":"ada","n":1,"list":[true]}}"#

    @Test func theContextIsInTheEvent() async throws {
        let fake = try FakeBootstrap(Self.script)
        try set(Self.yes, fake.folder)
        for format in PayloadFormat.allCases {
            try await GatewayTests.serve(Self.application(fake, format: format)) { server in
                let answer = try await GatewayTests.gateway(server).send(
                    "GET", "/x/1", ["Authorization: token"])
                #expect(answer.status == 200)
                let context = try GatewayTests.json(answer.body)["requestContext"]?["authorizer"]
                let own: [String: JSONValue] = [
                    "user": "ada", "n": .integer(1), "list": .array([true]),
                ]
                switch format {
                case .v1:
                    let all = own.merging(
                        ["principalId": nil, "integrationLatency": .integer(0)]
                    ) { own, _ in own }
                    #expect(context == .object(all))
                case .v2: #expect(context == ["lambda": .object(own)])
                }
            }
        }
    }

    @Test func whoeverDoesNotSayWhoHeIsIsNotAskedFor() async throws {
        let fake = try FakeBootstrap(Self.script)
        try set(Self.yes, fake.folder)
        var application = Self.application(fake)
        application.authorizers.identitySources = [
            "$request.header.Authorization", "$request.querystring.user",
        ]
        try await GatewayTests.serve(application) { server in
            let http = try GatewayTests.gateway(server)
            for (target, headers) in [
                ("/x/1", []), ("/x/1", ["Authorization: t"]), ("/x/1?user=u", []),
                ("/x/1?user=", ["Authorization: t"]), ("/x/1?user=u", ["Authorization: "]),
            ] {
                let answer = try await http.send("GET", target, headers)
                #expect(answer.status == 401)
                #expect(answer.body == #"{"message":"Unauthorized"}"#)
            }
            #expect(asked(fake.folder) == 0)
            let answer = try await http.send("GET", "/x/1?user=u", ["Authorization: t"])
            #expect(answer.status == 200)
        }
    }

    @Test func theAuthorizersEvent() async throws {
        let fake = try FakeBootstrap(Self.script)
        try set(Self.yes, fake.folder)
        for format in PayloadFormat.allCases {
            var application = Self.application(fake)
            application.authorizers.payloadFormat = format
            try await GatewayTests.serve(application) { server in
                _ = try await GatewayTests.gateway(server).send(
                    "POST", "/x/4%202", ["Authorization: token"], body: "secret")
            }
            let event = try GatewayTests.json(
                String(contentsOfFile: fake.folder + "/event", encoding: .utf8))
            #expect(event["type"] == "REQUEST")
            #expect(event["body"] == nil && event["isBase64Encoded"] == nil)
            #expect(event["pathParameters"] == ["id": "4 2"])
            let arn: JSONValue =
                "arn:aws:execute-api:us-east-1:012345678912:a/$default/POST/x/4 2"
            switch format {
            case .v1:
                #expect(event["version"] == "1.0")
                #expect(event["methodArn"] == arn)
                #expect(event["identitySource"] == "token")
                #expect(event["authorizationToken"] == "token")
                #expect(event["resource"] == "/x/{id}")
            case .v2:
                #expect(event["version"] == "2.0")
                #expect(event["routeArn"] == arn)
                #expect(event["routeKey"] == "POST /x/{id}")
                #expect(event["identitySource"] == .array(["token"]))
            }
        }
    }

    @Test func answersAreRemembered() async throws {
        let fake = try FakeBootstrap(Self.script)
        try set(Self.yes, fake.folder)
        try await GatewayTests.serve(Self.application(fake)) { server in
            let http = try GatewayTests.gateway(server)
            for path in ["/x/1", "/x/2"] {
                #expect(try await http.send("GET", path, ["Authorization: t"]).status == 200)
            }
            #expect(asked(fake.folder) == 1)
            try set(#"{"isAuthorized":false}"#, fake.folder)
            #expect(try await http.send("GET", "/x/1", ["Authorization: t"]).status == 200)
            let other = try await http.send("GET", "/x/1", ["Authorization: other"])
            #expect(other.status == 403)
            #expect(other.body == #"{"message":"Forbidden"}"#)
            #expect(asked(fake.folder) == 2)
        }
        var application = Self.application(fake)
        application.authorizers.cacheTime = .zero
        try await GatewayTests.serve(application) { server in
            let http = try GatewayTests.gateway(server)
            for _ in 0..<2 {
                #expect(try await http.send("GET", "/x/1", ["Authorization: t"]).status == 403)
            }
            #expect(asked(fake.folder) == 4)
        }
    }

    @Test(arguments: [
        "nonsense", "{}", "[]", #"{"isAuthorized":"true"}"#, #"{"isAuthorized":true,"context":7}"#,
        #"{"principalId":"p","policyDocument":{}}"#,
        #"{"policyDocument":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}}"#,
    ])
    func verdictsThatAreNone(_ text: String) async throws {
        #expect(AuthorizerVerdict(answer: Array(text.utf8)) == nil)
        let fake = try FakeBootstrap(Self.script)
        try set(text, fake.folder)
        try await GatewayTests.serve(Self.application(fake)) { server in
            let answer = try await GatewayTests.gateway(server).send(
                "GET", "/x/1", ["Authorization: t"])
            #expect(answer.status == 500)
        }
    }

    private static let arn = "arn:aws:execute-api:us-east-1:012345678912:a/$default/GET/x/1"

    @Test(arguments: [
        (#"{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"ARN"}"#, true),
        (#"[{"Effect":"Allow","Action":["execute-api:*"],"Resource":["no","*/GET/x/?"]}]"#, true),
        (#"{"Effect":"Allow","Action":"*","Resource":"*"}"#, true),
        (#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#, false),
        (#"{"Effect":"Allow","Action":"*","Resource":"*/POST/*"}"#, false),
        (#"{"Effect":"Allow","Action":"*","Resource":"ARN/more"}"#, false),
        (
            #"[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*/x/1"}]"#,
            false
        ),
        ("[]", false),
        (
            #"{"Effect":"Allow","Action":"*","Resource":"*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*zzz"}"#,
            false
        ),
    ])
    func policies(_ statements: String, _ isAllowed: Bool) throws {
        let text = statements.replacing("ARN", with: Self.arn)
        let answer =
            #"{"principalId":"p","policyDocument":{"Version":"2012-10-17","Statement":\#(text)}}"#
        let verdict = try #require(AuthorizerVerdict(answer: Array(answer.utf8)))
        #expect(verdict.allows(Self.arn) == isAllowed)
        #expect(verdict.identity == .lambda(principal: "p", context: [:]))
    }

    @Test func anAuthorizerHasToBeThere() async throws {
        let fake = try FakeBootstrap(Self.script)
        let noFunction = GatewayTests.application(fake, [("a.f", "GET /")]) { service, function in
            service.api.authorizers = [Authorizer(id: "l", kind: .lambda(function: "ask"))]
            function.authorizerID = "l"
        }
        await #expect(
            throws: LocalLambdaError.unknownAuthorizerFunction(name: "ask", service: "a", at: nil)
        ) { try await GatewayTests.serve(noFunction) { _ in } }
        let noAuthorizer = GatewayTests.application(fake, [("a.f", "GET /")]) { _, function in
            function.authorizerID = "l"
        }
        await #expect(
            throws: LocalLambdaError.unknownAuthorizer(id: "l", function: "a.f", at: nil)
        ) { try await GatewayTests.serve(noAuthorizer) { _ in } }
    }

    @Test func signedRequestsAreRefusedAtTheStartOrLetThroughAloud() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let route = GatewayTests.application(fake, [("a.f", "GET /x")]) { service, function in
            service.api.authorizers = [Authorizer(id: "i", kind: .iam)]
            function.authorizerID = "i"
        }
        let url = GatewayTests.application(fake, [("a.f", "")]) { _, function in
            function.url = .init()
            function.url?.auth = .iam
        }
        for (application, target) in [(route, "GET /x of a"), (url, "a.f")] {
            await #expect(throws: LocalLambdaError.uncheckedIAM(function: "a.f", at: nil)) {
                try await GatewayTests.serve(application) { _ in }
            }
            var allowed = application
            allowed.allowsUncheckedIAM = true
            let said = SaidLines()
            allowed.notice = { said.add($0) }
            try await GatewayTests.serve(allowed) { server in
                let address = server.apis.first?.url ?? server.served.first?.url
                let http = try RawHTTP(#require(address))
                for _ in 0..<2 { #expect(try await http.send("GET", "/x").status == 200) }
            }
            let line = "asml: warning: IAM not checked: GET /x to \(target)"
            #expect(said.all == [line, line])
        }
    }
}
