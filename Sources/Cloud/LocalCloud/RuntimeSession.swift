internal import Synchronization

/// What the server, the process and the clocks tell the one who waits for the invocation.
enum Happening: Sendable {
    case milestone(RuntimeAPIMilestone)
    case connectionsClosed
    case timeIsUp(Limit)
    case ended(Result<ProcessEnd, LocalLambdaError>)

    enum Limit: Sendable {
        case initialization, invocation
        /// For what a bootstrap still has to do after its last word: end, or see its bytes
        /// arrive.
        case grace
    }
}

/// The state machine, shared between the connections of one bootstrap and its supervisor.
final class RuntimeSession: Sendable {
    /// When the bootstrap reached what it had to reach.
    struct Instants: Sendable {
        var initialized: ContinuousClock.Instant?
        var ready: ContinuousClock.Instant?
    }

    private struct State {
        var api: RuntimeAPI
        var instants = Instants()
        var process: Int32?
        var connections = 0
        var peakResidentBytes: Int?
    }

    private let state: Mutex<State>
    private let onDelivery: @Sendable (String) -> Void
    let happenings: AsyncStream<Happening>
    private let continuation: AsyncStream<Happening>.Continuation

    init(invocation: Invocation, onDelivery: @escaping @Sendable (String) -> Void) {
        state = Mutex(State(api: RuntimeAPI(invocation: invocation)))
        self.onDelivery = onDelivery
        (happenings, continuation) = AsyncStream.makeStream()
    }

    var answer: RuntimeAPIAnswer? { state.withLock { $0.api.answer } }
    var instants: Instants { state.withLock { $0.instants } }
    var connections: Int { state.withLock { $0.connections } }
    var peakResidentBytes: Int? { state.withLock { $0.peakResidentBytes } }

    func handle(_ request: RuntimeAPIRequest) -> RuntimeAPIReply {
        // The instant first: measuring memory must not count as the function's time.
        let now = ContinuousClock.now
        let (reply, milestone) = state.withLock { state in
            let (reply, milestone) = state.api.handle(
                request, atUnixMilliseconds: Platform.unixMilliseconds())
            if milestone == .initialized { state.instants.initialized = now }
            if milestone == .ready { state.instants.ready = now }
            return (reply, milestone)
        }
        measureMemory()
        if milestone == .initialized, case .send(let response) = reply {
            onDelivery(response.headers.first?.value ?? "")
        }
        if let milestone { report(.milestone(milestone)) }
        return reply
    }

    func report(_ happening: Happening) {
        continuation.yield(happening)
    }

    func processStarted(_ id: Int32) {
        state.withLock { $0.process = id }
    }

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

    func connectionOpened() {
        state.withLock { $0.connections += 1 }
    }

    func connectionClosed() {
        let left = state.withLock { state in
            state.connections -= 1
            return state.connections
        }
        if left == 0 { report(.connectionsClosed) }
    }
}
