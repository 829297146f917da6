import Foundation
import LocalCloud
import Testing

/// Real processes and sockets: what a bootstrap does, and what the report says.
@Suite(.timeLimit(.minutes(15))) struct InvocationTests {
    @Test func respondsAndIsStoppedAtTheNextPoll() async throws {
        let fake = try FakeBootstrap(
            """
            id, event, headers = next()
            log("event", event.decode(), headers["Content-Length"])
            call("POST", "invocation/" + id + "/response", b"[1]", {"Content-Type": "text/x"})
            log("after the answer")
            next()
            log("never")
            """)
        let (report, log) = try await fake.invoke()
        #expect(report.outcome == .response(Array("[1]".utf8), contentType: "text/x"))
        #expect(report.afterwards == .ready)
        #expect(log == "event {} 2\nafter the answer\n")
        #expect(try #require(report.initDuration) > .zero)
        #expect(try #require(report.duration) > .zero)
        #expect(try #require(report.maxResidentBytes) > 1 << 20)
        #expect(report.memoryMegabytes == 256)
    }

    @Test func passesAnErrorOnVerbatim() async throws {
        let fake = try FakeBootstrap(
            """
            id, _, _ = next()
            call("POST", "invocation/" + id + "/error", b"not even JSON",
                {"Lambda-Runtime-Function-Error-Type": "Function.Trap"})
            next()
            """)
        let report = try await fake.invoke().report
        #expect(
            report.outcome == .functionError(Array("not even JSON".utf8), type: "Function.Trap"))
        #expect(!report.succeeded)
    }

    @Test func reportsAnInitErrorEvenIfTheProcessDoesNotWaitForTheReply() async throws {
        let fake = try FakeBootstrap(
            """
            api.request("POST", base + "init/error", b'{"errorType":"Runtime.Bad"}')
            os._exit(1)
            """)
        let report = try await fake.invoke().report
        #expect(report.outcome == .initError(Array("{\"errorType\":\"Runtime.Bad\"}".utf8)))
        #expect(report.initDuration == nil)
        #expect(report.duration == nil)
    }

    @Test(arguments: [
        ("next(); sys.exit(3)", ProcessEnd.exited(status: 3), true),
        ("sys.exit(3)", .exited(status: 3), false),
        ("sys.exit(0)", .exited(status: 0), false),
        ("next(); os.abort()", .killed(signal: 6), true),
    ]) func reportsAnExit(script: String, end: ProcessEnd, initialized: Bool) async throws {
        let report = try await FakeBootstrap(script).invoke().report
        #expect(report.outcome == .exited(end))
        #expect((report.initDuration != nil) == initialized)
        #expect((report.duration != nil) == initialized)
    }

    @Test func noticesAnExitAfterTheAnswer() async throws {
        let fake = try FakeBootstrap(
            """
            id, _, _ = next()
            call("POST", "invocation/" + id + "/response", b"1")
            sys.exit(134)
            """)
        let report = try await fake.invoke().report
        #expect(report.outcome == .response(Array("1".utf8), contentType: "application/json"))
        #expect(report.afterwards == .ended(.exited(status: 134)))
    }

    @Test func killsWhatTakesTooLong() async throws {
        let fake = try FakeBootstrap(
            """
            import signal
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            next()
            log("pid", os.getpid())
            while True: pass
            """)
        let (report, log) = try await fake.invoke(timeout: .milliseconds(300))
        #expect(report.outcome == .timedOut(after: .milliseconds(300)))
        #expect(try #require(report.duration) >= .milliseconds(300))
        #expect(report.maxResidentBytes != nil)
        let process = try #require(log.split(whereSeparator: \.isWhitespace).last)
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(process)/status"))
    }

    @Test func limitsInitialisationToo() async throws {
        let report = try await FakeBootstrap("time.sleep(60)")
            .invoke(initLimit: .milliseconds(300)).report
        #expect(report.outcome == .timedOut(after: .milliseconds(300)))
        #expect(report.initDuration == nil)
    }

    @Test func seesThatAnAnswerWasNotTheEnd() async throws {
        let fake = try FakeBootstrap(
            """
            id, _, _ = next()
            call("POST", "invocation/" + id + "/response", b"1")
            time.sleep(60)
            """)
        let report = try await fake.invoke(timeout: .milliseconds(500)).report
        #expect(report.succeeded)
        #expect(report.afterwards == .timedOut)
    }

    @Test func cancellingTheTaskStopsTheProcess() async throws {
        let fake = try FakeBootstrap("next(); time.sleep(60)")
        var settings = FunctionSettings(name: "fake", bootstrap: fake.path, handler: "fake.handler")
        settings.timeout = .seconds(300)
        let lambda = LocalLambda(settings)
        let task = Task { try await lambda.invoke(event: []) }
        try await Task.sleep(for: .milliseconds(200))
        task.cancel()
        // Without cancellation this would be a time-out of 60 s, which is no `.cancelled`.
        await #expect(throws: LocalLambdaError.cancelled) { try await task.value }
    }
}
