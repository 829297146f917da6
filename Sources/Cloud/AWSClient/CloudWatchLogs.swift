internal import Foundation

/// One line of a log.
package struct LogEvent: Decodable, Equatable, Sendable {
    package var id: String
    package var stream: String
    /// Milliseconds since 1970.
    package var timestamp: Int64
    package var message: String
    package var ingestionTime: Int64?

    private enum CodingKeys: String, CodingKey {
        case id = "eventId"
        case stream = "logStreamName"
        case timestamp, message, ingestionTime
    }
}

package struct LogGroup: Decodable, Equatable, Sendable {
    package var name: String
    package var arn: String?
    package var creationTime: Int64?
    /// Nil: for ever.
    package var retentionInDays: Int?
    package var storedBytes: Int64?

    private enum CodingKeys: String, CodingKey {
        case name = "logGroupName"
        case arn, creationTime, retentionInDays, storedBytes
    }
}

/// Which events of a log are asked for.
package struct LogFilter: Equatable, Sendable {
    package var group: String
    /// Milliseconds since 1970.
    package var start: Int64?
    package var end: Int64?
    /// In CloudWatch's own language.
    package var pattern: String?
    package var streamPrefix: String?

    package init(group: String, start: Int64? = nil, end: Int64? = nil) {
        self.group = group
        self.start = start
        self.end = end
    }
}

extension AWSClient {
    /// Gives every event that matches to `handle`, a page at a time.
    package func logEvents(
        _ filter: LogFilter, _ handle: ([LogEvent]) async throws(AWSError) -> Void
    ) async throws(AWSError) {
        struct Output: Decodable {
            var events: [LogEvent]?
            var nextToken: String?
        }
        var pages = PageTokens(.call(.logs, operation: "FilterLogEvents"))
        repeat {
            let call = try Call.logs("FilterLogEvents", FilterInput(filter, token: pages.next))
            let page = try call.decode(Output.self, from: try await send(call))
            if let events = page.events, !events.isEmpty { try await handle(events) }
            try pages.advance(to: page.nextToken)
        } while pages.next != nil
    }

    /// Gives events to `handle` as they come, each once, until the task is cancelled.
    package func followLogEvents(
        _ filter: LogFilter, every interval: Duration = .seconds(2),
        _ handle: ([LogEvent]) async throws(AWSError) -> Void
    ) async throws(AWSError) {
        var follower = LogFollower(filter)
        while true {
            do {
                // Pages are merged: a stream's events come late and in any order.
                var fresh: [LogEvent] = []
                try await logEvents(follower.filter) { (events) throws(AWSError) in
                    fresh += follower.accept(events)
                }
                follower.advance()
                fresh.sort { $0.timestamp < $1.timestamp }
                if !fresh.isEmpty { try await handle(fresh) }
                try await pause(interval, for: Call(.logs, "FilterLogEvents"))
            } catch {
                if error.kind == .cancelled { return }
                throw error
            }
        }
    }

    package func logGroups(prefix: String) async throws(AWSError) -> [LogGroup] {
        struct Input: Encodable {
            var logGroupNamePrefix: String?
            var nextToken: String?
        }
        struct Output: Decodable {
            var logGroups: [LogGroup]?
            var nextToken: String?
        }
        var found: [LogGroup] = []
        var pages = PageTokens(.call(.logs, operation: "DescribeLogGroups"))
        repeat {
            let input = Input(
                logGroupNamePrefix: prefix.isEmpty ? nil : prefix, nextToken: pages.next)
            let call = try Call.logs("DescribeLogGroups", input)
            let page = try call.decode(Output.self, from: try await send(call))
            found += page.logGroups ?? []
            try pages.advance(to: page.nextToken)
        } while pages.next != nil
        return found
    }
}

private struct FilterInput: Encodable {
    var logGroupName: String
    var logStreamNamePrefix: String?
    var startTime: Int64?
    var endTime: Int64?
    var filterPattern: String?
    var nextToken: String?

    init(_ filter: LogFilter, token: String?) {
        logGroupName = filter.group
        logStreamNamePrefix = filter.streamPrefix
        startTime = filter.start
        endTime = filter.end
        filterPattern = filter.pattern
        nextToken = token
    }
}

extension Call {
    fileprivate static func logs(
        _ operation: String, _ input: some Encodable
    ) throws(AWSError) -> Call {
        try json(.logs, "Logs_20140328", operation, input)
    }
}
