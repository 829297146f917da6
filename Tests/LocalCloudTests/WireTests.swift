import Foundation
import LocalCloud
import Testing

/// HTTP as bootstraps speak it, well and badly.
@Suite(.timeLimit(.minutes(15))) struct WireTests {
    @Test func refusesWithoutLosingTheInvocation() async throws {
        let fake = try FakeBootstrap(
            """
            id, _, _ = next()
            for path in ["invocation/nope/response", "nowhere",
                         "invocation/" + id + "/response", "invocation/" + id + "/response"]:
                reply, body = call("POST", path, b"1")
                log(reply.status, body.decode())
            next()
            """)
        let (report, log) = try await fake.invoke()
        #expect(report.succeeded)
        let lines = log.split(separator: "\n")
        #expect(lines.map { $0.prefix(3) } == ["400", "404", "202", "403"])
        #expect(
            lines[0]
                == "400 {\"errorMessage\":\"Invalid request ID\",\"errorType\":\"InvalidRequestID\"}"
        )
        #expect(
            lines[3].contains(
                "State transition from RuntimeResponseSentState to InvocationResponse failed"))
    }

    @Test func survivesGarbage() async throws {
        let fake = try FakeBootstrap(
            """
            name, port = host.split(":")
            for junk in [b"\\x00\\xff\\r\\n\\r\\n", b"GET / HTTP/1.1\\r\\nContent-Length: x\\r\\n\\r\\n"]:
                with socket.create_connection((name, int(port))) as raw:
                    raw.sendall(junk)
                    log(raw.recv(12).decode())
            with socket.create_connection((name, int(port))) as raw:
                raw.sendall(b"POST " + base.encode() + b"init/error HTTP/1.1\\r\\n"
                    b"Host: x\\r\\nContent-Length: 100\\r\\n\\r\\nhalf")
            id, _, _ = next()
            call("POST", "invocation/" + id + "/response", b"1")
            next()
            """)
        let (report, log) = try await fake.invoke()
        #expect(report.succeeded)
        #expect(log == "HTTP/1.1 400\nHTTP/1.1 400\n")
    }

    @Test(arguments: [0, 1, 2048, 2049, 100_000, 6 * 1024 * 1024])
    func echoesEventsOfEverySize(size: Int) async throws {
        let fake = try FakeBootstrap(
            """
            id, event, headers = next()
            log(headers["Transfer-Encoding"], headers["Content-Length"])
            def pieces():
                for start in range(0, len(event), 30000):
                    yield event[start:start + 30000]
            call("POST", "invocation/" + id + "/response", pieces(),
                {"Transfer-Encoding": "chunked"}, chunked=True)
            next()
            """)
        let event = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let (report, log) = try await fake.invoke(event)
        #expect(report.outcome == .response(event, contentType: "application/json"))
        #expect(log == (size > 2048 ? "chunked None\n" : "None \(size)\n"))
    }

    @Test func answersTooMuchWith413AndGoesOn() async throws {
        let fake = try FakeBootstrap(
            """
            id, _, _ = next()
            reply, body = call("POST", "invocation/" + id + "/response", b"x" * 6291557)
            log(reply.status, body.decode())
            next()
            """)
        let (report, log) = try await fake.invoke()
        guard case .functionError(_, "Function.ResponseSizeTooLarge") = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(report.afterwards == .ready)
        #expect(
            log.hasPrefix("413 {\"errorMessage\":\"Exceeded maximum allowed payload size (6291556"))
    }

    /// curl, and so every bootstrap that is a shell script, waits a second for this.
    @Test func tellsAClientThatAsksToContinue() async throws {
        let fake = try FakeBootstrap(
            """
            id, _, _ = next()
            name, port = host.split(":")
            with socket.create_connection((name, int(port))) as raw:
                raw.sendall(("POST %sinvocation/%s/response HTTP/1.1\\r\\nHost: x\\r\\n"
                    "Content-Length: 1\\r\\nExpect: 100-continue\\r\\n\\r\\n" % (base, id)).encode())
                log(raw.recv(64).decode().split("\\r\\n")[0])
                raw.sendall(b"7")
                log(raw.recv(64).decode().split("\\r\\n")[0])
            next()
            """)
        let (report, log) = try await fake.invoke()
        #expect(report.outcome == .response([UInt8(ascii: "7")], contentType: "application/json"))
        #expect(log == "HTTP/1.1 100 Continue\nHTTP/1.1 202 Accepted\n")
    }

    @Test func readsTheTrailersOfAStream() async throws {
        let fake = try FakeBootstrap(
            """
            id, _, _ = next()
            name, port = host.split(":")
            with socket.create_connection((name, int(port))) as raw:
                raw.sendall(("POST %sinvocation/%s/response HTTP/1.1\\r\\nHost: x\\r\\n"
                    "Transfer-Encoding: chunked\\r\\n"
                    "Lambda-Runtime-Function-Response-Mode: streaming\\r\\n"
                    "Trailer: Lambda-Runtime-Function-Error-Type\\r\\n\\r\\n"
                    "2\\r\\nab\\r\\n0\\r\\nLambda-Runtime-Function-Error-Type: Function.Trap\\r\\n"
                    "Lambda-Runtime-Function-Error-Body: e30=\\r\\n\\r\\n" % (base, id)).encode())
                raw.recv(64)
            next()
            """)
        let report = try await fake.invoke().report
        #expect(report.outcome == .functionError(Array("{}".utf8), type: "Function.Trap"))
    }
}
