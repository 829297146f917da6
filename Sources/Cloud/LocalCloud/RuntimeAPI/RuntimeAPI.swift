/// AWS Lambda's Runtime API for one bootstrap, without sockets: requests and invocations go in,
/// replies and milestones come out.
///
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html; codes and texts that the page
/// leaves open are those of AWS's own interface emulator.
package struct RuntimeAPI {
    /// Lambda's limit for an event and for a buffered response.
    package static let payloadLimit = 6 * 1024 * 1024 + 100

    package enum Phase: Equatable {
        /// Started, and has not asked for an event yet.
        case starting
        case initFailed
        /// Has the event.
        case running
        /// Sends a streamed response, which only that request can end.
        case responding
        /// That request broke off.
        case cut
        case answered
        /// Polls, and there is nothing to do.
        case ready
    }

    /// The one offered or delivered last.
    private(set) var invocation: Invocation?
    private var isOffered = false
    package private(set) var phase = Phase.starting
    /// To that invocation.
    package private(set) var answer: RuntimeAPIAnswer?

    package init() {}

    package init(invocation: Invocation) { offer(invocation) }

    /// The next invocation; only when there is none that waits for its answer.
    package mutating func offer(_ invocation: Invocation) {
        precondition(phase == .starting || phase == .ready, "an invocation is open already")
        self.invocation = invocation
        isOffered = true
        answer = nil
    }

    /// What the poll that is held is answered with; nil where nothing was offered.
    package mutating func deliver(atUnixMilliseconds now: Int64) -> RuntimeAPIReply.Response? {
        guard phase == .ready, isOffered else { return nil }
        return delivered(now)
    }

    private mutating func delivered(_ now: Int64) -> RuntimeAPIReply.Response? {
        phase = .running
        isOffered = false
        return invocation?.delivered(atUnixMilliseconds: now)
    }

    package mutating func handle(
        _ request: RuntimeAPIRequest, atUnixMilliseconds now: Int64
    ) -> (RuntimeAPIReply, RuntimeAPIMilestone?) {
        guard let route = Route(path: request.path) else {
            return (.refuse(404, "NotFound", "There is no \(request.path) here"), nil)
        }
        guard request.method == route.method else {
            let message = "\(request.path) takes \(route.method), not \(request.method)"
            return (.refuse(405, "MethodNotAllowed", message), nil)
        }
        switch route {
        case .ping:
            let pong = RuntimeAPIReply.Response(
                status: 200, body: Array("pong".utf8), contentType: "text/plain")
            return (.send(pong), nil)
        case .next: return next(now)
        case .initError: return initError(request)
        case .response(let id):
            let isOpen = phase == .running || phase == .responding && request.isStreamed
            return finish(id, "InvocationResponse", isOpen) { Self.response(request) }
        case .error(let id):
            let isOpen = phase == .running || phase == .cut
            return finish(id, "InvocationErrorResponse", isOpen) { Self.error(request) }
        }
    }

    private mutating func next(_ now: Int64) -> (RuntimeAPIReply, RuntimeAPIMilestone?) {
        switch phase {
        case .starting:
            guard isOffered, let event = delivered(now) else {
                phase = .ready
                return (.hold, .initialized)
            }
            return (.send(event), .initialized)
        case .running:
            // A second poll while the event is open gets the same event again, as in AWS.
            let event = invocation?.delivered(atUnixMilliseconds: now)
            return (event.map { .send($0) } ?? .hold, nil)
        case .answered:
            phase = .ready
            return (.hold, .ready)
        case .cut:
            phase = .ready
            answer = Self.truncated
            return (.hold, .ready)
        case .ready: return (.hold, nil)
        case .initFailed, .responding: return (refuseTransition(to: "Ready"), nil)
        }
    }

    private mutating func initError(
        _ request: RuntimeAPIRequest
    ) -> (RuntimeAPIReply, RuntimeAPIMilestone?) {
        guard phase == .starting else { return (refuseTransition(to: "InitError"), nil) }
        guard request.bodySize <= Self.payloadLimit else {
            return (.tooLarge(Self.payloadLimit), nil)
        }
        phase = .initFailed
        answer = .initError(request.body, type: ErrorType.normalized(request.errorType))
        return (.accepted, .initFailed)
    }

    private mutating func finish(
        _ id: String, _ transition: String, _ isOpen: Bool, _ judge: () -> Judgement
    ) -> (RuntimeAPIReply, RuntimeAPIMilestone?) {
        let delivered = phase != .starting && phase != .initFailed
        guard delivered, !isOffered, id == invocation?.requestId else {
            return (.refuse(400, "InvalidRequestID", "Invalid request ID"), nil)
        }
        guard isOpen else { return (refuseTransition(to: transition), nil) }
        let judgement = judge()
        answer = judgement.answer
        // A response that cannot be understood is none, and there is no second one.
        phase = judgement.isRefused ? .responding : .answered
        return (judgement.reply, judgement.isRefused ? .refused : .answered)
    }

    private func refuseTransition(to transition: String) -> RuntimeAPIReply {
        let message =
            "State transition from \(phase.awsName) to \(transition) failed for runtime."
            + " Error: State transition is not allowed"
        return .refuse(403, "InvalidStateTransition", message)
    }
}

extension RuntimeAPI.Phase {
    /// The emulator's name for the state, which is what a refused runtime is told.
    fileprivate var awsName: String {
        switch self {
        case .starting: "RuntimeStartedState"
        case .initFailed: "RuntimeInitErrorState"
        case .running: "RuntimeRunningState"
        case .responding, .cut: "RuntimeInvocationResponseState"
        case .answered: "RuntimeResponseSentState"
        case .ready: "RuntimeReadyState"
        }
    }
}

extension RuntimeAPI {
    /// - Returns: whether a request, of which only the head is there, is the response to the
    ///   invocation under way and is streamed. No other request is that from then on.
    package mutating func beginStream(_ request: RuntimeAPIRequest) -> Bool {
        guard case .response(let id)? = Route(path: request.path), request.method == "POST",
            phase == .running, id == invocation?.requestId,
            request.responseMode?.lowercased() == "streaming"
        else { return false }
        phase = .responding
        return true
    }

    /// The connection of the streamed response is gone, and its end did not come. What that means
    /// depends on what the bootstrap does next: poll, post an error, or end.
    package mutating func cutStream() {
        if phase == .responding { phase = .cut }
    }
}
