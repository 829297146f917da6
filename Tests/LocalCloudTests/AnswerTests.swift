import LocalCloud
import Testing

/// What becomes of a posted body: limits, modes, error types.
@Suite(.timeLimit(.minutes(10))) struct AnswerTests {
    /// Posts two bytes, after `change`, once the event has been delivered.
    private func post(
        to kind: String = "response", _ change: (inout RuntimeAPIRequest) -> Void
    ) -> (status: Int?, answer: RuntimeAPIAnswer?) {
        let invocation = Invocation(
            requestId: "id", event: [], functionARN: "", traceId: "", timeout: .seconds(3))
        var api = RuntimeAPI(invocation: invocation)
        let base = "/2018-06-01/runtime/invocation"
        let poll = RuntimeAPIRequest(method: "GET", path: "\(base)/next")
        _ = api.handle(poll, atUnixMilliseconds: 0)
        var request = RuntimeAPIRequest(method: "POST", path: "\(base)/id/\(kind)", body: [1, 2])
        change(&request)
        let (reply, _) = api.handle(request, atUnixMilliseconds: 0)
        return (reply.status, api.answer)
    }

    @Test func contentTypeIsPassedOn() {
        #expect(post { _ in }.answer == .response([1, 2], contentType: "application/json"))
        let text = post { $0.contentType = "text/plain" }
        #expect(text.answer == .response([1, 2], contentType: "text/plain"))
    }

    @Test func theLimitIsSixMebibytesAndAHundredBytes() {
        #expect(post { $0.bodySize = 6_291_556 }.status == 202)
        let large = post { $0.bodySize = 6_291_557 }
        #expect(large.status == 413)
        guard case .functionError(let body, "Function.ResponseSizeTooLarge")? = large.answer else {
            Issue.record("\(String(describing: large.answer))")
            return
        }
        #expect(String(decoding: body, as: UTF8.self).contains("(6291557 bytes) exceeded"))
    }

    @Test func onlyStreamingIsAMode() {
        let wrong = post { $0.responseMode = "buffered" }
        #expect(wrong.status == 400)
        guard case .functionError(_, "Runtime.InvalidResponseModeHeader")? = wrong.answer else {
            Issue.record("\(String(describing: wrong.answer))")
            return
        }
        let streamed = post { $0.responseMode = "Streaming" }
        #expect(streamed.answer == .response([1, 2], contentType: "application/json"))
    }

    @Test func aStreamThatFailsHalfWayIsAFunctionError() {
        let answer = post {
            $0.responseMode = "streaming"
            $0.errorType = "Function.Trap"
            $0.streamErrorBody = [7]
        }.answer
        #expect(answer == .functionError([7], type: "Function.Trap"))
    }

    @Test(arguments: [
        ("Function.Trap", "Function.Trap"), ("Runtime.InitError", "Runtime.InitError"),
        ("Function.trap", "Function.Unknown"), ("Function.T", "Function.Unknown"),
        ("Function.Out of memory", "Function.Unknown"), ("Runtime.", "Runtime.Unknown"),
        ("Unhandled", "Runtime.Unknown"), (nil, "Runtime.Unknown"),
    ]) func errorTypesAreNormalised(given: String?, passedOn: String) {
        let answer = post(to: "error") { $0.errorType = given }.answer
        #expect(answer == .functionError([1, 2], type: passedOn))
    }

    @Test(
        arguments: [
            ("", []), ("TQ==", [77]), ("TWE=", [77, 97]), ("TWFu", [77, 97, 110]),
            ("+/8", [251, 255]),
            ("a", nil), ("a b=", nil),
        ] as [(String, [UInt8]?)]) func base64(text: String, bytes: [UInt8]?)
    {
        #expect(Base64.decode(text) == bytes)
    }

    @Test func quotingFollowsTheJSONGrammar() {
        #expect(JSONText.quoted("a\"\\\n\u{1}é") == "\"a\\\"\\\\\\n\\u0001é\"")
    }
}
