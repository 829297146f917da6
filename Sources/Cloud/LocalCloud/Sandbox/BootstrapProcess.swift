internal import Subprocess
internal import SystemPackage

/// The bootstrap as a process of its own, in its own folder, with nothing on standard input.
struct BootstrapProcess: Sendable {
    var file: BootstrapFile
    var environment: [String: String]
    var logDescriptor: Int32

    /// Returns when the process has ended and is reaped. Cancelling the task kills it: SIGKILL at
    /// once, as Lambda does when no extension wants to be told.
    func run(
        started: @escaping @Sendable (Int32) -> Void
    ) async -> Result<ProcessEnd, LocalLambdaError> {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment {
            guard let key = Environment.Key(rawValue: name) else { continue }
            variables[key] = value
        }
        let log = FileDescriptor(rawValue: logDescriptor)
        // A group of its own, which can be killed as one.
        var options = PlatformOptions()
        options.processGroupID = 0
        do {
            let result = try await Subprocess.run(
                .path(FilePath(file.emulator ?? file.path)),
                arguments: file.emulator == nil ? [] : [file.path], environment: .custom(variables),
                workingDirectory: FilePath(file.folder), platformOptions: options, input: .none,
                output: .fileDescriptor(log, closeAfterSpawningProcess: false),
                error: .fileDescriptor(log, closeAfterSpawningProcess: false)
            ) { execution in
                started(execution.processIdentifier.value)
            }
            switch result.terminationStatus {
            case .exited(let status): return .success(.exited(status: status))
            case .signaled(let signal): return .success(.killed(signal: signal))
            }
        } catch let error as SubprocessError {
            let number = error.underlyingError?.rawValue
            return .failure(file.startError(number: number, otherwise: error.description))
        } catch {
            return .failure(file.startError(number: nil, otherwise: String(describing: error)))
        }
    }
}
