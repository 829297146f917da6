/// A function as Lambda knows it: what is started, how, and within which limits.
package struct FunctionSettings: Equatable, Sendable {
    /// Lambda's own limit for the time before the first request for an event.
    package static let initLimit = Duration.seconds(10)

    package var name: String
    package var bootstrap: String
    /// `<function>.<handler>`
    package var handler: String
    /// Its working folder and `LAMBDA_TASK_ROOT`; the bootstrap's own unless given.
    package var taskRoot: String?
    package var timeout = Duration.seconds(3)
    /// The program that runs bootstraps of the other architecture, where there is one.
    package var emulator: String?
    /// Told to the function and reported, not enforced.
    package var memoryMegabytes = 128
    package var environment: [String: String] = [:]
    package var initLimit = Self.initLimit
    /// How many invocations at a time, each in a process of its own.
    package var concurrency = 10

    package init(name: String, bootstrap: String, handler: String) {
        self.name = name
        self.bootstrap = bootstrap
        self.handler = handler
    }

    package var arn: String { LambdaEnvironment.functionARN(name: name) }

    /// What can be said before a process is started.
    func checked() throws(LocalLambdaError) -> BootstrapFile {
        guard timeout > .zero else { throw .invalidTimeout(timeout) }
        for name in LambdaEnvironment.reserved where environment[name] != nil {
            throw .reservedVariable(name: name)
        }
        var file = try BootstrapFile(checking: bootstrap)
        if file.machine == Machine.other { file.emulator = emulator }
        if let taskRoot { file.folder = Platform.resolved(taskRoot) }
        return file
    }

    func variables(_ file: BootstrapFile, _ address: String) -> [String: String] {
        LambdaEnvironment(
            name: name, handler: handler, memoryMegabytes: memoryMegabytes,
            taskRoot: file.folder, runtimeAPI: address, user: environment
        ).variables
    }

    static func checkSize(_ event: [UInt8]) throws(LocalLambdaError) {
        guard event.count <= RuntimeAPI.payloadLimit else {
            throw .eventTooLarge(size: event.count, limit: RuntimeAPI.payloadLimit)
        }
    }
}
