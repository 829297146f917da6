/// AWS Lambda's Runtime API for one bootstrap and one event, without sockets: requests go in,
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
        case answered
        /// Has answered and polls again.
        case ready
    }

    let invocation: Invocation
    package private(set) var phase = Phase.starting
    package private(set) var answer: RuntimeAPIAnswer?

    package init(invocation: Invocation) {
        self.invocation = invocation
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
        case .response(let id): return finish(id, "InvocationResponse") { Self.response(request) }
        case .error(let id): return finish(id, "InvocationErrorResponse") { Self.error(request) }
        }
    }

    private mutating func next(_ now: Int64) -> (RuntimeAPIReply, RuntimeAPIMilestone?) {
        switch phase {
        case .starting:
            phase = .running
            return (.send(invocation.delivered(atUnixMilliseconds: now)), .initialized)
        case .running:
            // A second poll while the event is open gets the same event again, as in AWS.
            return (.send(invocation.delivered(atUnixMilliseconds: now)), nil)
        case .answered:
            phase = .ready
            return (.hold, .ready)
        case .ready: return (.hold, nil)
        case .initFailed: return (refuseTransition(to: "Ready"), nil)
        }
    }

    private mutating func initError(
        _ request: RuntimeAPIRequest
    ) -> (RuntimeAPIReply, RuntimeAPIMilestone?) {
        guard phase == .starting else { return (refuseTransition(to: "InitError"), nil) }
        guard request.bodySize <= Self.payloadLimit else { return (.tooLarge, nil) }
        phase = .initFailed
        answer = .initError(request.body, type: ErrorType.normalized(request.errorType))
        return (.accepted, .initFailed)
    }

    private mutating func finish(
        _ id: String, _ transition: String, _ judge: () -> Judgement
    ) -> (RuntimeAPIReply, RuntimeAPIMilestone?) {
        let delivered = phase == .running || phase == .answered || phase == .ready
        guard delivered, id == invocation.requestId else {
            return (.refuse(400, "InvalidRequestID", "Invalid request ID"), nil)
        }
        guard phase == .running else { return (refuseTransition(to: transition), nil) }
        let judgement = judge()
        guard let answer = judgement.answer else { return (judgement.reply, nil) }
        phase = .answered
        self.answer = answer
        return (judgement.reply, .answered)
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
        case .answered: "RuntimeResponseSentState"
        case .ready: "RuntimeReadyState"
        }
    }
}
