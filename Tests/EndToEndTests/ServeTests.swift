import Foundation
import Testing
import ToolFixtures

/// `asml serve`, as its callers see it (Serve/client.py): boto3, the AWS CLI, curl, a browser.
@Suite struct ServeTests {
    private static let functions = [
        "c-function", "rust-function", "swift-function", "c-assemblylift",
    ]
    private static let sites = ["c-http", "rust-http", "swift-http"]

    @Test func eventsOfEverySize() async throws {
        let all = try await Self.bootstraps(Self.functions, .host)
        try await call("sizes", all)
    }

    @Test(arguments: Target.allCases.filter { $0 != .host })
    func eventsOfEverySizeOnAnotherMachine(_ target: Target) async throws {
        let all = try await Self.bootstraps(Self.functions, target)
        try await call("sizes", all)
    }

    @Test func everyWayToInvoke() async throws {
        let examples = try Programs.folder(.example)
        let modules = [("hello", "c-function"), ("traps", "traps-function"), ("site", "c-http")]
        try await call("invoke", modules.map { "\($0)=\(examples)/\($1).wasm" })
    }

    @Test(arguments: ["buffered", "stream"]) func sites(_ mode: String) async throws {
        let all = try await Self.bootstraps(Self.sites, .host)
        try await call("site", all, ["--invoke-mode", mode])
    }

    @Test func hostileCallers() async throws {
        let scratch = try Scratch()
        let slow = try scratch.write(
            "slow",
            Array(
                """
                #!/usr/bin/python3
                import http.client, os, time
                api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
                while True:
                    api.request("GET", "/2018-06-01/runtime/invocation/next")
                    reply = api.getresponse()
                    reply.read()
                    time.sleep(1)
                    id = reply.headers["Lambda-Runtime-Aws-Request-Id"]
                    api.request("POST", "/2018-06-01/runtime/invocation/" + id + "/response", "1")
                    api.getresponse().read()
                """.utf8), executable: true)
        let all = try await Self.bootstraps(["c-function", "c-http"], .host)
        let names = zip(["hello", "site"], all).map { name, argument in
            "\(name)=\(argument.drop { $0 != "=" }.dropFirst())"
        }
        try await call(
            "hostile", names + ["slow=\(slow)"],
            ["--invoke-mode", "stream", "--concurrency", "2"])
    }

    /// A function of the least convenient name, which answers in the least convenient ways.
    @Test(arguments: ["buffered", "stream"]) func answersThatAreHardToFrame(_ mode: String)
        async throws
    {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        let script = try String(contentsOfFile: "\(here)/Serve/answers.py", encoding: .utf8)
        let scratch = try Scratch()
        let function = try scratch.write("function", Array(script.utf8), executable: true)
        try await call("framing", [function], ["--invoke-mode", mode, "--concurrency", "1"])
    }

    @Test func aFunctionThatCannotBeStarted() async throws {
        let scratch = try Scratch()
        let script = try scratch.write("f", Array("#!/nowhere/sh\n".utf8), executable: true)
        let result = try await asml(["serve", "--port", "0", script])
        #expect(result.status == 1)
        #expect(result.errors.contains("the interpreter or dynamic loader"), "\(result.errors)")
    }

    @Test func pagesInABrowser() async throws {
        try await call("browser", try await Self.bootstraps(["c-http"], .host))
    }

    /// `NAME=PATH` of examples; QEMU runs what this machine cannot.
    private static func bootstraps(_ examples: [String], _ target: Target) async throws -> [String]
    {
        var arguments: [String] = []
        for example in examples {
            var path = try await Programs.compiled(example, runtime: "lambda", target: target)
            if let emulator = target.emulator {
                let script = "\(Programs.folder)/\(example)-\(target).sh"
                try Data("#!/bin/sh\nexec \(emulator) \(path)\n".utf8)
                    .write(to: URL(fileURLWithPath: script))
                chmod(script, 0o755)
                path = script
            }
            arguments.append("\(example)=\(path)")
        }
        return arguments
    }

    private func call(_ kind: String, _ functions: [String], _ options: [String] = []) async throws
    {
        // No limit that a busy machine could reach.
        let server = try await Server(functions, ["--timeout", "120"] + options)
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        var environment = ProcessInfo.processInfo.environment
        environment["PYTHONPATH"] = environment["ASML_TEST_PYTHON"]
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        let client = try await execute(
            "/usr/bin/env", ["python3", "\(here)/Serve/client.py", kind],
            environment: environment, input: server.announcement, folder: server.folder)
        let log = try server.errors
        #expect(client.status == 0, "\(client.output)\(client.errors)\(log.suffix(2000))")
        #expect(client.output.hasSuffix("ok\n"), "\(client.output)")
        #expect(try await server.stop() == 128 + SIGINT)
    }

    @Test func nothingIsLeftAfterAnInterruption() async throws {
        let server = try await Server(try await Self.bootstraps(["c-function"], .host), [])
        let bootstrap = try await Programs.compiled("c-function", runtime: "lambda")
        let running = try await shell("pgrep -f '^\(bootstrap)'", in: try Scratch())
        #expect(running.status == 0)
        #expect(try await server.stop() == 128 + SIGINT)
        // Other tests may run the same program; ours was a child of the server.
        for process in running.output.split(separator: "\n") {
            let parent = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            #expect(parent?.contains(" \(server.process) ") != true)
        }
    }

    @Test(arguments: [
        (["nowhere.wasm"], "no such file"),
        (["c=/bin/true", "c=/bin/false"], "the function 'c' is /bin/true already"),
        (["/bin/true", "--concurrency", "0"], "--concurrency is 0"),
        (["/bin/true", "/bin/false", "--handler", "a.b"], "--handler is for one function"),
        (["/bin/true", "--env", "_HANDLER=x"], "_HANDLER is set by Lambda itself"),
    ])
    func refuses(_ arguments: [String], _ message: String) async throws {
        let result = try await asml(["serve", "--port", "0"] + arguments)
        #expect(result.errors.contains(message), "\(result.errors)")
        #expect(result.status == (message.hasPrefix("--") ? 2 : 1))
    }

    @Test func aPortThatIsTaken() async throws {
        let server = try await Server(try await Self.bootstraps(["c-function"], .host), [])
        let port = try #require(server.endpoint.split(separator: ":").last)
        let second = try await asml(["serve", "/bin/true", "--port", String(port)])
        #expect(second.status == 1)
        #expect(
            second.errors.contains(":\(port): cannot listen: Address already in use"),
            "\(second.errors)")
        #expect(second.errors.contains("--port names another one"))
        _ = try await server.stop()
    }
}

/// `asml serve` on ports that are free.
final class Server {
    private struct Announcement: Decodable {
        var endpoint: String
    }

    private let background: Background
    let announcement: String
    let endpoint: String
    var folder: String { background.scratch.path }
    var process: Int32 { background.identifier }
    var errors: String { get throws { try background.errors } }

    init(_ functions: [String], _ options: [String]) async throws {
        background = try await Background(
            ["serve", "--port", "0", "--json"] + functions + options, in: try Scratch(),
            environment: ["XDG_CACHE_HOME": "\(Programs.folder)/cache"])
        var line = ""
        for _ in 0..<6000 where !line.hasSuffix("\n") {
            try await Task.sleep(for: .milliseconds(20))
            line = try background.output
        }
        let errors = try background.errors
        try #require(line.hasSuffix("\n"), "\(errors)")
        announcement = line
        endpoint = try JSONDecoder().decode(Announcement.self, from: Data(line.utf8)).endpoint
    }

    func stop() async throws -> Int32 {
        background.send(SIGINT)
        return try await background.status()
    }
}
