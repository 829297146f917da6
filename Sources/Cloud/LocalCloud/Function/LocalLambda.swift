/// AWS Lambda for one event on this machine: starts a bootstrap, gives it the event, and says what
/// became of it.
package struct LocalLambda: Sendable {
    package let settings: FunctionSettings
    /// Where the bootstrap's standard output and standard error go, as they are.
    let logDescriptor: Int32

    package init(_ settings: FunctionSettings, logDescriptor: Int32 = 2) {
        self.settings = settings
        self.logDescriptor = logDescriptor
    }

    /// Cancelling the task stops the bootstrap.
    ///
    /// - Parameter onDelivery: told the request id when the event is handed over, so that a START
    ///   line can precede what the function logs.
    package func invoke(
        event: [UInt8], onDelivery: @escaping @Sendable (_ requestId: String) -> Void = { _ in }
    ) async throws(LocalLambdaError) -> InvocationReport {
        try FunctionSettings.checkSize(event)
        let sandbox = try await Sandbox.make(settings, logDescriptor: logDescriptor)
        let report: InvocationReport?
        do {
            report = try await sandbox.serve(
                Invocation(event: event, settings), onDelivery: onDelivery)
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.stop()
        guard let report else { preconditionFailure("the only event was not handed over") }
        return report
    }
}
