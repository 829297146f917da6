internal import AWSClient
internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

package struct LogsOptions: Sendable {
    /// How far back, in seconds.
    package var seconds = 600
    /// In CloudWatch's words.
    package var pattern: String?
    /// Until the user interrupts it.
    package var follows = false
    package var answersJSON = false

    package init() {}
}

/// What a deployed function has logged.
///
/// - Parameter name: `service.function`.
package func logs(_ name: String, _ options: LogsOptions) async throws {
    let project = try ProjectFolder()
    var filter = LogFilter(group: try logGroup(name, project))
    filter.start = Int64(Date.now.timeIntervalSince1970 * 1000) - Int64(options.seconds) * 1000
    filter.pattern = options.pattern
    do {
        let settings = try AWSSettings(project)
        try await AWSClient.with(settings) { [filter] client throws(AWSError) in
            if options.follows {
                try await client.followLogEvents(filter) { show($0, options) }
            } else {
                try await client.logEvents(filter) { show($0, options) }
            }
        }
    } catch {
        throw Diagnostic(error)
    }
}

private func logGroup(_ name: String, _ project: ProjectFolder) throws(Diagnostic) -> String {
    let (service, function) = try project.application.function(named: name)
    return "/aws/lambda/\(project.application.nameInAWS(service, function))"
}

private func show(_ events: [LogEvent], _ options: LogsOptions) {
    for event in events {
        if options.answersJSON {
            try? JSONText.printLine(
                Line(timestamp: event.timestamp, stream: event.stream, message: event.message))
        } else {
            let lines = event.message.split(separator: "\n").map { String($0).printable }
            try? Console.print(lines.joined(separator: "\n") + "\n")
        }
    }
}

private struct Line: Encodable {
    var timestamp: Int64
    var stream: String
    var message: String
}
