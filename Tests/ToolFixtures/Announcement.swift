internal import Foundation

extension RunningProcess {
    /// Waits until a server says where it listens. Servers choose their ports themselves: one that
    /// was free a moment ago may be another test's by now.
    ///
    /// - Parameters:
    ///   - pattern: what it says, with the place as its only capture.
    ///   - log: the file that it says it in; five minutes are enough on the busiest machine.
    package func announcement(
        _ pattern: Regex<(Substring, Substring)>, in log: String
    ) async throws -> String {
        for _ in 0..<3000 where isRunning {
            let text = try String(contentsOfFile: log, encoding: .utf8)
            if let match = text.firstMatch(of: pattern) { return String(match.1) }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw NotListening(
            command: command, log: try String(contentsOfFile: log, encoding: .utf8))
    }

    package struct NotListening: Error, CustomStringConvertible {
        var command: [String]
        var log: String

        package var description: String {
            "does not listen: \(command.joined(separator: " "))\n\(log)"
        }
    }
}
