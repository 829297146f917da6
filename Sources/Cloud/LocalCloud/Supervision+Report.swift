extension Supervision {
    /// The report on a process that has ended.
    func report(_ observed: Observed, requestId: String, memoryMegabytes: Int) -> InvocationReport {
        let instants = session.instants
        let finished = instants.ready ?? observed.stopped
        return InvocationReport(
            requestId: requestId,
            outcome: outcome(observed),
            afterwards: afterwards(observed),
            initDuration: instants.initialized.map { $0 - observed.started },
            duration: instants.initialized.flatMap { begin in finished.map { $0 - begin } },
            maxResidentBytes: session.peakResidentBytes,
            memoryMegabytes: memoryMegabytes)
    }

    private func outcome(_ observed: Observed) -> InvocationReport.Outcome {
        switch session.answer {
        case .response(let body, let contentType): return .response(body, contentType: contentType)
        case .functionError(let body, let type): return .functionError(body, type: type)
        case .initError(let body, _): return .initError(body)
        case nil: break
        }
        if observed.timedOut {
            return .timedOut(after: session.instants.initialized == nil ? initLimit : timeout)
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
