import LocalCloud
import Manifest
import Testing

/// What functions get and what becomes of what they give, field by field.
@Suite(.timeLimit(.minutes(15))) struct GatewayEventTests {
    private static let headers = [
        "User-Agent: test/1", "X-Many: a", "x-many: b", "Cookie: a=1; b=2",
        "X-Forwarded-For: 1.2.3.4", "TE: trailers", "Content-Type: application/json",
    ]

    private func event(_ format: PayloadFormat) async throws -> JSONValue {
        let fake = try FakeBootstrap(GatewayTests.echo)
        let application = GatewayTests.application(
            fake, [("shop.order", "POST /orders/{id}/{rest+}")], format: format)
        return try await GatewayTests.serve(application) { server in
            let answer = try await GatewayTests.gateway(server).send(
                "POST", "/orders/4%202/x/y?q=1&q=a%20b&empty", Self.headers, body: #"{"a":1}"#)
            #expect(answer.status == 200)
            return try GatewayTests.json(answer.body)
        }
    }

    /// The event without what differs from run to run, which is checked for being there.
    private func steady(_ event: JSONValue, _ changing: [String], _ context: [String]) throws
        -> JSONValue
    {
        guard case .object(var fields) = event, case .object(var inner)? = fields["requestContext"]
        else { throw RawHTTP.Failure.noAnswer("\(event)") }
        for name in context { #expect(inner.removeValue(forKey: name) != nil, "\(name)") }
        for name in changing { #expect(fields.removeValue(forKey: name) != nil, "\(name)") }
        fields["requestContext"] = .object(inner)
        return .object(fields)
    }

    @Test func payload1() async throws {
        let event = try await event(.v1)
        let identity: [String: JSONValue] = [
            "accessKey": nil, "accountId": nil, "caller": nil,
            "cognitoAuthenticationProvider": nil, "cognitoAuthenticationType": nil,
            "cognitoIdentityId": nil, "cognitoIdentityPoolId": nil, "principalOrgId": nil,
            "sourceIp": "127.0.0.1", "user": nil, "userAgent": "test/1", "userArn": nil,
        ]
        let expected: JSONValue = [
            "version": "1.0", "resource": "/orders/{id}/{rest+}", "path": "/orders/4 2/x/y",
            "httpMethod": "POST", "stageVariables": nil, "body": #"{"a":1}"#,
            "isBase64Encoded": false,
            "queryStringParameters": ["q": "a b", "empty": ""],
            "multiValueQueryStringParameters": [
                "q": .array(["1", "a b"]), "empty": .array([""]),
            ],
            "pathParameters": ["id": "4 2", "rest": "x/y"],
            "requestContext": [
                "accountId": "012345678912", "apiId": "shop",
                "authorizer": ["claims": nil, "scopes": nil], "domainPrefix": "localhost",
                "httpMethod": "POST", "identity": .object(identity), "path": "/orders/4 2/x/y",
                "protocol": "HTTP/1.1", "resourceId": nil,
                "resourcePath": "/orders/{id}/{rest+}", "stage": "$default",
            ],
        ]
        #expect(
            try steady(
                event, ["headers", "multiValueHeaders"],
                ["domainName", "extendedRequestId", "requestId", "requestTime", "requestTimeEpoch"])
                == expected)
        #expect(event["headers"]?["x-many"] == "b")
        #expect(event["multiValueHeaders"]?["x-many"] == .array(["a", "b"]))
        #expect(event["headers"]?["cookie"] == "a=1; b=2")
        #expect(event["headers"]?["x-forwarded-for"] == "127.0.0.1")
        #expect(event["multiValueHeaders"]?["x-forwarded-for"] == .array(["127.0.0.1"]))
        #expect(event["headers"]?["te"] == nil)
        #expect(event["headers"]?["x-amzn-trace-id"] != nil)
    }

    @Test func payload2() async throws {
        let event = try await event(.v2)
        let expected: JSONValue = [
            "version": "2.0", "routeKey": "POST /orders/{id}/{rest+}",
            "rawPath": "/orders/4 2/x/y", "rawQueryString": "q=1&q=a%20b&empty",
            "cookies": .array(["a=1", "b=2"]),
            "queryStringParameters": ["q": "1,a b", "empty": ""],
            "pathParameters": ["id": "4 2", "rest": "x/y"], "body": #"{"a":1}"#,
            "isBase64Encoded": false,
            "requestContext": [
                "accountId": "012345678912", "apiId": "shop", "domainPrefix": "localhost",
                "http": [
                    "method": "POST", "path": "/orders/4 2/x/y", "protocol": "HTTP/1.1",
                    "sourceIp": "127.0.0.1", "userAgent": "test/1",
                ],
                "routeKey": "POST /orders/{id}/{rest+}", "stage": "$default",
            ],
        ]
        #expect(
            try steady(event, ["headers"], ["domainName", "requestId", "time", "timeEpoch"])
                == expected)
        #expect(event["headers"]?["x-many"] == "a,b")
        #expect(event["headers"]?["cookie"] == nil)
        #expect(event["headers"]?["content-type"] == "application/json")
    }

    @Test func whatIsEmptyIsNullInOneAndLeftOutOfTheOther() async throws {
        let fake = try FakeBootstrap(GatewayTests.echo)
        for format in PayloadFormat.allCases {
            let application = GatewayTests.application(
                fake, [("a.f", "$default")], format: format)
            let event = try await GatewayTests.serve(application) { server in
                try GatewayTests.json(
                    await GatewayTests.gateway(server).send("GET", "/x").body)
            }
            for name in ["pathParameters", "queryStringParameters", "stageVariables", "body"] {
                let empty: JSONValue? = format == .v1 ? .some(.null) : .none
                #expect(event[name] == empty, "\(name)")
            }
            #expect(event[format == .v1 ? "resource" : "routeKey"] == "$default")
        }
    }

    @Test(arguments: [
        ("text/plain", "häh", false), ("application/vnd.api+json", "{}", false),
        ("application/x-www-form-urlencoded", "a=1", true), ("image/png", "x", true),
    ])
    func bodiesThatAreNoTextAreBase64(_ type: String, _ body: String, _ isBase64: Bool)
        async throws
    {
        let fake = try FakeBootstrap(GatewayTests.echo)
        for format in PayloadFormat.allCases {
            let application = GatewayTests.application(fake, [("a.f", "ANY /")], format: format)
            let event = try await GatewayTests.serve(application) { server in
                try GatewayTests.json(
                    await GatewayTests.gateway(server).send(
                        "POST", "/", ["Content-Type: \(type)"], body: body
                    ).body)
            }
            #expect(event["isBase64Encoded"] == .bool(isBase64))
            let text = try #require(event["body"]?.text)
            #expect(isBase64 ? Base64.decode(text) == Array(body.utf8) : text == body)
        }
    }

    private func answer(_ text: String, _ format: PayloadFormat) -> String {
        let response = HTTPResponse(gatewayAnswer: Array(text.utf8), format)
        let headers = response.headers.map { "\($0.name): \($0.value)" }.joined(separator: "|")
        return "\(response.status) \(headers) \(String(decoding: response.body, as: UTF8.self))"
    }

    private static let failed =
        #"500 Content-Type: application/json {"message":"Internal Server Error"}"#

    @Test(arguments: [
        (#"{"statusCode":201}"#, "201 Content-Type: text/plain; charset=utf-8 "),
        (
            #"{"statusCode":"200","headers":{"content-type":"a/b"},"body":"x"}"#,
            "200 content-type: a/b x"
        ),
        (
            #"{"statusCode":200,"headers":{"A":"1","b":"3","content-type":"t"},"multiValueHeaders":{"a":["1","2"]}}"#,
            "200 b: 3|content-type: t|a: 1|a: 2 "
        ),
        (
            #"{"statusCode":200,"cookies":["a=b"],"body":"eA==","isBase64Encoded":true}"#,
            "200 Content-Type: text/plain; charset=utf-8 x"
        ),
        (#"{"body":"x"}"#, failed), (#""text""#, failed), ("[]", failed), ("", failed),
        (#"{"statusCode":200,"body":{}}"#, failed), (#"{"statusCode":99}"#, failed),
    ])
    func answersOfPayload1(_ text: String, _ response: String) {
        #expect(answer(text, .v1) == response)
    }

    @Test(arguments: [
        (#"{"statusCode":201}"#, "201 Content-Type: text/plain; charset=utf-8 "),
        (#"{"a":1}"#, #"200 Content-Type: application/json {"a":1}"#),
        (#""text""#, "200 Content-Type: application/json text"),
        (
            #"{"statusCode":200,"cookies":["a=b","c=d"],"headers":{"content-type":"t"},"multiValueHeaders":{"x":["y"]}}"#,
            "200 content-type: t|Set-Cookie: a=b|Set-Cookie: c=d "
        ),
        ("nonsense", failed), (#"{"statusCode":200,"body":{}}"#, failed),
    ])
    func answersOfPayload2(_ text: String, _ response: String) {
        #expect(answer(text, .v2) == response)
    }
}
