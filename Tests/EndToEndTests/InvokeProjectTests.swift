import Foundation
import Testing
import ToolFixtures

/// `asml invoke` of an application's functions.
@Suite(.timeLimit(.minutes(20))) struct InvokeProjectTests {
    /// Answers with its event, or with a variable of its surroundings.
    private static let source = """
        #include "asml.h"
        #include <stdlib.h>
        #include <string.h>
        ASML_HANDLER(handler) {
            struct asml_slice event = asml_json_parse(asml_event());
            struct asml_slice name = asml_json_get_string(event, "variable");
            if (!name.bytes) {
                return asml_respond(asml_event());
            }
            char text[100] = {0};
            memcpy(text, name.bytes, name.length < 99 ? name.length : 99);
            const char *value = getenv(text);
            struct asml_buffer json = {0};
            asml_append_json(&json, value ? asml_slice(value, strlen(value)) : ASML_TEXT("none"));
            return asml_respond(asml_written(&json));
        }

        """

    private func application(_ more: String = "") async throws -> TestProject {
        let project = try await TestProject(in: "c", emulated: false)
        try project.write("services/my-service/my-function/function.c", Self.source)
        try project.write(
            "services/my-service/service.toml",
            """
            [service]
            name = "my-service"

            [api.functions.my-function]
            name = "my-function"
            timeout_seconds = 60
            size_mb = 512
            environment = { STAGE = "test" }
            \(more)

            """)
        return project
    }

    @Test func withWhatItsManifestSays() async throws {
        let project = try await application()
        let first = try await project.succeed(
            "invoke", "my-service.my-function", "--data", #"{"a":1}"#)
        #expect(first.output == #"{"a":1}"#)
        #expect(first.errors.contains("Memory Size: 512 MB"), "\(first.errors)")
        // The function's name alone, from anywhere in the application.
        for (variable, value) in [
            ("STAGE", "test"), ("AWS_LAMBDA_FUNCTION_NAME", "asml-hello-my-service-my-function"),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"), ("_HANDLER", "my-function.handler"),
        ] {
            let result = try await EndToEndTests.asml(
                ["invoke", "my-function", "--data", #"{"variable":"\#(variable)"}"#],
                in: "\(project.root)/services/my-service")
            #expect(result.output == "\"\(value)\"", "\(result)")
        }
        let other = try await project.succeed(
            "invoke", "my-function", "--env", "STAGE=other", "--memory", "256", "--json",
            "--data", #"{"variable":"STAGE"}"#)
        #expect(other.output.contains(#""payload" : "\"other\"""#), "\(other)")
        #expect(other.errors.contains("Memory Size: 256 MB"), "\(other.errors)")
        // What was built is what `cast` ships.
        let cast = try await project.succeed("cast", "--no-plan")
        #expect(cast.errors.contains("my-service.my-function  built"), "\(cast)")
    }

    @Test func namesThatAreNone() async throws {
        let project = try await application()
        let typo = try await project.asml("invoke", "my-service.my-functoin")
        #expect(typo.status == 1)
        #expect(typo.errors.contains("has no function 'my-service.my-functoin'"), "\(typo.errors)")
        #expect(typo.errors.contains("did you mean 'my-service.my-function'?"), "\(typo.errors)")
        let strange = try await project.asml("invoke", "x")
        #expect(strange.errors.contains("there are my-service.my-function"), "\(strange.errors)")
        for command in ["logs", "rollback"] {
            let result = try await project.asml(command, "my-functoin")
            #expect(
                result.errors.contains("did you mean 'my-service.my-function'?"),
                "\(result.errors)")
        }
        try await project.succeed("make", "service", "mail")
        try await project.succeed("make", "function", "mail.my-function", "-l", "c")
        let twice = try await project.asml("invoke", "my-function")
        #expect(
            twice.errors.contains("'mail.my-function', 'my-service.my-function'"),
            "\(twice.errors)")
        let outside = try await EndToEndTests.asml(
            ["invoke", "my-function"], in: project.scratch.path)
        #expect(outside.status == 1)
        #expect(outside.errors.contains("my-function: error: no such file"), "\(outside.errors)")
        #expect(outside.errors.contains("assemblylift.toml"), "\(outside.errors)")
        // A path stays one.
        let path = try await project.asml("invoke", "./my-function")
        #expect(path.errors.contains("./my-function: error: no such file"), "\(path.errors)")
        let bootstrap = try await Programs.compiled("c-function", runtime: "lambda")
        let file = try await project.succeed("invoke", bootstrap)
        #expect(file.output.contains("Hello, world!"))
    }

    @Test func forAnotherArchitecture() async throws {
        let other = Target.host == .x86_64 ? Target.arm64 : .x86_64
        let project = try await application("architecture = \"\(other.rawValue)\"")
        let result = try await project.succeed("invoke", "my-function", "--data", "[7]")
        #expect(result.output == "[7]", "\(result)")
        let bootstrap = try await Programs.compiled(
            "c-function", runtime: "lambda", target: other)
        let file = try await project.succeed("invoke", bootstrap)
        #expect(file.output.contains("Hello, world!"))
    }

    @Test func eventsOfItsOwnTriggers() async throws {
        let project = try await application(
            """
            schedule = "rate(1 hour)"
            events = [
                { sqs = "arn:aws:sqs:eu-west-1:210987654321:bills", batch_size = 1 },
                { s3 = "photos", prefix = "in/", suffix = ".png" },
            ]
            """)
        let tick = try await project.succeed("invoke", "my-function", "--example", "schedule")
        let schedule = "schedule/default/asml-hello-my-service-my-function"
        #expect(tick.output.contains(schedule), "\(tick)")
        let queue = try await project.succeed("invoke", "my-function", "--example", "sqs")
        #expect(queue.output.contains("arn:aws:sqs:eu-west-1:210987654321:bills"), "\(queue)")
        // Another source's is as it is everywhere.
        let topic = try await project.succeed("invoke", "my-function", "--example", "sns")
        #expect(topic.output.contains("alerts"), "\(topic)")
        let server = try await ProjectServer(project)
        let there = try await project.succeed(
            "invoke", "my-service.my-function", "--example", "s3",
            "--endpoint-url", server.announcement.endpoint)
        #expect(there.output.contains("in/example.png"), "\(there)")
        try await server.stop()
    }
}
