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
        url = try await process.announcement(
            #/Running on (http://127\.0\.0\.1:\d+)\n/#, in: log)
    }

    package func stop() { process.stop() }

    deinit { stop() }
}
