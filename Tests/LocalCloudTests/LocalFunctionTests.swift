import Foundation
import LocalCloud
import Testing

/// Functions that stay: which process serves what, and what happens when one is gone.
@Suite(.timeLimit(.minutes(15))) struct LocalFunctionTests {
    /// Answers with its process id, and does what the event says first.
    private static let loop = """
        import subprocess
        while True:
            id, event, headers = next()
            word = event.decode()
            if word == "exit": sys.exit(3)
            if word == "hang": time.sleep(60)
            if word == "child": subprocess.Popen(["sleep", "61"])
            if word == "hold":
                open("held-%d" % os.getpid(), "w").close()
                while not os.path.exists("go"): time.sleep(0.01)
            log("saw", word)
            call("POST", "invocation/" + id + "/response", str(os.getpid()).encode())
            if word == "last": sys.exit(0)
        """

    private func function(
        _ fake: borrowing FakeBootstrap, concurrency: Int = 2, timeout: Duration = .seconds(300)
    ) -> LocalFunction {
        var settings = FunctionSettings(
            name: "fake", bootstrap: fake.path, handler: "fake.handler")
        settings.concurrency = concurrency
        settings.timeout = timeout
        settings.initLimit = .seconds(60)
        return LocalFunction(settings, logDescriptor: open("/dev/null", O_WRONLY))
    }

    private func invoke(_ function: LocalFunction, _ word: String) async throws
        -> LocalFunction.Result
    {
        try await function.invoke(Invocation(event: Array(word.utf8), function.settings))
    }

    private func process(_ function: LocalFunction, _ word: String = "x") async throws -> String {
        String(decoding: try await invoke(function, word).report.payload, as: UTF8.self)
    }

    @Test func oneProcessServesOneAfterTheOther() async throws {
        let fake = try FakeBootstrap(Self.loop)
        let function = function(fake)
        try await function.start()
        let first = try await invoke(function, "a")
        let second = try await invoke(function, "b")
        #expect(first.report.payload == second.report.payload)
        #expect(first.report.initDuration != nil)
        #expect(second.report.initDuration == nil)
        #expect(first.report.requestId != second.report.requestId)
        let log = String(decoding: second.logTail, as: UTF8.self)
        #expect(log.hasPrefix("START RequestId: \(second.report.requestId)"))
        #expect(log.contains("saw b\n") && !log.contains("saw a\n"))
        #expect(log.contains("REPORT RequestId"))
        await function.stop()
        let process = String(decoding: first.report.payload, as: UTF8.self)
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(process)/status"))
    }

    /// Waits until so many processes hold their event.
    private func held(_ folder: String, _ count: Int) async throws {
        let names = { try FileManager.default.contentsOfDirectory(atPath: folder) }
        try await eventually("\(count) processes hold their event") {
            try names().count { $0.hasPrefix("held-") } >= count
        }
    }

    private func letGo(_ folder: String) {
        _ = FileManager.default.createFile(atPath: "\(folder)/go", contents: nil)
    }

    @Test func twoAtATimeAreTwoProcesses() async throws {
        let fake = try FakeBootstrap(Self.loop)
        let function = function(fake)
        async let one = process(function, "hold")
        async let other = process(function, "hold")
        try await held(fake.folder, 2)
        letGo(fake.folder)
        #expect(try await one != other)
        await function.stop()
    }

    @Test func oneMoreThanAllowedIsRefused() async throws {
        let fake = try FakeBootstrap(Self.loop)
        let function = function(fake, concurrency: 1)
        try await function.start()
        let slow = Task { try await process(function, "hold") }
        try await held(fake.folder, 1)
        await #expect(throws: LocalLambdaError.tooManyInvocations(limit: 1)) {
            try await process(function)
        }
        letGo(fake.folder)
        _ = try await slow.value
        _ = try await process(function)
        await function.stop()
    }

    @Test func thoseThatWaitAreServedOneAfterTheOther() async throws {
        let fake = try FakeBootstrap(Self.loop)
        let function = function(fake, concurrency: 1)
        let payloads = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<5 {
                group.addTask {
                    let invocation = Invocation(event: Array("x".utf8), function.settings)
                    return try await function.invoke(invocation, waits: true).report.payload
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(payloads.count == 1)
        await function.stop()
    }

    @Test func whoeverWaitsHearsOfTheEnd() async throws {
        let fake = try FakeBootstrap(Self.loop)
        let function = function(fake, concurrency: 1)
        let first = Task { try await process(function, "hold") }
        try await held(fake.folder, 1)
        let second = Task {
            try await function.invoke(Invocation(event: [], function.settings), waits: true)
        }
        await function.stop()
        _ = await first.result
        await #expect(throws: LocalLambdaError.cancelled) { try await second.value }
    }

    @Test func whatCannotBeStartedIsSaidAtOnce() async throws {
        let fake = try FakeBootstrap(bytes: Array("#!/nowhere/python\n".utf8), mode: 0o755)
        let path = fake.path
        let function = function(fake)
        await #expect(throws: LocalLambdaError.interpreterMissing(path: path)) {
            try await function.start()
        }
        await function.stop()
    }

    @Test func aLineWithoutAnEndIsBroken() async throws {
        let fake = try FakeBootstrap(
            """
            id, _, _ = next()
            sys.stdout.write("x" * 1000000)
            sys.stdout.flush()
            call("POST", "invocation/" + id + "/response", b"1")
            next()
            """)
        let log = open(fake.logPath, O_WRONLY | O_APPEND | O_CLOEXEC)
        var settings = FunctionSettings(
            name: "fake", bootstrap: fake.path, handler: "fake.handler")
        settings.timeout = .seconds(300)
        let function = LocalFunction(settings, label: "name", logDescriptor: log)
        let result = try await function.invoke(Invocation(event: [], settings))
        await function.stop()
        close(log)
        let lines = try String(contentsOfFile: fake.logPath, encoding: .utf8).split(separator: "\n")
        #expect(lines.allSatisfy { $0.hasPrefix("name | ") && $0.utf8.count < 200_000 })
        let written = lines.map { $0.dropFirst("name | ".count).prefix { $0 == "x" }.count }
        #expect(written.reduce(0, +) == 1_000_000)
        #expect(result.logTail.count <= 4096)
    }

    @Test(arguments: ["exit", "hang", "last"])
    func aProcessThatIsGoneIsReplaced(_ word: String) async throws {
        let fake = try FakeBootstrap(Self.loop)
        // Long enough for a busy machine to answer the others.
        let function = function(fake, timeout: word == "hang" ? .seconds(5) : .seconds(300))
        let first = try await process(function)
        let report = try await invoke(function, word).report
        switch word {
        case "exit": #expect(report.outcome == .exited(.exited(status: 3)))
        case "hang": #expect(report.outcome == .timedOut(after: .seconds(5)))
        default: #expect(report.payload == Array(first.utf8))
        }
        let next = try await invoke(function, "x").report
        #expect(next.payload != Array(first.utf8))
        #expect(next.succeeded)
        #expect(next.initDuration != nil)
        await function.stop()
    }

    @Test func aFailedStartIsTriedAgain() async throws {
        let fake = try FakeBootstrap(
            """
            if not os.path.exists("started"):
                open("started", "w").close()
                call("POST", "init/error", b'{"errorType":"Runtime.First"}')
                sys.exit(1)
            """ + "\n" + Self.loop)
        let function = function(fake)
        try await function.start()
        // One that comes while it starts gets the error, as in AWS; this one comes later.
        try await eventually("it was started") {
            FileManager.default.fileExists(atPath: "\(fake.folder)/started")
        }
        try await Task.sleep(for: .milliseconds(500))
        #expect(try await invoke(function, "x").report.succeeded)
        await function.stop()
    }

    @Test func whatItStartedDiesWithIt() async throws {
        let fake = try FakeBootstrap(Self.loop)
        let function = function(fake)
        let process = try await process(function, "child")
        let children = "/proc/\(process)/task/\(process)/children"
        let child = try String(contentsOfFile: children, encoding: .utf8)
            .trimmingCharacters(in: .whitespaces)
        #expect(FileManager.default.fileExists(atPath: "/proc/\(child)"))
        await function.stop()
        for _ in 0..<100 where FileManager.default.fileExists(atPath: "/proc/\(child)/exe") {
            try await Task.sleep(for: .milliseconds(20))
        }
        let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
        #expect(state == nil || state?.contains(") Z ") == true)
    }

    @Test func theCallersFieldsReachTheFunction() async throws {
        let fake = try FakeBootstrap(
            """
            while True:
                id, event, headers = next()
                names = ["Client-Context", "Cognito-Identity", "Aws-Tenant-Id", "Trace-Id"]
                text = "|".join(str(headers["Lambda-Runtime-" + name]) for name in names)
                call("POST", "invocation/" + id + "/response", text.encode())
            """)
        let function = function(fake)
        var invocation = Invocation(event: [], function.settings, traceId: "Root=1")
        invocation.clientContext = "{\"a\":1}"
        invocation.tenantId = "t"
        let report = try await function.invoke(invocation).report
        #expect(String(decoding: report.payload, as: UTF8.self) == "{\"a\":1}|None|t|Root=1")
        await function.stop()
    }

    @Test func streamsArriveInPieces() async throws {
        let fake = try FakeBootstrap(
            """
            id, _, _ = next()
            name, port = host.split(":")
            with socket.create_connection((name, int(port))) as raw:
                raw.sendall(("POST %sinvocation/%s/response HTTP/1.1\\r\\nHost: x\\r\\n"
                    "Transfer-Encoding: chunked\\r\\nContent-Type: text/x\\r\\n"
                    "Lambda-Runtime-Function-Response-Mode: streaming\\r\\n\\r\\n" % (base, id)).encode())
                for piece in [b"one", b"two"]:
                    raw.sendall(b"3\\r\\n" + piece + b"\\r\\n")
                    time.sleep(0.2)
                if event_word == b"break": sys.exit(1)
                raw.sendall(b"0\\r\\n\\r\\n")
                raw.recv(64)
            next()
            """.replacing("id, _, _ = next()", with: "id, event_word, _ = next()"))
        for (word, succeeds) in [("whole", true), ("break", false)] {
            let function = function(fake)
            let stream = ResponseStream()
            let invocation = Invocation(event: Array(word.utf8), function.settings)
            async let result = function.invoke(invocation, stream: stream)
            var seen: [String] = []
            while let part = await stream.next() {
                switch part {
                case .start(let type): seen.append(type)
                case .bytes(let bytes, let taken):
                    seen.append(String(decoding: bytes, as: UTF8.self))
                    taken()
                }
            }
            #expect(seen == ["text/x", "one", "two"])
            #expect(try await result.report.succeeded == succeeds)
            await function.stop()
        }
    }
}
