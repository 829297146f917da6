/// AWS Lambda for one bootstrap on this machine: starts it, gives it one event, and says what
/// became of it.
package struct LocalLambda: Sendable {
    /// Lambda's own limit for the time before the first request for an event.
    package static let initLimit = Duration.seconds(10)

    let bootstrap: String
    let handler: String
    let timeout: Duration
    let memoryMegabytes: Int
    let environment: [String: String]
    /// Where the bootstrap's standard output and standard error go, as they are.
    let logDescriptor: Int32
    let initLimit: Duration

    /// `memoryMegabytes` is told to the function and reported, not enforced.
    package init(
        bootstrap: String, handler: String, timeout: Duration = .seconds(3),
        memoryMegabytes: Int = 128, environment: [String: String] = [:],
        logDescriptor: Int32 = 2, initLimit: Duration = Self.initLimit
    ) {
        self.bootstrap = bootstrap
        self.handler = handler
        self.timeout = timeout
        self.memoryMegabytes = memoryMegabytes
        self.environment = environment
        self.logDescriptor = logDescriptor
        self.initLimit = initLimit
    }

    /// Cancelling the task stops the bootstrap.
    ///
    /// - Parameter onDelivery: told the request id when the event is handed over, so that a START
    ///   line can precede what the function logs.
    package func invoke(
        event: [UInt8], onDelivery: @escaping @Sendable (_ requestId: String) -> Void = { _ in }
    ) async throws(LocalLambdaError) -> InvocationReport {
        let file = try checked(event)
        let invocation = Invocation(
            requestId: Identifier.requestId(), event: event,
            functionARN: LambdaEnvironment.functionARN(handler: handler),
            traceId: Identifier.trace(atUnixMilliseconds: Platform.unixMilliseconds()),
            timeout: timeout)
        let session = RuntimeSession(invocation: invocation, onDelivery: onDelivery)
        let server = try await RuntimeAPIServer.start(session)
        let process = BootstrapProcess(
            file: file, environment: variables(file, server.address),
            logDescriptor: logDescriptor)
        let supervision = Supervision(
            session: session, server: server, timeout: timeout, initLimit: initLimit)
        let result = await supervision.run(process)
        await server.stop()
        return supervision.report(
            try result.get(), requestId: invocation.requestId, memoryMegabytes: memoryMegabytes)
    }

    private func checked(_ event: [UInt8]) throws(LocalLambdaError) -> BootstrapFile {
        guard event.count <= RuntimeAPI.payloadLimit else {
            throw .eventTooLarge(size: event.count, limit: RuntimeAPI.payloadLimit)
        }
        guard timeout > .zero else { throw .invalidTimeout(timeout) }
        for name in LambdaEnvironment.reserved where environment[name] != nil {
            throw .reservedVariable(name: name)
        }
        return try BootstrapFile(checking: bootstrap)
    }

    private func variables(_ file: BootstrapFile, _ address: String) -> [String: String] {
        LambdaEnvironment(
            handler: handler, memoryMegabytes: memoryMegabytes, taskRoot: file.folder,
            runtimeAPI: address, user: environment
        ).variables
    }
}
