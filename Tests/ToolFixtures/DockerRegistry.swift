internal import Foundation

/// Debian's `docker-registry` on this machine, with its storage in a folder, on a port that is free.
///
/// It ends with this object, or before.
package final class DockerRegistry: Sendable {
    private let process: RunningProcess
    /// `127.0.0.1:PORT`
    package let host: String

    /// - Parameter access: the part of its configuration that says who may do what; nothing for
    ///   everybody and everything.
    package init(in folder: String, access: String = "") async throws {
        let config = """
            version: 0.1
            log:
              level: info
            storage:
              filesystem:
                rootdirectory: \(folder)/storage
            http:
              addr: 127.0.0.1:0
            \(access)
            """
        try Data(config.utf8).write(to: URL(fileURLWithPath: "\(folder)/registry.yml"))
        let log = "\(folder)/registry.log"
        try Data().write(to: URL(fileURLWithPath: log))
        process = try await RunningProcess(
            tool: ["docker-registry", "serve", "\(folder)/registry.yml"],
            RunningProcess.Surroundings(folder: folder, errors: log))
        host = try await process.announcement(#/listening on (127\.0\.0\.1:\d+)"/#, in: log)
    }

    package func stop() { process.stop() }

    deinit { stop() }
}
