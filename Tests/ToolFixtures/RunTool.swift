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
    // Files, because a pipe that nobody reads while the other is waited for fills up.
    let scratch = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: scratch) }
    let (output, errors) = (scratch.appending(path: "output"), scratch.appending(path: "errors"))
    let process = try SpawnedProcess(
        words, in: folder, environment: environment, output: output.path, errors: errors.path)
    let status = process.wait()
    return ToolResult(
        status: status, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
}

/// A new folder, which the caller removes.
package func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "asml-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
}
