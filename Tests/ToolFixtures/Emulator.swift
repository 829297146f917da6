internal import Foundation

/// A `moto_server`, an emulator of AWS, of a test's own on a port that is free:
/// https://docs.getmoto.org
package final class Emulator: Sendable {
    private let process: SpawnedProcess
    private let folder: URL
    package let url: String

    package init() async throws {
        folder = try temporaryFolder()
        let log = folder.appending(path: "log").path
        // Without its managed policies there is none that roles could have; read at the start.
        process = try SpawnedProcess(
            ["moto_server", "-H", "127.0.0.1", "-p", "0"], in: folder,
            environment: ["MOTO_IAM_LOAD_MANAGED_POLICIES": "true"], errors: log)
        url = try await Self.address(in: log, of: process)
    }

    /// What the server says once it listens.
    private static func address(in log: String, of process: SpawnedProcess) async throws -> String {
        var text = ""
        for _ in 0..<3000 where process.isRunning {
            text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            if let match = text.firstMatch(of: #/Running on (http://127\.0\.0\.1:\d+)\n/#) {
                return String(match.1)
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw NotListening(log: text)
    }

    struct NotListening: Error {
        var log: String
    }

    package func stop() { process.stop() }

    deinit {
        process.stop()
        try? FileManager.default.removeItem(at: folder)
    }
}
