import Foundation
import LocalCloud
import Testing

/// Another bootstrap for a function that runs.
@Suite(.timeLimit(.minutes(15))) struct ReplaceTests {
    private static func loop(_ name: String) -> String {
        """
        while True:
            id, event, headers = next()
            if event == b"hold":
                open("held", "w").close()
                while not os.path.exists("go"): time.sleep(0.01)
            call("POST", "invocation/" + id + "/response", b"\(name)")
        """
    }

    private func settings(_ fake: borrowing FakeBootstrap, name: String = "f") -> FunctionSettings {
        var settings = FunctionSettings(name: name, bootstrap: fake.path, handler: "h.h")
        settings.timeout = .seconds(300)
        settings.initLimit = .seconds(60)
        settings.concurrency = 1
        return settings
    }

    private func invoke(_ function: LocalFunction, _ event: String = "x") async throws -> String {
        let invocation = Invocation(event: Array(event.utf8), function.settings)
        let report = try await function.invoke(invocation).report
        return String(decoding: report.payload, as: UTF8.self)
    }

    @Test func whatRunsEndsOnTheOldOneAndTheNextRunsOnTheNewOne() async throws {
        let old = try FakeBootstrap(Self.loop("old"))
        let new = try FakeBootstrap(Self.loop("new"))
        let function = LocalFunction(settings(old), logDescriptor: open("/dev/null", O_WRONLY))
        let running = Task { try await invoke(function, "hold") }
        try await eventually("it holds its event") {
            FileManager.default.fileExists(atPath: "\(old.folder)/held")
        }
        try await function.replace(settings(new, name: "another"))
        #expect(function.settings.name == "f")
        // The old one's process does not count as one of the new one's.
        #expect(try await invoke(function) == "new")
        #expect(FileManager.default.createFile(atPath: "\(old.folder)/go", contents: nil))
        #expect(try await running.value == "old")
        #expect(try await invoke(function) == "new")
        await function.stop()
    }

    @Test func whoeverWaitsGetsTheNewOne() async throws {
        let old = try FakeBootstrap(Self.loop("old"))
        let new = try FakeBootstrap(Self.loop("new"))
        let function = LocalFunction(settings(old), logDescriptor: open("/dev/null", O_WRONLY))
        let running = Task { try await invoke(function, "hold") }
        try await eventually("it holds its event") {
            FileManager.default.fileExists(atPath: "\(old.folder)/held")
        }
        let waiting = Task {
            let invocation = Invocation(event: Array("x".utf8), function.settings)
            return try await function.invoke(invocation, waits: true).report.payload
        }
        try await function.replace(settings(new))
        #expect(try await waiting.value == Array("new".utf8))
        #expect(FileManager.default.createFile(atPath: "\(old.folder)/go", contents: nil))
        #expect(try await running.value == "old")
        await function.stop()
    }

    @Test func oneThatCannotBeStartedChangesNothing() async throws {
        let old = try FakeBootstrap(Self.loop("old"))
        let broken = try FakeBootstrap(bytes: Array("#!/nowhere/python\n".utf8), mode: 0o755)
        let path = broken.path
        let function = LocalFunction(settings(old), logDescriptor: open("/dev/null", O_WRONLY))
        #expect(try await invoke(function) == "old")
        let wrong = settings(broken)
        await #expect(throws: LocalLambdaError.interpreterMissing(path: path)) {
            try await function.replace(wrong)
        }
        #expect(try await invoke(function) == "old")
        await function.stop()
        let late = settings(old)
        await #expect(throws: LocalLambdaError.cancelled) { try await function.replace(late) }
    }

    @Test func theOthersOfAServerAreNotTouched() async throws {
        let old = try FakeBootstrap(Self.loop("old"))
        let new = try FakeBootstrap(Self.loop("new"))
        let application = GatewayTests.application(old, [("a.f", "GET /f"), ("a.g", "GET /g")])
        let replacement = settings(new)
        try await GatewayTests.serve(application) { server in
            let http = try RawHTTP(server.endpoint)
            func call(_ name: String) async throws -> String {
                let path = "/2015-03-31/functions/\(name)/invocations"
                return try await http.send("POST", path, body: "{}").body
            }
            #expect(try await call("a.f") == "old")
            try await server.replace("a.f", with: replacement)
            #expect(try await call("asml-app-a-f") == "new")
            #expect(try await call("a.g") == "old")
            await #expect(throws: LocalLambdaError.functionNotFound(name: "a.h")) {
                try await server.replace("a.h", with: replacement)
            }
        }
    }
}
