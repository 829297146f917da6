import Foundation
import Testing
import ToolFixtures

/// `asml bind` stopped at each of its phases, and run again: it completes, deploys nothing twice,
/// and leaves nothing half-written.
@Suite(.timeLimit(.minutes(30))) struct InterruptedProjectTests {
    /// The repositories are there, and the registry takes the image and says nothing.
    @Test func whilePushing() async throws {
        let project = try await TestProject(in: "c", emulated: true)
        let registry = try await DockerRegistry(in: project.scratch.path)
        let stalling = try await StallingServer()
        try await addImage(project)
        try await project.succeed("cast")
        for (count, signal) in [SIGINT, SIGKILL].enumerated() {
            let bind = try await project.start("bind", "--registry", stalling.host)
            try await stalling.waitForConnections(count + 1)
            bind.send(signal)
            #expect(try await bind.status() == 128 + signal)
        }
        #expect(try project.text("net/terraform.tfstate").contains("aws_ecr_repository"))
        #expect(!(try project.text("net/terraform.tfstate").contains("\"aws_lambda_function\"")))
        let bind = try await project.succeed("bind", "--registry", registry.host)
        #expect(bind.output.contains("version 1"), "\(bind)")
        try await checkThatAllIsThereOnce(project)
    }

    /// Terraform is told once, and says what it has made.
    @Test func interruptedWhileTerraformApplies() async throws {
        let project = try await TestProject(in: "c", emulated: true)
        try await project.succeed("cast")
        let bind = try await project.start("bind")
        try await waitForARole(project)
        bind.send(SIGINT)
        #expect(try await bind.status() == 128 + SIGINT)
        try await project.succeed("bind")
        try await checkThatAllIsThereOnce(project)
    }

    /// Terraform does not notice, and goes on alone; until it is done, the state is its own.
    @Test func killedWhileTerraformApplies() async throws {
        let project = try await TestProject(in: "c", emulated: true)
        try await project.succeed("cast")
        let bind = try await project.start("bind")
        try await waitForARole(project)
        bind.send(SIGKILL)
        #expect(try await bind.status() == 128 + SIGKILL)
        var again = try await project.asml("bind")
        for _ in 0..<600 where again.status != 0 {
            #expect(again.errors.contains("Error acquiring the state lock"), "\(again.errors)")
            #expect(again.errors.contains("wait until whoever has it is done"))
            try await Task.sleep(for: .milliseconds(500))
            again = try await project.asml("bind")
        }
        #expect(again.status == 0, "\(again.errors)")
        try await checkThatAllIsThereOnce(project)
    }

    /// A lock in a bucket outlives whoever held it. What is said helps.
    @Test func aLockThatIsLeft() async throws {
        let project = try await TestProject(in: "c", emulated: true)
        try project.edit("assemblylift.toml") {
            $0 + Array("[terraform]\nstate_bucket_name = \"states\"\n".utf8)
        }
        _ = try await project.curl("states", "-X", "PUT")
        try await project.succeed("cast")
        let id = "0b5f0a4e-9e6c-4a8e-8a9e-1f0e0f3c9d11"
        let lock = """
            {"ID":"\(id)","Operation":"OperationTypeApply","Info":"","Who":"a@b",\
            "Version":"1.11.4","Created":"2026-01-01T00:00:00Z",\
            "Path":"states/hello/terraform.tfstate"}
            """
        _ = try await project.curl(
            "states/hello/terraform.tfstate.tflock", "-T",
            try project.scratch.write("lock", lock))
        let locked = try await project.asml("bind")
        #expect(locked.status == 1)
        #expect(locked.errors.contains("Error acquiring the state lock"), "\(locked.errors)")
        #expect(
            locked.errors.contains("'terraform -chdir=net force-unlock \(id)' takes it away"),
            "\(locked.errors)")
        let unlock = try await runTool(
            ["terraform", "-chdir=net", "force-unlock", "-force", id],
            in: URL(fileURLWithPath: project.root), environment: project.variables)
        #expect(unlock.status == 0, "\(unlock.errors)")
        try await project.succeed("bind")
        try await checkThatAllIsThereOnce(project)
    }

    /// Whoever killed an earlier command has left what it did not finish.
    @Test func whatIsHalfWrittenIsRemoved() async throws {
        let project = try await TestProject(in: "c", emulated: false)
        let other = Self.aProcessThatIsGone
        let names = [
            ".asml/.asml-\(other)-1/layer", "net/.asml-\(other)-2/program",
            "net/services/my-service/my-function/my-function.zip.1a.part",
            ".asml/build/my-service/my-function/.asml-\(other)-3/program",
        ]
        for name in names { try project.write(name, [1]) }
        try project.write(".asml/.asml-1-4/x", [1])
        try await project.succeed("cast", "--no-plan")
        // Process 1 is there, and may still be at it.
        #expect(project.leftovers == [".asml/.asml-1-4"])
    }

    /// Of all numbers that no process can have.
    private static let aProcessThatIsGone = Int32.max

    private func addImage(_ project: TestProject) async throws {
        let example = "\(try Programs.folder(.example))/c-function.wasm"
        let module = [UInt8](try Data(contentsOf: URL(fileURLWithPath: example)))
        try project.addService(
            "site", provider: "provider = \"aws-lambda-alpine\"", functions: ["greet": module])
    }

    /// Among the first that Terraform makes, long before the function.
    private func waitForARole(_ project: TestProject) async throws {
        let list = ["-d", "Action=ListRoles&Version=2010-05-08", "-H", Self.iam]
        for _ in 0..<6000 {
            if try await project.curl("", list[0], list[1], list[2], list[3]).contains("<Arn>") {
                return
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("Terraform makes no role")
    }

    /// Tells the emulator which service is asked; it looks at no signature.
    private static let iam =
        "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/iam/aws4_request, "
        + "SignedHeaders=host, Signature=0"

    private func checkThatAllIsThereOnce(_ project: TestProject) async throws {
        let status = try await project.succeed("status").output
        #expect(status.contains("version 1"), "\(status)")
        #expect(!status.contains("version 2") && !status.contains("not deployed"), "\(status)")
        #expect(project.leftovers == [])
        let cast = try await project.succeed("cast")
        #expect(cast.output == "Nothing to deploy: all is as it should be.\n", "\(cast)")
    }
}

/// Takes connections and whatever they send, and never answers.
private final class StallingServer {
    private let process: RunningProcess
    private let scratch: Scratch
    private let log: String
    let host: String

    init() async throws {
        scratch = try Scratch()
        log = try scratch.write("log", "")
        let program = """
            import socket, sys
            server = socket.create_server(("127.0.0.1", 0))
            print("listening on 127.0.0.1:%d" % server.getsockname()[1], flush=True)
            connections = []
            while True:
                connections.append(server.accept())
                print("connection", flush=True)
            """
        process = try await RunningProcess(
            tool: ["python3", "-c", program],
            RunningProcess.Surroundings(folder: scratch.path, output: log))
        host = try await process.announcement(#/listening on (.+)\n/#, in: log)
    }

    func waitForConnections(_ count: Int) async throws {
        for _ in 0..<3000 {
            let text = try String(contentsOfFile: log, encoding: .utf8)
            if text.split(separator: "\n").count > count { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("nobody connects")
    }
}
