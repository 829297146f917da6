import Foundation
import Testing
import ToolFixtures

/// The tool while it runs, to be stopped by signals.
final class Background: Sendable {
    private let process: RunningProcess
    /// Where it works.
    let scratch: Scratch
    private let outside: Scratch

    /// - Parameters:
    ///   - environment: in addition to the tests' own.
    ///   - below: a folder in `scratch`.
    init(
        _ arguments: [String], in scratch: Scratch, environment: [String: String] = [:],
        below: String = ""
    ) async throws {
        self.scratch = scratch
        outside = try Scratch()
        let own = ProcessInfo.processInfo.environment
        let home = try #require(own["ASML_HOME"], "ASML_HOME is not set; run 'make test'")
        // Signals may be ignored here, as `nohup` has it, and would be there.
        process = try await RunningProcess(
            ["/usr/bin/env", "--default-signal", "\(home)/bin/asml"] + arguments,
            RunningProcess.Surroundings(
                environment: own.merging(environment) { $1 }, folder: "\(scratch.path)/\(below)",
                output: try outside.write("out", ""), errors: try outside.write("err", "")))
    }

    func send(_ signal: Int32) { process.send(signal) }

    /// As a shell has it: 128 and the signal's number for one that was killed.
    func status() async throws -> Int32 { try await process.end().status }

    var isRunning: Bool { process.isRunning }

    var identifier: Int32 { process.identifier }

    var output: String {
        get throws { try String(contentsOfFile: "\(outside.path)/out", encoding: .utf8) }
    }

    var errors: String {
        get throws { try String(contentsOfFile: "\(outside.path)/err", encoding: .utf8) }
    }
}

/// Waits until there is a file, for a minute at most.
func appears(_ path: String) async throws -> Bool {
    for _ in 0..<6000 {
        if FileManager.default.fileExists(atPath: path) { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}

/// A script of the shell, in which `$asml` is the tool.
func shell(_ script: String, in scratch: Scratch, environment: [String: String] = [:])
    async throws -> Execution
{
    let own = ProcessInfo.processInfo.environment
    let home = try #require(own["ASML_HOME"], "ASML_HOME is not set; run 'make test'")
    let all = own.merging(environment) { $1 }.merging(["asml": "\(home)/bin/asml"]) { $1 }
    return try await execute("/bin/bash", ["-c", script], environment: all, folder: scratch.path)
}

/// The same with mounts of its own, which end with it. Only root may.
func shellWithMounts(_ script: String, in scratch: Scratch) async throws -> Execution {
    try await shell("unshare --mount /bin/bash -c '\(script)'", in: scratch)
}
