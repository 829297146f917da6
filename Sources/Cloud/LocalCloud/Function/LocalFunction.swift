internal import Synchronization

/// A function that stays: its processes are kept for the next invocations, and replaced when they
/// are gone.
package actor LocalFunction {
    package nonisolated let name: String
    private nonisolated let current: Mutex<FunctionSettings>
    private let label: String
    private let logDescriptor: Int32
    private var idle: [Place] = []
    /// All of them, those that serve too.
    private var places: [ObjectIdentifier: Place] = [:]
    /// Of `places`, and those that are being made; those of an earlier generation do not count.
    private var count = 0
    /// How often the bootstrap was replaced.
    private var generation = 0
    /// Invocations that wait for a place, the first first.
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var isStopped = false
    private var isRetired = false

    /// A process and its log.
    private struct Place: Sendable {
        let sandbox: Sandbox
        let log: FunctionLog
        var generation: Int
    }

    package struct Result: Sendable {
        package var report: InvocationReport
        package var logTail: [UInt8]
    }

    /// - Parameter label: stands before each line of its log; empty for none.
    package init(_ settings: FunctionSettings, label: String = "", logDescriptor: Int32 = 2) {
        name = settings.name
        current = Mutex(settings)
        self.label = label
        self.logDescriptor = logDescriptor
    }

    /// What new processes are started with.
    package nonisolated var settings: FunctionSettings { current.withLock { $0 } }

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
            if count < settings.concurrency {
                if let place = try await makeCurrentPlace() { return place }
                continue
            }
            guard waits else { throw .tooManyInvocations(limit: settings.concurrency) }
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// To be called when there may be a place.
    private func wakeNext() {
        if !waiting.isEmpty { waiting.removeFirst().resume() }
    }

    /// - Returns: nil when the bootstrap was replaced meanwhile.
    private func makeCurrentPlace() async throws(LocalLambdaError) -> Place? {
        let before = generation
        do {
            let place = try await makePlace()
            if before == generation { return place }
            await discard(place)
        } catch {
            guard before != generation else { throw error }
        }
        return nil
    }

    private func makePlace() async throws(LocalLambdaError) -> Place {
        let generation = generation
        count += 1
        do {
            return try await makePlace(settings, generation)
        } catch {
            release(generation)
            throw error
        }
    }

    private func makePlace(_ settings: FunctionSettings, _ generation: Int)
        async throws(LocalLambdaError) -> Place
    {
        let log = try FunctionLog(label: label, descriptor: logDescriptor)
        let sandbox = try await Sandbox.make(settings, logDescriptor: log.writingEnd)
        let place = Place(sandbox: sandbox, log: log, generation: generation)
        places[ObjectIdentifier(sandbox)] = place
        return place
    }

    /// There is room for one more.
    private func release(_ generation: Int) {
        guard generation == self.generation else { return }
        count -= 1
        wakeNext()
    }

    private func giveBack(_ place: Place, _ report: InvocationReport) async {
        if report.afterwards == .ready, !isStopped, !isRetired, place.generation == generation {
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
        release(place.generation)
    }

    /// From here on other settings, and so another bootstrap: what runs ends where it began, all
    /// else starts anew. Where the new one cannot be started everything stays as it was.
    package func replace(_ settings: FunctionSettings) async throws(LocalLambdaError) {
        var settings = settings
        settings.name = name
        // Of no generation until it runs: two may be on their way.
        var place = try await makePlace(settings, -1)
        place.sandbox.start()
        var failure = await place.sandbox.startFailure
        if isStopped { failure = .cancelled }
        if let failure {
            await discard(place)
            throw failure
        }
        current.withLock { $0 = settings }
        generation += 1
        place.generation = generation
        places[ObjectIdentifier(place.sandbox)] = place
        let old = idle
        (idle, count) = ([place], 1)
        for _ in waiting.indices { wakeNext() }
        for place in old { await discard(place) }
    }

    /// Nothing comes any more: what runs or waits ends, and with it each process.
    func retire() async {
        isRetired = true
        let old = idle
        idle = []
        for place in old { await discard(place) }
    }

    /// Whether it has no process.
    var isGone: Bool { places.isEmpty }

    /// Kills every process; what they were serving fails.
    package func stop() async {
        isStopped = true
        idle = []
        for place in places.values { await discard(place) }
        while !waiting.isEmpty { wakeNext() }
    }
}
