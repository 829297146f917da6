import Foundation
import Subprocess
import SystemPackage

/// A process that runs, and its end.
///
/// Not Foundation's: that sees an end only when all that inherited a socket of it have ended too,
/// among them what another test has started in the same instant.
final class RunningProcess: Sendable {
    /// Longer than any takes on the busiest machine. A run that hangs has to say where.
    private static let patience = Duration.seconds(900)

    let identifier: Int32
    private let command: [String]
    private let task: Task<TerminationStatus, any Error>

    /// What it is started with; the streams are paths.
    struct Surroundings {
        var environment: [String: String]
        var folder: String?
        var input = "/dev/null"
        var output: String
        var errors: String
    }

    init(_ command: [String], _ surroundings: Surroundings) async throws {
        self.command = command
        let (identifiers, started) = AsyncStream.makeStream(of: Int32.self)
        let task = Task {
            defer { started.finish() }
            return try await Self.run(command, surroundings) { started.yield($0) }
        }
        self.task = task
        var identifier: Int32?
        for await number in identifiers {
            identifier = number
            break
        }
        guard let identifier else {
            _ = try await task.value
            throw CancellationError()
        }
        self.identifier = identifier
    }

    /// A test that fails leaves nothing behind.
    deinit { task.cancel() }

    private static func run(
        _ command: [String], _ surroundings: Surroundings, _ started: @escaping (Int32) -> Void
    ) async throws -> TerminationStatus {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in surroundings.environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        let input = try FileDescriptor.open(FilePath(surroundings.input), .readOnly)
        let output = try FileDescriptor.open(FilePath(surroundings.output), .writeOnly)
        let errors = try FileDescriptor.open(FilePath(surroundings.errors), .writeOnly)
        let result = try await Subprocess.run(
            .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())),
            environment: .custom(variables),
            workingDirectory: surroundings.folder.map { FilePath($0) },
            input: .fileDescriptor(input, closeAfterSpawningProcess: true),
            output: .fileDescriptor(output, closeAfterSpawningProcess: true),
            error: .fileDescriptor(errors, closeAfterSpawningProcess: true)
        ) { execution in
            started(execution.processIdentifier.value)
        }
        return result.terminationStatus
    }

    func send(_ signal: Int32) { kill(identifier, signal) }

    /// The status it exited with, or the number of the signal that ended it.
    func end() async throws -> TerminationStatus {
        let clock = Task { [identifier] in
            guard (try? await Task.sleep(for: Self.patience)) != nil else { return false }
            kill(identifier, SIGKILL)
            return true
        }
        let status = try await task.value
        clock.cancel()
        if await clock.value { throw Hang(command: command, limit: Self.patience) }
        return status
    }

    struct Hang: Error, CustomStringConvertible {
        var command: [String]
        var limit: Duration

        var description: String {
            "still running after \(limit): \(command.joined(separator: " "))"
        }
    }
}
