internal import Diagnostics
internal import Foundation
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// A program that is run for its effect: without a shell, with nothing on standard input, in a
/// process group of its own, so that an interruption reaches it once, from us.
struct ExternalTool: Sendable {
    var path: String
    var arguments: [String]
    /// In addition to ours.
    var environment: [String: String] = [:]
    var folder: String

    struct Result: Sendable {
        /// The exit status, or 128 and the signal's number.
        var status: Int32
        var output: String
        var errors: String
    }

    /// More of a tool's words than this is noise; their end says what went wrong.
    private static let outputLimit = 16 << 20

    func run() async throws -> Result {
        try await Files.withTemporaryFolder { scratch in
            let (output, errors) = ("\(scratch)/output", "\(scratch)/errors")
            try Files.write([], to: output)
            try Files.write([], to: errors)
            let status = try await start(output: output, errors: errors)
            return Result(
                status: status, output: try Self.end(of: output), errors: try Self.end(of: errors))
        }
    }

    private func start(output: String, errors: String) async throws -> Int32 {
        RunningTools.watch()
        var options = PlatformOptions()
        options.processGroupID = 0
        do {
            let result = try await Subprocess.run(
                .path(FilePath(path)), arguments: Arguments(arguments),
                environment: .custom(variables), workingDirectory: FilePath(folder),
                platformOptions: options, input: .none,
                output: .fileDescriptor(
                    try .open(FilePath(output), .writeOnly), closeAfterSpawningProcess: true),
                error: .fileDescriptor(
                    try .open(FilePath(errors), .writeOnly), closeAfterSpawningProcess: true)
            ) { execution in
                RunningTools.add(execution.processIdentifier.value)
            }
            RunningTools.remove(Int32(result.processIdentifier.value))
            switch result.terminationStatus {
            case .exited(let status): return status
            case .signaled(let signal): return 128 + signal
            }
        } catch let error as SubprocessError {
            throw Diagnostic(at: .file(path), "cannot start: \(error.description)")
        }
    }

    private var variables: [Environment.Key: String] {
        var variables: [Environment.Key: String] = [:]
        let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        for (name, value) in all {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        return variables
    }

    private static func end(of file: String) throws(Diagnostic) -> String {
        let bytes = try Files.read(file)
        return String(decoding: bytes.suffix(outputLimit), as: UTF8.self)
    }
}

/// The tools that run now. When the user interrupts us they are told once, and waited for: Terraform
/// writes its state then.
private enum RunningTools {
    private static let groups = Mutex<Set<Int32>>([])
    private static let watcher: Void = Interruption.onInterrupt { stopAll() }

    static func watch() { _ = watcher }
    static func add(_ process: Int32) { groups.withLock { _ = $0.insert(process) } }
    static func remove(_ process: Int32) { groups.withLock { _ = $0.remove(process) } }

    /// A tool that does not end is told again when we are, as it would be at a terminal; Terraform
    /// gives up everything then. The third time is the last.
    private static func stopAll() {
        let all = groups.withLock { $0 }
        for group in all { kill(-group, SIGINT) }
        var interruptions = 1
        while all.contains(where: { kill($0, 0) == 0 }) {
            usleep(20_000)
            guard Interruption.wasRepeated() else { continue }
            interruptions += 1
            for group in all { kill(-group, interruptions < 3 ? SIGINT : SIGKILL) }
        }
    }
}
