internal import Foundation
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// A process that tests start, a tool or a server, and its end.
///
/// Not Foundation's: that sees an end only when all that inherited a socket of it have ended too,
/// among them what another test has started in the same instant.
package final class RunningProcess: Sendable {
    /// Longer than any takes on the busiest machine. A run that hangs has to say where.
    private static let patience = Duration.seconds(900)

    package let identifier: Int32
    let command: [String]
    private let task: Task<TerminationStatus, any Error>
    private let life: Life

    /// What it is started with; the streams are paths of files that are there.
    package struct Surroundings: Sendable {
        package var environment: [String: String]
        package var folder: String?
        package var input = "/dev/null"
        package var output: String
        package var errors: String

        package init(
            environment: [String: String] = ProcessInfo.processInfo.environment,
            folder: String? = nil, output: String = "/dev/null", errors: String = "/dev/null"
        ) {
            self.environment = environment
            self.folder = folder
            self.output = output
            self.errors = errors
        }
    }

    /// How a process ended.
    package enum End: Equatable, Sendable {
        case exited(Int32)
        case signaled(Int32)

        /// As a shell has it: 128 and the signal's number for one that was killed.
        package var status: Int32 {
            switch self {
            case .exited(let status): status
            case .signaled(let signal): 128 + signal
            }
        }
    }

    /// - Parameter command: a program's path, and its arguments.
    package init(_ command: [String], _ surroundings: Surroundings) async throws {
        self.command = command
        let life = Life()
        self.life = life
        let (identifiers, started) = AsyncStream.makeStream(of: Int32.self)
        let task = Task {
            defer {
                life.end()
                started.finish()
            }
            return try await Self.run(command, surroundings) { started.yield($0) }
        }
        self.task = task
        var identifier: Int32?
        for await number in identifiers {
            identifier = number
            break
        }
        guard let identifier else {
            // It was not started, or the test is over.
            task.cancel()
            _ = try await task.value
            throw CancellationError()
        }
        self.identifier = identifier
    }

    /// A program of the `PATH`, or what ends with 127 where there is none.
    package convenience init(tool words: [String], _ surroundings: Surroundings) async throws {
        try await self.init(["/usr/bin/env"] + words, surroundings)
    }

    /// A test that fails leaves nothing behind.
    deinit { stop() }

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

    package var isRunning: Bool { life.isRunning }

    /// Nothing is sent to a process that has ended: its number may be another's.
    package func send(_ signal: Int32) {
        life.whileRunning { kill(identifier, signal) }
    }

    /// Kills it without waiting: nothing that it has is needed any more.
    package func stop() { send(SIGKILL) }

    /// Waits for its end.
    package func end() async throws -> End {
        let clock = Task { [weak self] in
            guard (try? await Task.sleep(for: Self.patience)) != nil else { return false }
            self?.stop()
            return true
        }
        defer { clock.cancel() }
        let status = try await task.value
        clock.cancel()
        if await clock.value { throw Hang(command: command, limit: Self.patience) }
        return switch status {
        case .exited(let status): .exited(status)
        case .signaled(let signal): .signaled(signal)
        }
    }

    package struct Hang: Error, CustomStringConvertible {
        var command: [String]
        var limit: Duration

        package var description: String {
            "still running after \(limit): \(command.joined(separator: " "))"
        }
    }
}

/// Whether a process has not been seen to end.
private final class Life: Sendable {
    private let running = Mutex(true)

    var isRunning: Bool { running.withLock { $0 } }

    func end() { running.withLock { $0 = false } }

    func whileRunning(_ body: () -> Void) {
        running.withLock { if $0 { body() } }
    }
}
