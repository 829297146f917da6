internal import Synchronization

/// One bootstrap in a process of its own, with a Runtime API of its own: started once, given
/// invocations one after the other, killed at the end. Its calls must not overlap.
final class Sandbox: Sendable {
    /// How long a bootstrap may take to end when it cannot go on, and what it sent before it ended
    /// to arrive.
    private static let grace = Duration.milliseconds(250)

    let settings: FunctionSettings
    let session: RuntimeSession
    private let server: RuntimeAPIServer
    private let bootstrap: BootstrapProcess
    /// The process, from its start on.
    private let running = Mutex<(task: Task<Void, Never>, since: ContinuousClock.Instant)?>(nil)

    /// What became of an invocation, and of the process with it.
    struct Observed: Sendable {
        /// When the time was up, or the process ended by itself.
        var stopped: ContinuousClock.Instant?
        var timedOut = false
        var end: ProcessEnd?
    }

    static func make(_ settings: FunctionSettings, logDescriptor: Int32)
        async throws(LocalLambdaError) -> Sandbox
    {
        let file = try settings.checked()
        let session = RuntimeSession()
        let server = try await RuntimeAPIServer.start(session)
        let process = BootstrapProcess(
            file: file, environment: settings.variables(file, server.address),
            logDescriptor: logDescriptor)
        return Sandbox(settings, session, server, process)
    }

    private init(
        _ settings: FunctionSettings, _ session: RuntimeSession, _ server: RuntimeAPIServer,
        _ bootstrap: BootstrapProcess
    ) {
        self.settings = settings
        self.session = session
        self.server = server
        self.bootstrap = bootstrap
    }

    /// Starts the process, once; initialising goes on by itself.
    func start() {
        running.withLock { running in
            guard running == nil else { return }
            let task = Task { [bootstrap, session, server] in
                let end = await bootstrap.run { session.processStarted($0) }
                session.killGroup()
                await server.acceptPending()
                session.processEnded(end)
            }
            running = (task, .now)
        }
    }

    /// Why there is no process, once that is known.
    var startFailure: LocalLambdaError? {
        get async {
            await session.waitUntilStarted()
            return session.startFailure
        }
    }

    /// Whether it can take an invocation: initialised or about to be.
    var isAlive: Bool { !session.hasEnded && session.phase != .initFailed }

    /// - Returns: nil when the process had ended before the event could be handed over, though it
    ///   was initialised: another one can take it.
    func serve(
        _ invocation: Invocation, stream: ResponseStream? = nil,
        onDelivery: @escaping @Sendable (_ requestId: String) -> Void = { _ in }
    ) async throws(LocalLambdaError) -> InvocationReport? {
        let isFirst = session.instants.delivered == nil
        guard session.offer(invocation, stream: stream, onDelivery: onDelivery) else { return nil }
        start()
        let launched = running.withLock { $0?.since } ?? .now
        let timers = Timers(session, invocation.requestId)
        defer { timers.cancel() }
        if session.instants.initialized == nil {
            timers.add(.initialization, settings.initLimit - (ContinuousClock.now - launched))
        }
        let observed = try await withTaskCancellationHandler {
            await observe(invocation, timers)
        } onCancel: {
            session.report(.cancelled)
        }.get()
        if session.instants.initialized != nil, session.instants.delivered == nil { return nil }
        await session.waitUntilStarted()
        session.measureMemory()
        return report(observed, invocation, launched: isFirst ? launched : nil)
    }

    private func observe(_ invocation: Invocation, _ timers: Timers) async
        -> Result<Observed, LocalLambdaError>
    {
        var observed = Observed()
        while true {
            let happening = await session.happenings.next()
            switch happening {
            case .ended(.failure(let error)): return .failure(error)
            case .cancelled:
                stopProcess()
                return .failure(.cancelled)
            default: break
            }
            note(happening, in: &observed, invocation, timers)
            if isOver(observed, happening) { return .success(observed) }
        }
    }

    private func note(
        _ happening: Happening, in observed: inout Observed, _ invocation: Invocation,
        _ timers: Timers
    ) {
        switch happening {
        case .delivered: timers.add(.invocation, settings.timeout)
        case .milestone(.initFailed), .milestone(.refused): timers.add(.grace, Self.grace)
        case .timeIsUp(_, invocation.requestId) where observed.stopped != nil: break
        case .timeIsUp(.initialization, invocation.requestId)
        where session.instants.initialized == nil,
            .timeIsUp(.invocation, invocation.requestId):
            observed.timedOut = true
            observed.stopped = .now
            stopProcess()
        case .timeIsUp(.grace, invocation.requestId): stopProcess()
        case .ended(.success(let end)):
            observed.end = end
            if observed.stopped == nil { observed.stopped = .now }
            timers.add(.grace, Self.grace)
        default: break
        }
    }

    /// Ready for the next invocation, or the process is gone and nothing that it sent can still
    /// change the report.
    private func isOver(_ observed: Observed, _ happening: Happening) -> Bool {
        if session.instants.ready != nil { return true }
        guard observed.end != nil else { return false }
        if case .timeIsUp(.grace, _) = happening { return true }
        return observed.timedOut || session.answer != nil || session.connections == 0
    }

    /// SIGKILL at once, as Lambda does when no extension wants to be told.
    private func stopProcess() {
        session.measureMemory()
        session.killGroup()
        running.withLock { $0?.task }?.cancel()
    }

    /// Returns when the process has ended and is reaped.
    func stop() async {
        stopProcess()
        await running.withLock { $0?.task }?.value
        await server.stop()
    }
}

/// The clocks of one invocation.
private final class Timers: Sendable {
    private let session: RuntimeSession
    private let requestId: String
    private let tasks = Mutex<[Task<Void, Never>]>([])

    init(_ session: RuntimeSession, _ requestId: String) {
        self.session = session
        self.requestId = requestId
    }

    func add(_ limit: Happening.Limit, _ duration: Duration) {
        let task = Task { [session, requestId] in
            guard (try? await Task.sleep(for: duration)) != nil else { return }
            session.report(.timeIsUp(limit, invocation: requestId))
        }
        tasks.withLock { $0.append(task) }
    }

    func cancel() {
        for task in tasks.withLock({ $0 }) { task.cancel() }
    }
}
