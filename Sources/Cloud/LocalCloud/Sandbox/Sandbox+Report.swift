extension Sandbox {
    /// - Parameter launched: when the process was started, if its initialising belongs to this
    ///   invocation.
    func report(
        _ observed: Observed, _ invocation: Invocation, launched: ContinuousClock.Instant?
    ) -> InvocationReport {
        let instants = session.instants
        let finished = instants.ready ?? observed.stopped
        return InvocationReport(
            requestId: invocation.requestId,
            outcome: outcome(observed),
            afterwards: afterwards(observed),
            initDuration: launched.flatMap { launched in
                instants.initialized.map { $0 - launched }
            },
            duration: instants.delivered.flatMap { begin in finished.map { $0 - begin } },
            maxResidentBytes: session.peakResidentBytes,
            memoryMegabytes: settings.memoryMegabytes)
    }

    private func outcome(_ observed: Observed) -> InvocationReport.Outcome {
        switch session.answer {
        case .response(let body, let contentType): return .response(body, contentType: contentType)
        case .functionError(let body, let type): return .functionError(body, type: type)
        case .initError(let body, _): return .initError(body)
        case nil: break
        }
        if observed.timedOut {
            let limit =
                session.instants.initialized == nil ? settings.initLimit : settings.timeout
            return .timedOut(after: limit)
        }
        guard let end = observed.end else {
            preconditionFailure("a report was asked for before the process had ended")
        }
        return .exited(end)
    }

    private func afterwards(_ observed: Observed) -> InvocationReport.Afterwards? {
        switch session.answer {
        case nil, .initError: return nil
        case .response, .functionError: break
        }
        if session.instants.ready != nil { return .ready }
        return observed.timedOut ? .timedOut : observed.end.map { .ended($0) }
    }
}
