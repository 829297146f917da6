/// Watches one bootstrap from its start to its end.
struct Supervision: Sendable {
    /// How long a bootstrap may take to end after an init error, and what it sent before it ended
    /// to arrive.
    private static let grace = Duration.milliseconds(250)

    let session: RuntimeSession
    let server: RuntimeAPIServer
    let timeout: Duration
    let initLimit: Duration

    /// What became of the process.
    struct Observed: Sendable {
        var started = ContinuousClock.now
        /// When the time was up, or the process ended by itself.
        var stopped: ContinuousClock.Instant?
        var timedOut = false
        var end: ProcessEnd?
    }

    func run(_ process: BootstrapProcess) async -> Result<Observed, LocalLambdaError> {
        await withTaskGroup(of: Void.self) { group in
            var observed = Observed()
            group.addTask {
                let end = await process.run { session.processStarted($0) }
                await server.acceptPending()
                session.report(.ended(end))
            }
            addTimer(.initialization, initLimit, to: &group)
            for await happening in session.happenings {
                if case .ended(.failure(let error)) = happening {
                    group.cancelAll()
                    return Task.isCancelled ? .failure(.cancelled) : .failure(error)
                }
                note(happening, in: &observed, &group)
                if isOver(observed, happening) {
                    group.cancelAll()
                    return .success(observed)
                }
            }
            // Only a cancelled task ends the stream; leaving the group kills the process.
            return .failure(.cancelled)
        }
    }

    private func note(
        _ happening: Happening, in observed: inout Observed, _ group: inout TaskGroup<Void>
    ) {
        switch happening {
        case .milestone(.initialized): addTimer(.invocation, timeout, to: &group)
        case .milestone(.initFailed): addTimer(.grace, Self.grace, to: &group)
        case .milestone(.ready): stop(&group)
        case .timeIsUp(.initialization) where session.instants.initialized == nil,
            .timeIsUp(.invocation) where observed.stopped == nil:
            observed.timedOut = true
            observed.stopped = .now
            stop(&group)
        case .timeIsUp(.grace) where observed.end == nil: stop(&group)
        case .ended(.success(let end)):
            observed.end = end
            if observed.stopped == nil { observed.stopped = .now }
            addTimer(.grace, Self.grace, to: &group)
        case .milestone(.answered), .timeIsUp, .connectionsClosed, .ended(.failure): break
        }
    }

    /// The process is gone, and nothing that it sent can still change the report.
    private func isOver(_ observed: Observed, _ happening: Happening) -> Bool {
        guard observed.end != nil else { return false }
        if case .timeIsUp(.grace) = happening { return true }
        return observed.timedOut || session.answer != nil || session.connections == 0
    }

    /// The process task answers cancellation with SIGKILL; the timers just end.
    private func stop(_ group: inout TaskGroup<Void>) {
        session.measureMemory()
        group.cancelAll()
    }

    private func addTimer(
        _ limit: Happening.Limit, _ duration: Duration, to group: inout TaskGroup<Void>
    ) {
        group.addTask {
            guard (try? await Task.sleep(for: duration)) != nil else { return }
            session.report(.timeIsUp(limit))
        }
    }
}
