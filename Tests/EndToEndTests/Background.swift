import Foundation
import Testing

/// The tool while it runs, to be stopped by signals.
final class Background {
    private let process: Process
    private let ends: AsyncStream<Int32>
    /// Where it works.
    let scratch: Scratch
    private let outside: Scratch

    /// - Parameter environment: in addition to the tests' own.
    init(
        _ arguments: [String], in scratch: Scratch, environment: [String: String] = [:]
    ) throws {
        self.scratch = scratch
        outside = try Scratch()
        let own = ProcessInfo.processInfo.environment
        let home = try #require(own["ASML_HOME"], "ASML_HOME is not set; run 'make test'")
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        self.ends = ends
        process = Process()
        // Signals may be ignored here, as `nohup` has it, and would be there.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["--default-signal", "\(home)/bin/asml"] + arguments
        process.environment = own.merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(
            forWritingAtPath: try outside.write("out", []))
        process.standardError = FileHandle(forWritingAtPath: try outside.write("err", []))
        process.terminationHandler = { process in
            let wasSignal = process.terminationReason == .uncaughtSignal
            end.yield(process.terminationStatus + (wasSignal ? 128 : 0))
            end.finish()
        }
        try process.run()
    }

    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// As a shell has it: 128 and the signal's number for one that was killed.
    func status() async throws -> Int32 {
        for await status in ends { return status }
        throw CancellationError()
    }

    var identifier: Int32 { process.processIdentifier }

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
