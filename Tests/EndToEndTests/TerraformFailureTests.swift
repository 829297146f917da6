import Foundation
import Testing
import ToolFixtures

/// `asml` where terraform is missing, too old, killed, or not what it should be: what is said, and
/// that nothing is left that `asml bind` would take.
@Suite(.timeLimit(.minutes(10))) struct TerraformFailureTests {
    private func project(_ terraform: FakeTerraform) throws -> TestProject {
        let project = try TestProject(modules: ["send"])
        project.terraform = terraform
        return project
    }

    /// - Returns: what was said.
    private func fails(_ project: TestProject, _ arguments: String...) async throws -> String {
        let result = try await project.asml(arguments)
        #expect(result.status == 1, "\(arguments): \(result)")
        #expect(result.output == "")
        return result.errors
    }

    private func hasNoPlan(_ project: TestProject) async throws {
        #expect(!project.exists("net/plan"))
        #expect(!project.exists(".asml/plan.json"))
        #expect(try await fails(project, "bind").contains("asml: error: there is no plan"))
    }

    @Test(arguments: ["nothing", "", "services", "assemblylift.toml"])
    func whatIsNoProgramIsNamed(_ name: String) async throws {
        let project = try TestProject(modules: ["send"])
        project.variables = ["ASML_TERRAFORM": "\(project.root)/\(name)"]
        for command in ["cast", "diff", "validate", "bind", "nuke", "status"] {
            #expect(
                try await fails(project, command) == """
                    asml: error: ASML_TERRAFORM names no program: \(project.root)/\(name)
                      without it, terraform or tofu is taken from the PATH

                    """)
        }
        #expect(!project.exists("net"), "nothing is built in vain")
    }

    @Test func whereThereIsNone() async throws {
        let project = try TestProject(modules: ["send"])
        project.variables = ["PATH": project.root, "ASML_TERRAFORM": ""]
        for command in ["cast", "diff", "validate", "bind", "nuke", "status"] {
            let errors = try await fails(project, command)
            #expect(errors.contains("asml: error: cannot find terraform or tofu on the PATH\n"))
            #expect(errors.contains("'asml cast --no-plan' does without"))
        }
        #expect(!project.exists("net"), "nothing is built in vain")
        try await project.succeed("cast", "--no-plan")
        try await project.succeed("validate", "--no-terraform")
    }

    /// Or another one than terraform, when it is chosen.
    @Test func tofuIsTakenWhereTerraformIsMissing() async throws {
        let tofu = try FakeTerraform(named: "tofu")
        let project = try TestProject(modules: ["send"])
        project.variables = ["PATH": tofu.folder, "ASML_TERRAFORM": ""]
        try await project.succeed("cast")
        try await project.succeed("bind")
        #expect(
            tofu.calls == ["version", "init", "validate", "plan", "apply", "output"],
            "\(tofu.calls)")
        let both = try FakeTerraform()
        try both.alsoNamed("tofu")
        project.variables["PATH"] = "\(both.folder):\(tofu.folder)"
        try await project.succeed("cast")
        #expect(both.calls == ["version", "init", "validate", "plan"], "\(both.calls)")
        #expect(tofu.calls.count == 6)
        // A path is as the user sees it from where they are.
        project.variables["PATH"] = "/nowhere"
        try FileManager.default.createSymbolicLink(
            atPath: "\(project.root)/chosen", withDestinationPath: tofu.path)
        project.variables["ASML_TERRAFORM"] = "./chosen"
        try await project.succeed("cast")
        #expect(tofu.calls.count == 10)
    }

    @Test(arguments: ["1.4.6", "0.14.8", "1.4.99-dev"])
    func whatIsTooOldIsRefused(_ version: String) async throws {
        let old = try FakeTerraform(["version": "echo '{\"terraform_version\":\"\(version)\"}'"])
        let project = try project(old)
        for command in ["cast", "validate", "diff"] {
            let errors = try await fails(project, command)
            #expect(
                errors.hasSuffix(
                    """
                    \(old.path): error: terraform \(version) is too old
                      1.5 or later is needed

                    """), "\(errors)")
        }
        #expect(Set(old.calls) == ["version"])
        try await hasNoPlan(project)
    }

    /// A program that has been replaced is asked again how old it is.
    @Test func whatBecomesTooOldIsRefused() async throws {
        let terraform = try FakeTerraform()
        let project = try project(terraform)
        try await project.succeed("cast")
        let old = try FakeTerraform(["version": #"echo '{"terraform_version":"1.4.0"}'"#])
        try FileManager.default.removeItem(atPath: terraform.path)
        try FileManager.default.copyItem(atPath: old.path, toPath: terraform.path)
        #expect(try await fails(project, "cast").contains("terraform 1.4.0 is too old"))
        try await hasNoPlan(project)
    }

    @Test(arguments: ["echo {", "echo '{}'", "printf '\\377\\033[31m'", "exit 1", "kill -9 $$"])
    func whatDoesNotSayHowOldItIs(_ answer: String) async throws {
        let strange = try FakeTerraform(["version": answer])
        let project = try project(strange)
        let errors = try await fails(project, "cast")
        #expect(
            errors.contains(
                "\(strange.path): error: does not say which version of Terraform it is"),
            "\(errors)")
        #expect(!errors.contains("\u{1B}"))
        try await hasNoPlan(project)
    }

    /// The end of a plan that was good before is the end of that plan.
    @Test(arguments: ["validate", "plan"], ["echo nonsense", "echo '{\"valid\":1}'", "true"])
    func nonsenseIsNoConsent(_ command: String, _ answer: String) async throws {
        let terraform = try FakeTerraform([
            command: "if [ -e nonsense ]; then \(answer); else echo ok > plan; "
                + "echo '{\"type\":\"change_summary\"}'; fi"
        ])
        let project = try project(terraform)
        if command == "plan" { try await project.succeed("cast") }
        try project.write("net/nonsense", [])
        let errors = try await fails(project, "cast")
        #expect(
            errors.contains(
                "'terraform \(command)' in net did not say what Terraform says\n"
                    + "  \(terraform.path) is Terraform or OpenTofu, 1.5 or later?\n"),
            "\(errors)")
        try await hasNoPlan(project)
    }

    @Test func aPlanThatIsNotThereIsNone() async throws {
        let project = try project(
            FakeTerraform(["plan": "echo '{\"type\":\"change_summary\"}'"]))
        #expect(try await fails(project, "cast").contains("there is no net/plan"))
        try await hasNoPlan(project)
    }

    @Test(arguments: ["init", "validate", "plan"], ["KILL", "SEGV"])
    func whatIsKilledLeavesNothing(_ command: String, _ signal: String) async throws {
        let terraform = try FakeTerraform([
            command: """
            if [ -e deadly ]; then
                /bin/mkdir -p .terraform
                [ $1 != plan ] || echo half > plan
                kill -\(signal) $$
            fi
            """
        ])
        let project = try project(terraform)
        try project.write("net/deadly", [])
        let errors = try await fails(project, "cast")
        let number = signal == "KILL" ? 9 : 11
        #expect(
            errors.contains(
                "asml: error: 'terraform \(command)' in net was ended by signal \(number)\n"),
            "\(errors)")
        try await hasNoPlan(project)
        // What was done by halves is done again.
        let again = terraform.calls.count { $0 == command }
        try FileManager.default.removeItem(atPath: "\(project.root)/net/deadly")
        _ = try await project.asml("cast")
        #expect(terraform.calls.count { $0 == command } == again + 1)
    }

    /// A deployment that breaks off goes on where it was.
    @Test func bindMayBeRunAgainWhenTerraformDied() async throws {
        let terraform = try FakeTerraform([
            "apply": "if [ -e deadly ]; then kill -9 $$; fi; echo '{\"type\":\"change_summary\"}'"
        ])
        let project = try project(terraform)
        try await project.succeed("cast")
        try project.write("net/deadly", [])
        #expect(
            try await fails(project, "bind").contains(
                "'terraform apply' in net was ended by signal 9"))
        try FileManager.default.removeItem(atPath: "\(project.root)/net/deadly")
        try await project.succeed("bind")
        try await hasNoPlan(project)
    }

    @Test(arguments: ["apply", "output"])
    func nonsenseIsNoDeployment(_ command: String) async throws {
        let project = try project(FakeTerraform([command: "echo nonsense"]))
        try await project.succeed("cast")
        let errors = try await fails(project, "bind")
        #expect(
            errors.contains(
                command == "apply"
                    ? "'terraform apply' in net did not say what Terraform says"
                    : "Terraform's outputs are not what we wrote"), "\(errors)")
        #expect(!project.exists(".asml/releases.json"))
    }

    /// It is told once, waited for, and what it leaves is removed.
    @Test(arguments: ["version", "init", "validate", "plan"])
    func whatHangsIsInterrupted(_ command: String) async throws {
        let terraform = try FakeTerraform([command: FakeTerraform.hanging()])
        let project = try project(terraform)
        let temporary = try Scratch()
        project.variables["TMPDIR"] = temporary.path
        let tool = try await project.start("cast")
        #expect(try await terraform.hangs())
        tool.send(SIGINT)
        #expect(try await tool.status() == 128 + SIGINT)
        #expect(try await terraform.isInterrupted(times: 1))
        #expect(try temporary.contents == [])
        #expect(!project.exists(".asml/plan.json"))
        #expect(command != "plan" || !project.exists("net/plan"))
    }

    /// The second interruption is passed on, as at a terminal; the third is the end.
    @Test(arguments: [1, 100]) func whatDoesNotEndIsToldAgain(_ endurance: Int) async throws {
        let terraform = try FakeTerraform(["plan": FakeTerraform.hanging(endures: endurance)])
        let project = try project(terraform)
        let tool = try await project.start("cast")
        #expect(try await terraform.hangs())
        for time in 1...2 {
            tool.send(SIGINT)
            #expect(try await terraform.isInterrupted(times: time))
        }
        if endurance > 1 { tool.send(SIGINT) }
        #expect(try await tool.status() == 128 + SIGINT)
        #expect(!project.exists("net/plan"))
    }
}
