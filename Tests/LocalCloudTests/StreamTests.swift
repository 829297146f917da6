import Foundation
import LocalCloud
import Testing

/// Streamed responses, which take time, and so can go wrong in more ways than others.
@Suite(.timeLimit(.minutes(15))) struct StreamTests {
    private static let base = "/2018-06-01/runtime/"

    /// The state machine with the event delivered.
    private func delivered() -> RuntimeAPI {
        var api = RuntimeAPI(
            invocation: Invocation(
                requestId: "id", event: [], functionARN: "", traceId: "", timeout: .seconds(3)))
        _ = send(RuntimeAPIRequest(method: "GET", path: Self.base + "invocation/next"), to: &api)
        return api
    }

    private func begins(_ request: RuntimeAPIRequest, _ api: inout RuntimeAPI) -> Bool {
        api.beginStream(request)
    }

    private func send(_ request: RuntimeAPIRequest, to api: inout RuntimeAPI) -> Int? {
        api.handle(request, atUnixMilliseconds: 0).0.status
    }

    private var poll: RuntimeAPIRequest {
        RuntimeAPIRequest(method: "GET", path: Self.base + "invocation/next")
    }

    private func post(_ kind: String, mode: String? = nil) -> RuntimeAPIRequest {
        var request = RuntimeAPIRequest(
            method: "POST", path: Self.base + "invocation/id/\(kind)", body: [1])
        request.responseMode = mode
        return request
    }

    private func type(_ answer: RuntimeAPIAnswer?) -> String? {
        if case .functionError(_, let type) = answer { type } else { nil }
    }

    @Test func onlyTheRequestThatBeganAStreamEndsIt() {
        var api = delivered()
        var stream = post("response", mode: "streaming")
        #expect(begins(stream, &api))
        stream.isStreamed = true
        #expect(!begins(post("response", mode: "streaming"), &api))
        #expect(send(post("response", mode: "streaming"), to: &api) == 403)
        #expect(send(post("response"), to: &api) == 403)
        #expect(send(post("error"), to: &api) == 403)
        #expect(send(poll, to: &api) == 403)
        #expect(api.answer == nil)
        #expect(send(stream, to: &api) == 202)
        #expect(api.answer == .response([1], contentType: "application/json"))
        #expect(send(poll, to: &api) == nil)
    }

    @Test func whatIsNoResponseBeginsNoStream() {
        var api = delivered()
        let others = [
            poll, post("response"), post("response", mode: "x"), post("error", mode: "streaming"),
        ]
        for request in others { #expect(!begins(request, &api)) }
        #expect(api.phase == .running)
    }

    @Test func aPollAfterABrokenStreamIsItsEnd() {
        var api = delivered()
        #expect(begins(post("response", mode: "streaming"), &api))
        api.cutStream()
        #expect(send(post("response"), to: &api) == 403)
        #expect(send(poll, to: &api) == nil)
        #expect(type(api.answer) == "Runtime.TruncatedResponse")
        #expect(api.phase == .ready)
    }

    @Test func aBrokenStreamCanBeExplained() {
        var api = delivered()
        #expect(begins(post("response", mode: "streaming"), &api))
        api.cutStream()
        #expect(send(post("error"), to: &api) == 202)
        #expect(api.answer == .functionError([1], type: "Runtime.Unknown"))
    }

    /// As the emulator has it: 400, and from then on 403.
    @Test func afterAModeThatIsNoneNothingIsTaken() {
        var api = delivered()
        #expect(api.handle(post("response", mode: "x"), atUnixMilliseconds: 0).1 == .refused)
        #expect(send(poll, to: &api) == 403)
        #expect(send(post("response"), to: &api) == 403)
        #expect(send(post("error"), to: &api) == 403)
        #expect(type(api.answer) == "Runtime.InvalidResponseModeHeader")
    }

    /// `stream(id, pieces, end)` sends a streamed response over a connection of its own; what the
    /// event says is done with it.
    private static let script = """
        import threading
        def stream(id, pieces, end=b"0\\r\\n\\r\\n", mode="streaming"):
            name, port = host.split(":")
            with socket.create_connection((name, int(port))) as raw:
                raw.sendall(("POST %sinvocation/%s/response HTTP/1.1\\r\\nHost: x\\r\\n"
                    "Transfer-Encoding: chunked\\r\\nContent-Type: text/x\\r\\n"
                    "Lambda-Runtime-Function-Response-Mode: %s\\r\\n\\r\\n" % (base, id, mode)).encode())
                for number, piece in enumerate(pieces):
                    raw.sendall(b"%x\\r\\n" % len(piece) + piece + b"\\r\\n")
                    if len(pieces) > 9: open("sent", "w").write(str(number + 1))
                if end:
                    raw.sendall(end)
                    open("replies", "a").write(raw.recv(99).decode().split(" ")[1] + " ")
        while True:
            id, event, _ = next()
            word = event.decode()
            if word == "cut": stream(id, [b"half"], end=None)
            if word == "cut and again":
                stream(id, [b"half"], end=None)
                time.sleep(0.1)
                stream(id, [b"more"])
            if word == "two at a time":
                others = [threading.Thread(target=stream, args=(id, [b"a"] * 3)) for _ in range(4)]
                for other in others: other.start()
                for other in others: other.join()
            if word == "mode": stream(id, [b"x"], mode="buffered")
            if word == "large": stream(id, [b"x" * (1 << 20)] * 32)
            if word == "too large": stream(id, [b"x" * (1 << 20)] * 201)
            if word == "x": call("POST", "invocation/" + id + "/response", str(os.getpid()).encode())
        """

    /// What came of an event, and how the stream went.
    private struct Seen {
        var starts = 0
        var size = 0
        var text = ""
        var report: InvocationReport
    }

    private func function(_ fake: borrowing FakeBootstrap) -> LocalFunction {
        var settings = FunctionSettings(
            name: "fake", bootstrap: fake.path, handler: "fake.handler")
        settings.timeout = .seconds(300)
        settings.initLimit = .seconds(60)
        return LocalFunction(settings, logDescriptor: open("/dev/null", O_WRONLY))
    }

    /// - Parameter pause: before what has come is taken.
    private func invoke(
        _ function: LocalFunction, _ word: String, pause: @Sendable () async throws -> Void = {}
    ) async throws -> Seen {
        let stream = ResponseStream()
        let invocation = Invocation(event: Array(word.utf8), function.settings)
        async let result = function.invoke(invocation, stream: stream)
        var (starts, size, text) = (0, 0, "")
        while let part = await stream.next() {
            switch part {
            case .start:
                starts += 1
                try await pause()
            case .bytes(let bytes, let taken):
                size += bytes.count
                if size < 99 { text += String(decoding: bytes, as: UTF8.self) }
                taken()
            }
        }
        return try await Seen(starts: starts, size: size, text: text, report: result.report)
    }

    @Test(arguments: ["cut", "cut and again"]) func aBrokenStream(_ word: String) async throws {
        let fake = try FakeBootstrap(Self.script)
        let function = function(fake)
        let seen = try await invoke(function, word)
        #expect((seen.starts, seen.text) == (1, "half"))
        guard case .functionError(_, "Runtime.TruncatedResponse") = seen.report.outcome else {
            Issue.record("\(seen.report.outcome)")
            return
        }
        #expect(seen.report.afterwards == .ready)
        // The process was not to blame for its connection.
        #expect(try await invoke(function, "x").report.initDuration == nil)
        await function.stop()
    }

    @Test func ofSeveralAtATimeOneIsTaken() async throws {
        let fake = try FakeBootstrap(Self.script)
        let function = function(fake)
        let seen = try await invoke(function, "two at a time")
        #expect((seen.starts, seen.text) == (1, "aaa"))
        #expect(seen.report.succeeded)
        let replies = try String(contentsOfFile: "\(fake.folder)/replies", encoding: .utf8)
        #expect(replies.split(separator: " ").sorted() == ["202", "403", "403", "403"])
        await function.stop()
    }

    @Test func aModeThatIsNoneEndsTheProcess() async throws {
        let fake = try FakeBootstrap(Self.script)
        let function = function(fake)
        let first = try await invoke(function, "x").report
        let refused = try await invoke(function, "mode").report
        guard case .functionError(_, "Runtime.InvalidResponseModeHeader") = refused.outcome else {
            Issue.record("\(refused.outcome)")
            return
        }
        let next = try await invoke(function, "x").report
        #expect(next.succeeded && next.payload != first.payload)
        await function.stop()
    }

    @Test func aReaderThatIsSlowStopsTheBootstrap() async throws {
        let fake = try FakeBootstrap(Self.script)
        let function = function(fake)
        let path = "\(fake.folder)/sent"
        let sent: @Sendable () -> Int = {
            (try? String(contentsOfFile: path, encoding: .utf8)).flatMap(Int.init) ?? 0
        }
        let seen = try await invoke(function, "large") {
            // Until it stands still: what is on the way fits into buffers.
            var before = -1
            try await eventually("it stands still", every: .milliseconds(500)) {
                defer { before = sent() }
                return before == sent() && before >= 1
            }
            #expect(before < 24, "of 32 pieces")
        }
        #expect(seen.size == 32 << 20)
        #expect(seen.report.succeeded)
        await function.stop()
    }

    @Test func twoHundredMebibytesAreTheLimit() async throws {
        let fake = try FakeBootstrap(Self.script)
        let function = function(fake)
        let seen = try await invoke(function, "too large")
        #expect(seen.size <= 200 << 20)
        guard case .functionError(let body, "Function.ResponseSizeTooLarge") = seen.report.outcome
        else {
            Issue.record("\(seen.report.outcome)")
            return
        }
        #expect(String(decoding: body, as: UTF8.self).contains("(209715200 bytes)"))
        #expect(try String(contentsOfFile: "\(fake.folder)/replies", encoding: .utf8) == "413 ")
        await function.stop()
    }
}
