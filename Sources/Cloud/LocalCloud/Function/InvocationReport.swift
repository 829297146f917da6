/// All that is known after one invocation.
package struct InvocationReport: Equatable, Sendable {
    package enum Outcome: Equatable, Sendable {
        case response([UInt8], contentType: String)
        /// The document the function posted, and its `Lambda-Runtime-Function-Error-Type`.
        case functionError([UInt8], type: String)
        /// The document the runtime posted instead of asking for an event.
        case initError([UInt8])
        case timedOut(after: Duration)
        /// The process ended without an answer.
        case exited(ProcessEnd)
    }

    /// What the bootstrap did once it had answered.
    package enum Afterwards: Equatable, Sendable {
        /// It asked for the next event, as it should.
        case ready
        /// It ended by itself: the next invocation would pay for a new start.
        case ended(ProcessEnd)
        /// It did neither until the time was up.
        case timedOut
    }

    package var requestId: String
    package var outcome: Outcome
    /// `nil` where nothing was posted.
    package var afterwards: Afterwards?
    /// From starting the process to its first request for an event; `nil` if that never came.
    package var initDuration: Duration?
    /// From handing over the event to the request for the next one, or to what came instead.
    package var duration: Duration?
    /// The most memory the process held, as of the last time it could be asked: when it was
    /// stopped, or at its last request if it ended by itself.
    package var maxResidentBytes: Int?
    package var memoryMegabytes: Int

    package init(
        requestId: String, outcome: Outcome, afterwards: Afterwards?, initDuration: Duration?,
        duration: Duration?, maxResidentBytes: Int?, memoryMegabytes: Int
    ) {
        self.requestId = requestId
        self.outcome = outcome
        self.afterwards = afterwards
        self.initDuration = initDuration
        self.duration = duration
        self.maxResidentBytes = maxResidentBytes
        self.memoryMegabytes = memoryMegabytes
    }

    /// The document that the caller of the function gets in AWS.
    package var payload: [UInt8] {
        switch outcome {
        case .response(let body, _), .functionError(let body, _), .initError(let body): body
        case .timedOut, .exited:
            failure.map { JSONText.failure(type: $0.type, message: $0.message) } ?? []
        }
    }

    /// Type and message where Lambda, not the function, says what went wrong.
    var failure: (type: String, message: String)? {
        switch outcome {
        case .timedOut(let limit):
            (
                "Sandbox.Timedout",
                "RequestId: \(requestId) Error: Task timed out after \(limit.seconds) seconds"
            )
        case .exited(let end): ("Runtime.ExitError", "RequestId: \(requestId) Error: \(end.reason)")
        case .response, .functionError, .initError: nil
        }
    }

    package var succeeded: Bool {
        if case .response = outcome { true } else { false }
    }
}
