internal import Diagnostics

/// Reads `events` of a function.
/// https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
struct EventReader {
    private static let sources = ["sqs", "sns", "s3", "dynamodb", "kinesis", "eventbridge"]

    let owner: TableReader

    func read() -> [EventSource] {
        var seen: [String: SourceSpan] = [:]
        return owner.elements("events", title: "an event").compactMap { reader in
            guard let key = source(reader) else { return nil }
            let kind = kind(key, reader)
            reader.finish(hints: [
                "batch": "batch_size", "filter": "filters", "event": "events",
                "maximum_batching_window_seconds": "batching_window_seconds",
            ])
            guard let kind else { return nil }
            var event = EventSource(kind)
            event.origins = reader.origins
            // A bus has many patterns, the rest sends each event once.
            if key != "eventbridge", case .string(let name) = reader.table[key]?.value.content {
                checkFirst(name, at: reader.place(key), &seen)
            }
            return event
        }
    }

    private func source(_ reader: TableReader) -> String? {
        let found = Self.sources.filter(reader.has)
        guard found.count != 1 else { return found[0] }
        // What else is in the table depends on its source.
        let named = Self.sources.map { "'\($0)'" }.joined(separator: ", ")
        if let second = found.dropFirst().first {
            reader.error(
                .conflict, at: second, "an event has one source, not '\(found[0])' and '\(second)'",
                notes: ["make two of them"])
        } else if let entry = reader.table.entries.first,
            let meant = similarNames(to: entry.key, in: Self.sources).first
        {
            owner.issues.error(
                .unknownKey(entry.key), at: reader.text.span(entry.keyRegion),
                "unknown source of events '\(entry.key)'", notes: ["did you mean '\(meant)'?"])
        } else {
            reader.missing("sqs", notes: ["one of \(named)"])
        }
        return nil
    }

    private func checkFirst(
        _ name: String, at span: SourceSpan, _ seen: inout [String: SourceSpan]
    ) {
        if let first = seen[name] {
            owner.issues.error(
                .duplicate(.event), at: span, "'\(name)' sends its events here already",
                notes: ["first in line \(first.line)"])
        }
        seen[name] = seen[name] ?? span
    }

    private func kind(_ key: String, _ reader: TableReader) -> EventSource.Kind? {
        switch key {
        case "sqs": sqs(reader).map { .sqs($0) }
        case "sns": sns(reader).map { .sns($0) }
        case "s3": s3(reader).map { .s3($0) }
        case "dynamodb": stream(key, .tableStream, reader).map { .dynamodb($0) }
        case "kinesis": stream(key, .dataStream, reader).map { .kinesis($0) }
        default: eventBridge(reader).map { .eventbridge($0) }
        }
    }

    private func sqs(_ reader: TableReader) -> EventSource.SQS? {
        let arn = reader.string("sqs", .queue)
        var queue = EventSource.SQS(arn: arn ?? "")
        let isFIFO = queue.arn.hasSuffix(".fifo")
        queue.batchSize = reader.integer("batch_size", in: 1...(isFIFO ? 10 : 10_000))
        queue.batchingWindowSeconds = reader.integer(
            "batching_window_seconds", in: 0...(isFIFO ? 0 : 300), unit: " seconds")
        queue.maximumConcurrency = reader.integer("maximum_concurrency", in: 2...1000)
        queue.filters = reader.strings("filters", .jsonObject) ?? []
        queue.reportsFailures = reader.boolean("report_failures") ?? true
        if let size = queue.batchSize, size > 10, (queue.batchingWindowSeconds ?? 0) == 0 {
            reader.error(
                .conflict, at: "batch_size", "Lambda waits for more than 10 messages only if told",
                notes: ["add 'batching_window_seconds = 1' or more"])
        }
        return arn == nil ? nil : queue
    }

    private func sns(_ reader: TableReader) -> EventSource.SNS? {
        let arn = reader.string("sns", .topic)
        var topic = EventSource.SNS(arn: arn ?? "")
        topic.filterPolicy = reader.string("filter_policy", .jsonObject)
        return arn == nil ? nil : topic
    }

    private func s3(_ reader: TableReader) -> EventSource.S3? {
        let bucket = reader.string("s3", .bucketOrARN)
        var source = EventSource.S3(bucket: bucket ?? "")
        if let events = reader.strings("events", .s3Event) {
            source.events = events
            if reader.isEmptyList("events") {
                reader.error(.empty, at: "events", "none of its events", notes: ["leave it out"])
            }
        }
        source.prefix = reader.string("prefix", .line)
        source.suffix = reader.string("suffix", .line)
        return bucket == nil ? nil : source
    }

    private func stream(
        _ key: String, _ shape: Shape, _ reader: TableReader
    ) -> EventSource.Stream? {
        let arn = reader.string(key, shape)
        var stream = EventSource.Stream(arn: arn ?? "")
        stream.startingPosition =
            reader.choice("starting_position", what: "position") ?? stream.startingPosition
        stream.batchSize = reader.integer("batch_size", in: 1...10_000)
        stream.batchingWindowSeconds = reader.integer(
            "batching_window_seconds", in: 0...300, unit: " seconds")
        stream.parallelizationFactor = reader.integer("parallelization_factor", in: 1...10)
        stream.maximumRetries = reader.integer("maximum_retries", in: -1...10_000)
        stream.filters = reader.strings("filters", .jsonObject) ?? []
        stream.reportsFailures = reader.boolean("report_failures") ?? true
        return arn == nil ? nil : stream
    }

    private func eventBridge(_ reader: TableReader) -> EventSource.EventBridge? {
        let bus = reader.string("eventbridge", .eventBus)
        let pattern = reader.required(
            "pattern", .jsonObject, notes: ["which events: 'pattern', a JSON object in quotes"])
        guard let bus, let pattern else { return nil }
        return EventSource.EventBridge(bus: bus, pattern: pattern)
    }
}
