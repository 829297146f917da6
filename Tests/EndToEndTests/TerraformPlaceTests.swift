import Foundation
import Testing
import ToolFixtures

/// What only Terraform and its provider know to be wrong is told at the line that the user wrote.
@Suite(.timeLimit(.minutes(10))) struct TerraformPlaceTests {
    private func project(_ lines: String, _ functions: [String] = ["send"]) throws
        -> TestProject
    {
        let project = try TestProject(modules: functions, lines: lines)
        try project.findProvider()
        project.variables.merge([
            "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_REGION": "eu-central-1",
        ]) { $1 }
        return project
    }

    private func errors(_ project: TestProject, _ command: String) async throws -> String {
        let result = try await project.asml(command)
        #expect(result.status == 1 && result.output == "", "\(result)")
        return result.errors
    }

    @Test(arguments: ["validate", "cast"])
    func whatTheProviderRefuses(_ command: String) async throws {
        let project = try project(
            "timeout_seconds = 5\ndead_letter = \"arn:aws:sqs:central:123456789012:q\"\n")
        let errors = try await errors(project, command)
        #expect(
            errors.contains("services/mail/service.toml:6:15: error: \"dead_letter_config"),
            "\(errors)")
        #expect(
            errors.contains(
                """
                  dead_letter = "arn:aws:sqs:central:123456789012:q"
                                ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ in aws_lambda_function.mail_send
                """), "\(errors)")
    }

    @Test func severalMistakesAtOnce() async throws {
        let line = "dead_letter = \"arn:aws:sqs:central:123456789012:q\"\n"
        let errors = try await errors(try project(line, ["receive", "send"]), "validate")
        #expect(errors.contains("services/mail/service.toml:5:15: error: "), "\(errors)")
        #expect(errors.contains("services/mail/service.toml:8:15: error: "), "\(errors)")
    }

    /// The provider itself says so, of a block of ours in which hardly anything is the user's.
    @Test func theRegion() async throws {
        let project = try project("")
        try project.edit("assemblylift.toml") {
            $0 + Array("[aws]\nregion = \"eu-nowhere-1\"\n".utf8)
        }
        let errors = try await errors(project, "cast")
        #expect(
            errors.contains("assemblylift.toml:6:10: error: invalid AWS Region: eu-nowhere-1"),
            "\(errors)")
    }

    @Test func theRegionOfAService() async throws {
        let project = try project("[service.provider.options]\nregion = \"eu-nowhere-2\"\n")
        let errors = try await errors(project, "cast")
        #expect(
            errors.contains(
                "services/mail/service.toml:6:10: error: invalid AWS Region: eu-nowhere-2"),
            "\(errors)")
    }

    @Test(arguments: ["validate", "cast"])
    func theUsersOwnTerraform(_ command: String) async throws {
        let project = try project("")
        let text = "resource \"aws_sqs_queue\" \"q\" {\n  nam = \"x\"\n}\n"
        try project.write("user_tf/queues.tf", Array(text.utf8))
        let errors = try await errors(project, command)
        #expect(
            errors.hasSuffix(
                """
                user_tf/queues.tf:2:3: error: Unsupported argument
                    nam = "x"
                    ^~~ An argument named "nam" is not expected here. Did you mean "name"?

                """), "\(errors)")
    }

    /// An address is enough.
    @Test func whatHasNoLine() async throws {
        let project = try TestProject(modules: ["send"])
        let message = """
            {"type":"diagnostic","diagnostic":{"severity":"error","summary":"Throttled",\
            "detail":"later\\nperhaps","address":"aws_iam_role.mail_send"}}
            """
        project.terraform = try FakeTerraform(["plan": "printf '%s\\n' '\(message)'; exit 1"])
        #expect(
            try await errors(project, "cast").hasSuffix(
                """
                services/mail/service.toml:3:1: error: Throttled
                  [api.functions.send]
                  ^~~~~~~~~~~~~~~~~~~~ later
                  perhaps
                  in aws_iam_role.mail_send

                """))
    }
}
