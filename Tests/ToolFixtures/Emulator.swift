internal import Foundation

/// A `moto_server`, an emulator of AWS, of a test's own on a port that is free:
/// https://docs.getmoto.org
///
/// It ends with this object, or before.
package final class Emulator: Sendable {
    private let process: RunningProcess
    private let scratch: Scratch
    package let url: String

    package init() async throws {
        scratch = try Scratch()
        let log = try scratch.write("log", "")
        // Without its managed policies there is none that roles could have; read at the start.
        let own = ProcessInfo.processInfo.environment
        process = try await RunningProcess(
            tool: ["moto_server", "-H", "127.0.0.1", "-p", "0"],
            RunningProcess.Surroundings(
                environment: own.merging(["MOTO_IAM_LOAD_MANAGED_POLICIES": "true"]) { $1 },
                folder: scratch.path, errors: log))
        url = try await Self.address(in: log, of: process)
    }

    /// What the server says once it listens; five minutes are enough.
    private static func address(in log: String, of process: RunningProcess) async throws -> String {
        for _ in 0..<3000 where process.isRunning {
            let text = try String(contentsOfFile: log, encoding: .utf8)
            if let match = text.firstMatch(of: #/Running on (http://127\.0\.0\.1:\d+)\n/#) {
                return String(match.1)
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw NotListening(log: try String(contentsOfFile: log, encoding: .utf8))
    }

    package struct NotListening: Error, CustomStringConvertible {
        var log: String

        package var description: String { "moto_server does not listen: \(log)" }
    }

    package func stop() { process.stop() }

    deinit { stop() }
}
