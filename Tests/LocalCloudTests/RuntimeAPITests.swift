import LocalCloud
import Testing

/// The states and codes of AWS's emulator, one row per conversation.
@Suite(.timeLimit(.minutes(10))) struct RuntimeAPITests {
    static let id = "8476a536-e9f4-11e8-9739-2dfe598c3fcd"
    static let base = "/2018-06-01/runtime"

    struct Step: CustomStringConvertible {
        var description: String
        var request: RuntimeAPIRequest
        var status: Int?
        var errorType: String?

        init(_ method: String, _ path: String, _ status: Int?, _ errorType: String? = nil) {
            description = "\(method) \(path)"
            let path = path.replacing("ID", with: RuntimeAPITests.id)
            request = RuntimeAPIRequest(
                method: method, path: path.hasPrefix("/") ? path : "\(base)/\(path)",
                body: Array("{}".utf8))
            self.status = status
            self.errorType = errorType
        }
    }

    struct Row: CustomTestStringConvertible {
        var testDescription: String
        var steps: [Step]
        var phase: RuntimeAPI.Phase
    }

    static let rows = [
        Row(
            testDescription: "a good invocation ends in a silent poll",
            steps: [
                Step("GET", "invocation/next", 200), Step("POST", "invocation/ID/response", 202),
                Step("GET", "invocation/next", nil), Step("GET", "invocation/next", nil),
            ], phase: .ready),
        Row(
            testDescription: "a second poll gets the same event",
            steps: [Step("GET", "invocation/next", 200), Step("GET", "invocation/next", 200)],
            phase: .running),
        Row(
            testDescription: "a second answer is refused, whichever kind",
            steps: [
                Step("GET", "invocation/next", 200), Step("POST", "invocation/ID/error", 202),
                Step("POST", "invocation/ID/response", 403, "InvalidStateTransition"),
                Step("POST", "invocation/ID/error", 403, "InvalidStateTransition"),
            ], phase: .answered),
        Row(
            testDescription: "a wrong request id leaves the invocation open",
            steps: [
                Step("GET", "invocation/next", 200),
                Step("POST", "invocation/other/response", 400, "InvalidRequestID"),
                Step("POST", "invocation/ID/response", 202),
            ], phase: .answered),
        Row(
            testDescription: "no id is right before the event is delivered",
            steps: [Step("POST", "invocation/ID/response", 400, "InvalidRequestID")],
            phase: .starting),
        Row(
            testDescription: "an init error is the last word",
            steps: [
                Step("POST", "init/error", 202),
                Step("GET", "invocation/next", 403, "InvalidStateTransition"),
                Step("POST", "init/error", 403, "InvalidStateTransition"),
            ], phase: .initFailed),
        Row(
            testDescription: "an init error after initialisation is refused",
            steps: [
                Step("GET", "invocation/next", 200),
                Step("POST", "init/error", 403, "InvalidStateTransition"),
            ], phase: .running),
        Row(
            testDescription: "unknown paths and methods",
            steps: [
                Step("GET", "restore/next", 404, "NotFound"),
                Step("GET", "/2018-06-01/runtime/invocation/next/more", 404, "NotFound"),
                Step("GET", "/", 404, "NotFound"),
                Step("POST", "invocation/next", 405, "MethodNotAllowed"),
                Step("GET", "invocation/ID/response", 405, "MethodNotAllowed"),
                Step("GET", "/ping", 200),
            ], phase: .starting),
    ]

    @Test(arguments: rows) func conversation(_ row: Row) {
        var api = RuntimeAPI(invocation: invocation())
        for step in row.steps {
            let (reply, _) = api.handle(step.request, atUnixMilliseconds: 0)
            guard case .send(let response) = reply else {
                #expect(step.status == nil, "\(step): held")
                continue
            }
            #expect(response.status == step.status, "\(step)")
            if let type = step.errorType {
                let body = String(decoding: response.body, as: UTF8.self)
                #expect(body.hasPrefix("{\"errorMessage\":\""), "\(step): \(body)")
                #expect(body.hasSuffix("\",\"errorType\":\"\(type)\"}"), "\(step): \(body)")
            }
        }
        #expect(api.phase == row.phase)
    }

    @Test func deliveryCarriesIdentityAndDeadline() {
        var api = RuntimeAPI(invocation: invocation(timeout: .milliseconds(2500)))
        let poll = Step("GET", "invocation/next", nil).request
        let (reply, _) = api.handle(poll, atUnixMilliseconds: 1_000_000)
        guard case .send(let response) = reply else {
            Issue.record("\(reply)")
            return
        }
        let headers = Dictionary(
            response.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        #expect(headers["Lambda-Runtime-Aws-Request-Id"] == Self.id)
        #expect(headers["Lambda-Runtime-Deadline-Ms"] == "1002500")
        #expect(response.contentType == "application/json")
        #expect(response.body == Array("{}".utf8))
    }

    @Test func anInitErrorHasTheSameLimit() {
        var api = RuntimeAPI(invocation: invocation())
        var request = Step("POST", "init/error", nil).request
        request.bodySize = RuntimeAPI.payloadLimit + 1
        #expect(api.handle(request, atUnixMilliseconds: 0).0.status == 413)
        #expect(api.phase == .starting)
    }

    @Test func milestonesComeOnce() {
        var api = RuntimeAPI(invocation: invocation())
        let steps = [
            ("GET", "invocation/next"), ("GET", "invocation/next"),
            ("POST", "invocation/ID/response"), ("POST", "invocation/ID/response"),
            ("GET", "invocation/next"), ("GET", "invocation/next"),
        ]
        let milestones = steps.map { method, path in
            api.handle(Step(method, path, nil).request, atUnixMilliseconds: 0).1
        }
        #expect(milestones == [.initialized, nil, .answered, nil, .ready, nil])
    }

    private func invocation(timeout: Duration = .seconds(3)) -> Invocation {
        Invocation(
            requestId: Self.id, event: Array("{}".utf8), functionARN: "arn", traceId: "Root=1",
            timeout: timeout)
    }
}

extension RuntimeAPIReply {
    /// `nil` for a poll that is held.
    var status: Int? {
        if case .send(let response) = self { response.status } else { nil }
    }
}
