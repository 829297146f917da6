import Foundation
import Testing
import ToolFixtures

/// Applications on this machine, as their callers see them.
@Suite(.timeLimit(.minutes(20))) struct ServeProjectTests {
    /// Answers with its event.
    private static let echo = """
        #include "asml.h"
        ASML_HANDLER(handler) {
            struct asml_request request;
            if (asml_request_parse(asml_event(), &request)) {
                return asml_respond(asml_event());
            }
            struct asml_response response = asml_http_ok(asml_event());
            return asml_send(&response, &request);
        }

        """

    private static let guardian = """
        #include "asml.h"
        ASML_HANDLER(handler) {
            struct asml_request request;
            if (asml_request_parse(asml_event(), &request)) {
                return asml_fail("Function.InvalidEvent", "no request");
            }
            struct asml_slice who = asml_request_header(&request, "authorization");
            return asml_respond(asml_equal(who, ASML_TEXT("let-me-in"))
                ? ASML_TEXT("{\\"isAuthorized\\":true,\\"context\\":{\\"who\\":\\"Ada\\"}}")
                : ASML_TEXT("{\\"isAuthorized\\":false}"));
        }

        """

    private static let shop = """
        [service]
        name = "shop"

        [api]
        payload_format = "2.0"
        cors = { allow_origins = ["https://shop.example"], allow_methods = ["GET", "POST"] }

        [api.authorizers.token]
        auth_type = "jwt"
        issuer = "https://issuer.example"
        audience = ["shop"]
        scopes = ["read"]

        [api.authorizers.gate]
        auth_type = "lambda"
        function = "guardian"

        [api.functions.order]
        name = "order"
        http = { verb = "GET", path = "/orders/{id}" }
        url = true

        [api.functions.files]
        name = "files"
        http = { verb = "ANY", path = "/files/{rest+}" }

        [api.functions.secret]
        name = "secret"
        http = { verb = "GET", path = "/secret" }
        authorizer_id = "token"

        [api.functions.vault]
        name = "vault"
        http = { verb = "GET", path = "/vault" }
        authorizer_id = "gate"

        [api.functions.guardian]
        name = "guardian"

        """

    private static let old = """
        [service]
        name = "my-service"

        [api.functions.old]
        name = "old"
        http = { verb = "POST", path = "/old/{id}" }

        """

    @Test func everythingThatAnApplicationHas() async throws {
        let project = try await TestProject(in: "c", emulated: false)
        try project.edit("assemblylift.toml") {
            $0 + Array("[services.shop]\nname = \"shop\"\n".utf8)
        }
        try project.write("services/shop/service.toml", Self.shop)
        for name in ["order", "files", "secret", "vault"] {
            try project.write("services/shop/\(name)/function.c", Self.echo)
        }
        try project.write("services/shop/guardian/function.c", Self.guardian)
        try project.write("services/my-service/service.toml", Self.old)
        try project.write("services/my-service/old/function.c", Self.echo)
        let folder = project.scratch.path
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        let script = "\(here)/Serve/application.py"
        var environment = ProcessInfo.processInfo.environment
        environment["PYTHONPATH"] = environment["ASML_TEST_PYTHON"]
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        environment["AWS_ACCESS_KEY_ID"] = "x"
        environment["AWS_SECRET_ACCESS_KEY"] = "y"
        let keys = try await execute(
            "/usr/bin/env", ["python3", script, "keys", folder], environment: environment)
        try #require(keys.status == 0, "\(keys.errors)")
        let server = try await ProjectServer(
            project, "--jwks", "https://issuer.example=\(folder)/keys.json")
        let client = try await execute(
            "/usr/bin/env", ["python3", script, "call", folder], environment: environment,
            input: server.line)
        let log = try server.errors
        #expect(client.status == 0, "\(client.output)\(client.errors)\(log.suffix(2000))")
        try await server.stop()
    }

    /// With the line that asks for it.
    @Test(arguments: [
        (
            """
            http = { verb = "GET", path = "/x" }
            authorizer_id = "signed"

            [api.authorizers.signed]
            auth_type = "iam"
            """, ":7:17: error: my-service.my-function is open to signed requests only"
        ),
        ("url = { auth = \"iam\" }", ":6:7: error: my-service.my-function is open to signed"),
        (
            "[api.domain]\nname = \"shop.example\"", ":6:6: error: unknown key 'domain'"
        ),
    ])
    func whatCannotBeImitatedIsRefused(_ manifest: String, _ message: String) async throws {
        let project = try await TestProject(in: "c", emulated: false)
        try project.write(
            "services/my-service/service.toml",
            """
            [service]
            name = "my-service"

            [api.functions.my-function]
            name = "my-function"
            \(manifest)

            """)
        let refused = try await project.asml("serve", "--port", "0")
        #expect(refused.status == 1)
        #expect(
            refused.errors.contains("services/my-service/service.toml\(message)"),
            "\(refused.errors)")
    }

    @Test func whatDoesNothingHereIsSaid() async throws {
        let project = try await TestProject(in: "c", emulated: false)
        try project.edit("services/my-service/service.toml") { text in
            text
                + Array(
                    """
                    schedule = "rate(1 hour)"
                    events = [{ sqs = "arn:aws:sqs:us-east-1:123456789012:orders" }]
                    dead_letter = "arn:aws:sqs:us-east-1:123456789012:dead"

                    [iomod.dependencies.http]
                    coordinates = "std.http.client"
                    version = "1.0.0"

                    """.utf8)
        }
        let server = try await ProjectServer(project)
        let log = try server.errors
        for text in [
            "the schedule is not kept here",
            "'asml invoke my-service.my-function --example schedule'",
            "nothing arrives from here on this machine",
            "'asml invoke my-service.my-function --example sqs'",
            "nothing is sent there from this machine", "calls of IOmod 'http' return -1",
        ] {
            #expect(log.contains(text), "\(text) is not in \(log)")
        }
        try await server.stop()
    }
}
