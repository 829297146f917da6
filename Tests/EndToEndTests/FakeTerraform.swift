import Foundation
import Testing
import ToolFixtures

/// A program of the shell in the place of terraform, which is asked as terraform is and answers so
/// little that asml is content, or what a test has it answer.
struct FakeTerraform {
    let path: String
    private let scratch: Scratch
    /// Its folder, with nothing else in it.
    var folder: String { "\(scratch.path)/bin" }

    /// - Parameter commands: what it does when asked for these.
    init(_ commands: [String: String] = [:], named name: String = "terraform") throws {
        scratch = try Scratch()
        path = "\(scratch.path)/bin/\(name)"
        try FileManager.default.createDirectory(
            atPath: "\(scratch.path)/bin", withIntermediateDirectories: true)
        let answers = Self.good.merging(commands) { $1 }
        let cases = answers.sorted { $0.key < $1.key }.map { "\($0.key))\n\($0.value)\n;;\n" }
        let script = """
            #!/bin/sh
            echo "$1" >> '\(scratch.path)/calls'
            case $1 in
            \(cases.joined())
            esac
            """
        try scratch.write("bin/\(name)", Array(script.utf8), executable: true)
    }

    /// Adds another to its folder.
    func alsoNamed(_ name: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/\(name)", withDestinationPath: path)
    }

    private static let good = [
        "version": #"echo '{"terraform_version":"1.9.0"}'"#,
        "init": "/bin/mkdir -p .terraform",
        "validate": #"echo '{"valid":true,"diagnostics":[]}'"#,
        "plan": #"""
        echo new > plan
        echo '{"type":"planned_change","change":{"action":"create","resource":{"addr":"a.b"}}}'
        echo '{"type":"change_summary"}'
        """#,
        "apply": #"echo '{"type":"change_summary"}'"#,
        "output": "echo '{}'",
    ]

    /// What it was asked for, in order.
    var calls: [String] {
        let text = try? String(contentsOfFile: "\(scratch.path)/calls", encoding: .utf8)
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    /// A command of its that does not come back, but when interrupted once more than it endures.
    static func hanging(endures: Int = 0) -> String {
        #"""
        here=$(/usr/bin/dirname "$0")/..
        : > "$here/interruptions"
        count=0
        trap 'count=$((count + 1)); echo interrupted >> "$here/interruptions"' INT
        echo half > plan
        echo started > "$here/started"
        while [ $count -le \#(endures) ]; do /bin/sleep 0.02; done
        exit 1
        """#
    }

    /// Waits until a command hangs.
    func hangs() async throws -> Bool { try await appears("\(scratch.path)/started") }

    /// Waits until it has been interrupted so often, for a minute at most.
    func isInterrupted(times: Int) async throws -> Bool {
        for _ in 0..<6000 {
            let text = try String(
                contentsOfFile: "\(scratch.path)/interruptions", encoding: .utf8)
            if text.split(separator: "\n").count >= times { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
