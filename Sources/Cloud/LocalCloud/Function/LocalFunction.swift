/// A function that stays: its processes are kept for the next invocations, and replaced when they
/// are gone.
package actor LocalFunction {
    package nonisolated let settings: FunctionSettings
    private let label: String
    private let logDescriptor: Int32
    private var idle: [Place] = []
    /// All of them, those that serve too.
    private var places: [ObjectIdentifier: Place] = [:]
    /// Of `places`, and those that are being made.
    private var count = 0
    /// Invocations that wait for a place, the first first.
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var isStopped = false

    /// A process and its log.
    private struct Place: Sendable {
        let sandbox: Sandbox
        let log: FunctionLog
    }

    package struct Result: Sendable {
        package var report: InvocationReport
        package var logTail: [UInt8]
    }

    /// - Parameter label: stands before each line of its log; empty for none.
    package init(_ settings: FunctionSettings, label: String = "", logDescriptor: Int32 = 2) {
        self.settings = settings
        self.label = label
        self.logDescriptor = logDescriptor
    }

    /// Starts a first process, so that the first invocation finds it initialised. Returns when it
    /// runs; initialising goes on by itself.
    package func start() async throws(LocalLambdaError) {
        let place = try await makePlace()
        place.sandbox.start()
        if let error = await place.sandbox.startFailure {
            await discard(place)
            throw error
        }
        idle.append(place)
    }

    /// - Parameters:
    ///   - stream: gets the response as it comes, if the function streams it. It is finished in any
    ///     case.
    ///   - waits: for a process, where all that there may be are busy.
    package func invoke(
        _ invocation: Invocation, stream: ResponseStream? = nil, waits: Bool = false
    ) async throws(LocalLambdaError) -> Result {
        defer { stream?.finish() }
        while true {
            let place = try await takePlace(waits: waits)
            let report: InvocationReport?
            do {
                report = try await serve(invocation, stream, place)
            } catch {
                await discard(place)
                throw error
            }
            guard let report else {
                await discard(place)
                continue
            }
            for line in report.closingLines { place.log.add(line) }
            let result = Result(report: report, logTail: place.log.tail())
            await giveBack(place, report)
            return result
        }
    }

    private func serve(_ invocation: Invocation, _ stream: ResponseStream?, _ place: Place)
        async throws(LocalLambdaError) -> InvocationReport?
    {
        place.log.startTail()
        return try await place.sandbox.serve(invocation, stream: stream) { id in
            place.log.add(InvocationReport.startLine(requestId: id))
        }
    }

    private func takePlace(waits: Bool) async throws(LocalLambdaError) -> Place {
        while true {
            while let place = idle.popLast() {
                if place.sandbox.isAlive { return place }
                await discard(place)
            }
            guard !isStopped else { throw .cancelled }
            if count < settings.concurrency { return try await makePlace() }
            guard waits else { throw .tooManyInvocations(limit: settings.concurrency) }
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// To be called when there may be a place.
    private func wakeNext() {
        if !waiting.isEmpty { waiting.removeFirst().resume() }
    }

    private func makePlace() async throws(LocalLambdaError) -> Place {
        count += 1
        do {
            let log = try FunctionLog(label: label, descriptor: logDescriptor)
            let sandbox = try await Sandbox.make(settings, logDescriptor: log.writingEnd)
            let place = Place(sandbox: sandbox, log: log)
            places[ObjectIdentifier(sandbox)] = place
            return place
        } catch {
            count -= 1
            wakeNext()
            throw error
        }
    }

    private func giveBack(_ place: Place, _ report: InvocationReport) async {
        if report.afterwards == .ready, !isStopped {
            idle.append(place)
            wakeNext()
        } else {
            await discard(place)
        }
    }

    private func discard(_ place: Place) async {
        guard places.removeValue(forKey: ObjectIdentifier(place.sandbox)) != nil else { return }
        await place.sandbox.stop()
        place.log.finish()
        count -= 1
        wakeNext()
    }

    /// Kills every process; what they were serving fails.
    package func stop() async {
        isStopped = true
        idle = []
        for place in places.values { await discard(place) }
        while !waiting.isEmpty { wakeNext() }
    }
}
