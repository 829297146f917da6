internal import Synchronization

/// What the server, the process and the clocks tell the one who waits for the invocation.
enum Happening: Sendable {
    case milestone(RuntimeAPIMilestone)
    case delivered
    case connectionsClosed
    case timeIsUp(Limit, invocation: String)
    case ended(Result<ProcessEnd, LocalLambdaError>)
    case cancelled

    enum Limit: Sendable {
        case initialization, invocation
        /// For what a bootstrap still has to do after its last word: end, or see its bytes
        /// arrive.
        case grace
    }
}

/// The state machine, shared between the connections of one bootstrap and its sandbox.
final class RuntimeSession: Sendable {
    /// When the bootstrap reached what it had to reach.
    struct Instants: Sendable {
        var initialized: ContinuousClock.Instant?
        // Of the invocation under way.
        var delivered: ContinuousClock.Instant?
        var ready: ContinuousClock.Instant?
    }

    typealias Send = @Sendable (RuntimeAPIReply.Response) -> Void

    private struct State {
        var api = RuntimeAPI()
        var instants = Instants()
        /// Answers the poll that is being held.
        var poll: Send?
        var stream: ResponseStream?
        var onDelivery: @Sendable (String) -> Void = { _ in }
        var process: Int32?
        var hasEnded = false
        var startFailure: LocalLambdaError?
        var connections = 0
        var peakResidentBytes: Int?

        /// - Returns: what is to be done outside of the lock.
        mutating func deliver(_ event: RuntimeAPIReply.Response, _ now: ContinuousClock.Instant)
            -> @Sendable () -> Void
        {
            instants.delivered = now
            let tell = onDelivery
            let id = event.headers.first?.value ?? ""
            return { tell(id) }
        }
    }

    private let state = Mutex(State())
    let happenings = Mailbox<Happening>()
    /// Whether the process is known: it may speak before we are told that it runs.
    private let started = Gate()

    var answer: RuntimeAPIAnswer? { state.withLock { $0.api.answer } }
    var phase: RuntimeAPI.Phase { state.withLock { $0.api.phase } }
    var instants: Instants { state.withLock { $0.instants } }
    var connections: Int { state.withLock { $0.connections } }
    var peakResidentBytes: Int? { state.withLock { $0.peakResidentBytes } }
    var startFailure: LocalLambdaError? { state.withLock { $0.startFailure } }
    var hasEnded: Bool { state.withLock { $0.hasEnded } }

    /// - Parameter stream: gets a response that the bootstrap streams; without it, it is collected.
    /// - Returns: whether the bootstrap can take an invocation at all.
    func offer(
        _ invocation: Invocation, stream: ResponseStream?,
        onDelivery: @escaping @Sendable (String) -> Void
    ) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.hasEnded, state.api.phase == .starting || state.api.phase == .ready else {
                return false
            }
            state.instants.delivered = nil
            state.instants.ready = nil
            state.stream = stream
            state.onDelivery = onDelivery
            state.api.offer(invocation)
            return true
        }
        if isTaken { deliverToPoll() }
        return isTaken
    }

    /// - Parameter hold: replies to this request, if it is a poll that has to wait.
    func handle(_ request: RuntimeAPIRequest, hold: @escaping Send) -> RuntimeAPIReply {
        // The instant first: measuring memory must not count as the function's time.
        let now = ContinuousClock.now
        let (reply, milestone, delivery) = state.withLock { state in
            let (reply, milestone) = state.api.handle(
                request, atUnixMilliseconds: Platform.unixMilliseconds())
            if milestone == .initialized { state.instants.initialized = now }
            if milestone == .ready { state.instants.ready = now }
            if case .hold = reply { state.poll = hold }
            var delivery: (@Sendable () -> Void)?
            if milestone == .initialized, case .send(let event) = reply {
                delivery = state.deliver(event, now)
            }
            return (reply, milestone, delivery)
        }
        measureMemory()
        delivery?()
        if let milestone { report(.milestone(milestone)) }
        if delivery != nil { report(.delivered) }
        return reply
    }

    private func deliverToPoll() {
        let now = ContinuousClock.now
        let delivery = state.withLock { state -> (@Sendable () -> Void)? in
            guard let poll = state.poll,
                let event = state.api.deliver(atUnixMilliseconds: Platform.unixMilliseconds())
            else { return nil }
            state.poll = nil
            let tell = state.deliver(event, now)
            return {
                tell()
                poll(event)
            }
        }
        delivery?()
        if delivery != nil { report(.delivered) }
    }

    func report(_ happening: Happening) { happenings.put(happening) }

    func processStarted(_ id: Int32) {
        state.withLock { $0.process = id }
        RunningBootstraps.add(id)
        started.open()
    }

    func processEnded(_ end: Result<ProcessEnd, LocalLambdaError>) {
        let process = state.withLock { state in
            state.hasEnded = true
            if case .failure(let error) = end { state.startFailure = error }
            return state.process
        }
        if let process { RunningBootstraps.remove(process) }
        started.open()
        report(.ended(end))
    }

    /// The group of the process: what it has started dies with it. Not once it is reaped: its number
    /// may be somebody else's then.
    func killGroup() {
        let process = state.withLock { $0.hasEnded ? nil : $0.process }
        if let process { Platform.killGroup(process) }
    }

    func waitUntilStarted() async { await started.wait() }

    /// Notes the peak so far. Also at every request: once a process has ended by itself there is
    /// nothing left to ask.
    func measureMemory() {
        state.withLock { state in
            guard let process = state.process,
                let peak = Platform.peakResidentBytes(ofProcess: process)
            else { return }
            state.peakResidentBytes = peak
        }
    }

    func connectionOpened() { state.withLock { $0.connections += 1 } }

    func connectionClosed() {
        let left = state.withLock { state in
            state.connections -= 1
            return state.connections
        }
        if left == 0 { report(.connectionsClosed) }
    }
}

extension RuntimeSession {
    /// - Returns: where the response that begins with this request goes piece by piece, if it does.
    func openStream(_ request: inout RuntimeAPIRequest) -> ResponseStream? {
        let (isStreamed, stream) = state.withLock { state in
            (state.api.beginStream(request), state.stream)
        }
        request.isStreamed = isStreamed
        guard isStreamed, let stream else { return nil }
        request.isForwarded = true
        stream.put(.start(contentType: request.contentType ?? "application/octet-stream"))
        return stream
    }

    /// The connection ended within a streamed response.
    func streamCut() { state.withLock { $0.api.cutStream() } }
}
