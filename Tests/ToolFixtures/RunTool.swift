package import Foundation

/// How a tool that tests run ended, and what it said.
package struct ToolResult: Sendable {
    package var end: RunningProcess.End
    package var output: String
    package var errors: String

    /// As a shell has it.
    package var status: Int32 { end.status }
}

/// Runs a tool of the PATH to its end. A missing tool has the status 127.
///
/// - Parameter environment: beside the tests' own.
package func runTool(
    _ words: [String], in folder: URL, environment: [String: String] = [:]
) async throws -> ToolResult {
    try await runProgram(
        ["/usr/bin/env"] + words, in: folder.path,
        environment: ProcessInfo.processInfo.environment.merging(environment) { $1 })
}

/// Runs a program, which its path names, to its end.
package func runProgram(
    _ command: [String], in folder: String? = nil, environment: [String: String],
    input: String = ""
) async throws -> ToolResult {
    // Files, because a pipe that nobody reads while the other is waited for fills up.
    let scratch = try Scratch()
    var surroundings = RunningProcess.Surroundings(
        environment: environment, folder: folder, output: try scratch.write("out", ""),
        errors: try scratch.write("err", ""))
    surroundings.input = try scratch.write("in", input)
    let end = try await RunningProcess(command, surroundings).end()
    return ToolResult(
        end: end, output: try String(contentsOfFile: surroundings.output, encoding: .utf8),
        errors: try String(contentsOfFile: surroundings.errors, encoding: .utf8))
}
