import Foundation
import Testing
import ToolFixtures

/// Applications from `asml init` to `asml nuke`, with the real terraform and an emulator of AWS.
@Suite(.timeLimit(.minutes(20))) struct ProjectTests {
    @Test func fromNothingToDeployedAndBack() async throws {
        let project = try await TestProject(in: "c", emulated: true)
        try await project.succeed("cast")
        let first = try await project.succeed("bind")
        #expect(first.output.contains("version 1"))
        #expect(first.output.contains("execute-api"))
        // Nothing has changed, so nothing is to be done.
        let again = try await project.succeed("cast")
        #expect(again.output == "Nothing to deploy: all is as it should be.\n", "\(again)")
        #expect(again.errors.contains("1 of 1 functions unchanged"))

        try project.edit("services/my-service/my-function/function.c") {
            $0.replacing("Hello", with: "Howdy")
        }
        let diff = try await project.succeed("diff")
        #expect(diff.output.contains("source_code_hash"))
        #expect(!diff.output.contains("aws_iam_role"))
        let second = try await project.succeed("cast")
        #expect(
            second.output == """
                  ~ aws_lambda_alias.my-service_my-function
                  ~ aws_lambda_function.my-service_my-function
                2 to update; 'asml bind' does it

                """)
        try await project.succeed("bind")
        #expect(try await project.succeed("status").output.contains("version 2"))

        try await project.succeed("rollback", "--yes")
        let status = try await project.succeed("status")
        #expect(status.output.contains("version 1 (rolled back from 2)"), "\(status)")
        try await project.succeed("cast")
        try await project.succeed("bind")
        #expect(try await project.succeed("status").output.contains("version 2  "))

        let last = try await project.succeed("nuke", "--yes")
        #expect(last.output.hasSuffix("Destroyed.\n"))
        let after = try await project.succeed("status")
        #expect(after.output.contains("not deployed"), "\(after)")
        #expect(try await project.asml("rollback", "--yes").status == 1)
    }

    @Test func aPlanIsRefusedWhenItDoesNotFitAnyMore() async throws {
        let project = try await TestProject(in: "c", emulated: true)
        let none = try await project.asml("bind")
        #expect(none.status == 1)
        #expect(none.errors.contains("there is no plan"))

        let changes: [(file: String, text: String)] = [
            ("assemblylift.toml", "\n# another comment\n"),
            ("services/my-service/service.toml", "\n# another comment\n"),
            ("services/my-service/my-function/function.c", "\n// another comment\n"),
            ("services/my-service/my-function/new.c", "\n"),
            ("net/my-service.tf", "\n# by hand\n"),
            ("net/services/my-service/my-function/my-function.zip", "x"),
        ]
        for change in changes {
            try await project.succeed("cast")
            try project.edit(change.file) { $0 + Array(change.text.utf8) }
            let refused = try await project.asml("bind")
            #expect(refused.status == 1)
            #expect(
                refused.errors.contains("\(change.file): error: changed since the plan was made"),
                "\(refused.errors)")
        }
    }

    /// Nothing is planned, and what was planned before is gone.
    @Test func aFunctionThatCannotBeBuiltStopsAll() async throws {
        let project = try await TestProject(in: "c", emulated: true)
        try await project.succeed("make", "function", "my-service.other", "-l", "c")
        try await project.succeed("cast")
        try project.edit("services/my-service/other/function.c") { _ in Array("int x = y;\n".utf8) }
        let failed = try await project.asml("cast")
        #expect(failed.status == 1)
        #expect(failed.errors.contains("use of undeclared identifier 'y'"), "\(failed.errors)")
        #expect(failed.errors.contains("my-service.other        failed"), "\(failed.errors)")
        #expect(!project.exists("net/plan"))
        #expect(try await project.asml("bind").errors.contains("there is no plan"))
    }

    @Test func mistakesInManifestsAreToldAtOnce() async throws {
        let project = try await TestProject(in: "c", emulated: false)
        try project.edit("services/my-service/service.toml") { text in
            text + Array("timeout_secondz = 5\nprovider = \"aws-lamda\"\n".utf8)
        }
        let result = try await project.asml("validate", "--no-terraform")
        #expect(result.status == 1)
        #expect(result.errors.contains("error: unknown key 'timeout_secondz'"), "\(result.errors)")
        #expect(result.errors.contains("did you mean 'timeout_seconds'?"), "\(result.errors)")
        #expect(result.errors.contains("'aws-lamda'"), "\(result.errors)")
        #expect(result.errors.contains("did you mean 'aws-lambda'?"), "\(result.errors)")
    }

    @Test func servicesAndFunctionsComeMoveAndGo() async throws {
        let project = try await TestProject(in: "c", emulated: false)
        try project.edit("services/my-service/service.toml") {
            Array("# a comment of mine\n".utf8) + $0
        }
        try await project.succeed("make", "service", "mail")
        try await project.succeed("make", "function", "mail.send", "mail.receive", "-l", "c")
        try await project.succeed("move", "function", "mail.send", "my-service.post")
        try await project.succeed("move", "service", "mail", "letters")
        try await project.succeed("burn", "function", "letters.receive", "--yes")
        #expect(project.exists("services/my-service/post/function.c"))
        #expect(!project.exists("services/letters/receive"))
        #expect(!project.exists("services/mail"))
        let text = try project.text("services/my-service/service.toml")
        #expect(text.hasPrefix("# a comment of mine\n"))
        #expect(text.contains("[api.functions.post]"))
        let valid = try await project.succeed("validate", "--no-terraform")
        #expect(valid.output == "2 services, 2 functions: all is well\n", "\(valid)")
        let refused = try await project.asml("burn", "service", "letters")
        #expect(refused.status == 1 && project.exists("services/letters"))
    }

    /// As many as it takes to notice work that is done for nothing.
    @Test func manyFunctionsOfWhichOneChanges() async throws {
        let project = try await TestProject(in: "c", emulated: false)
        let example = "\(try Programs.folder(.example))/traps-function.wasm"
        let module = try Data(contentsOf: URL(fileURLWithPath: example))
        var manifest = "[service]\nname = \"my-service\"\n"
        for number in 0..<200 {
            let folder = "\(project.root)/services/my-service/f\(number)"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try module.write(to: URL(fileURLWithPath: "\(folder)/f.wasm"))
            manifest += "[api.functions.f\(number)]\nname = \"f\(number)\"\n"
        }
        try project.edit("services/my-service/service.toml") { _ in Array(manifest.utf8) }
        try await project.succeed("cast", "--no-plan")
        let zip = try project.bytes("net/services/my-service/f7/f7.zip")
        let second = try await project.succeed("cast", "--no-plan")
        #expect(second.errors == "200 of 200 functions unchanged\n", "\(second.errors)")
        try FileManager.default.removeItem(
            atPath: "\(project.root)/net/services/my-service/f7/f7.zip")
        let third = try await project.succeed("cast", "--no-plan")
        #expect(third.errors == "200 of 200 functions unchanged\n", "\(third.errors)")
        #expect(try project.bytes("net/services/my-service/f7/f7.zip") == zip)
    }

    @Test func whereThereIsNoApplication() async throws {
        let scratch = try Scratch()
        for command in [["cast"], ["bind"], ["status"], ["serve"], ["make", "service", "s"]] {
            let result = try await asml(command, in: scratch.path)
            #expect(result.status == 1)
            #expect(result.errors.contains("no assemblylift.toml in"), "\(result.errors)")
        }
        let names = ["../x", "a/b", "-x", "a b", "${x}", "a\"b"]
        for name in names {
            let result = try await asml(["init", "--name=\(name)"], in: scratch.path)
            #expect(result.status == 1, "\(name): \(result)")
        }
        #expect(try scratch.contents == [])
    }
}
