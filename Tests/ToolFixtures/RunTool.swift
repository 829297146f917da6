package import Foundation

/// A tool that tests run, and what it said.
package struct ToolResult: Sendable {
    package var status: Int32
    package var output: String
    package var errors: String
}

/// Runs a tool of the PATH to its end. A missing tool has the status 127.
package func runTool(
    _ words: [String], in folder: URL, environment: [String: String] = [:]
) throws -> ToolResult {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files, because a pipe that nobody reads while the other is waited for fills up.
    let scratch = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: scratch) }
    let (output, errors) = (scratch.appending(path: "output"), scratch.appending(path: "errors"))
    try Data().write(to: output)
    try Data().write(to: errors)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return ToolResult(
        status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
        errors: try String(contentsOf: errors, encoding: .utf8))
}

/// A new folder, which the caller removes.
package func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "asml-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
}
