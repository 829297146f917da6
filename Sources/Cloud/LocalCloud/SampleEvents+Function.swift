package import Manifest

extension SampleEvent {
    /// As AWS sends it to this function, as far as its manifest says what does: its schedule, or
    /// the first of its `events` of this kind.
    package func bytes(for function: Function, of service: Service, in application: Application)
        -> [UInt8]
    {
        if self == .schedule, let schedule = function.schedule {
            if let input = schedule.input { return Array(input.utf8) }
            let name = application.nameInAWS(service, function)
            return changed(scheduled(name, service, application))
        }
        let own = function.events.lazy.compactMap { changes($0.kind) }
        return own.first.map(changed) ?? bytes
    }

    private typealias Changes = [(path: String, value: JSONValue)]

    private func changed(_ changes: Changes) -> [UInt8] {
        guard var event = JSONValue(parsing: bytes) else { return bytes }
        for (path, value) in changes {
            event = event.setting(path.split(separator: ".").map(String.init)[...], to: value)
        }
        return event.encoded()
    }

    /// EventBridge Scheduler's, which is not what rules of EventBridge send.
    private func scheduled(_ name: String, _ service: Service, _ application: Application)
        -> Changes
    {
        let region = service.options.region ?? application.aws.region ?? "us-east-1"
        let account = service.options.accountID ?? application.aws.accountID ?? "123456789012"
        let arn = "arn:aws:scheduler:\(region):\(account):schedule/default/\(name)"
        return [
            ("source", "aws.scheduler"), ("region", .string(region)),
            ("account", .string(account)), ("resources", .array([.string(arn)])),
            ("detail", "{}"),
        ]
    }

    /// - Returns: nil for a source of another kind.
    private func changes(_ source: EventSource.Kind) -> Changes? {
        switch (self, source) {
        case (.sqs, .sqs(let queue)):
            // The queue may be asked for one message at a time.
            let one = bytes.firstRecord.map { [("Records", JSONValue.array([$0]))] }
            return (queue.batchSize == 1 ? one ?? [] : []) + Self.records(of: queue.arn)
        case (.dynamodb, .dynamodb(let stream)), (.kinesis, .kinesis(let stream)):
            return Self.records(of: stream.arn)
        case (.sns, .sns(let topic)):
            let subscription = "\(topic.arn):5be2f3f0-1d6b-4d5c-9d70-0d7a4c8f5a11"
            return [
                ("Records.Sns.TopicArn", .string(topic.arn)),
                ("Records.EventSubscriptionArn", .string(subscription)),
            ]
        case (.s3, .s3(let bucket)): return Self.changes(bucket)
        case (.eventbridge, .eventbridge(let rule)):
            let pattern = JSONValue(parsing: Array(rule.pattern.utf8))
            return ["source", "detail-type"].compactMap { key in
                // A pattern may hold more than texts: prefixes, ranges.
                pattern?[key]?.list?.first?.text.map { (key, .string($0)) }
            }
        default: return nil
        }
    }

    private static func records(of arn: String) -> Changes {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        let region = parts.count > 5 ? [("Records.awsRegion", JSONValue(String(parts[3])))] : []
        return [("Records.eventSourceARN", .string(arn))] + region
    }

    /// An object that the notification's filter lets through.
    private static func changes(_ bucket: EventSource.S3) -> Changes {
        let name = bucket.bucket.split(separator: ":").last.map(String.init) ?? bucket.bucket
        var changes: Changes = [
            ("Records.s3.bucket.name", .string(name)),
            ("Records.s3.bucket.arn", .string("arn:aws:s3:::\(name)")),
        ]
        if bucket.prefix != nil || bucket.suffix != nil {
            let key = (bucket.prefix ?? "") + "example" + (bucket.suffix ?? "")
            changes.append(("Records.s3.object.key", .string(key)))
        }
        if let event = bucket.events.first, !event.hasSuffix("*"), event.hasPrefix("s3:") {
            changes.append(("Records.eventName", .string(String(event.dropFirst(3)))))
        }
        return changes
    }
}

extension [UInt8] {
    fileprivate var firstRecord: JSONValue? { JSONValue(parsing: self)?["Records"]?.list?.first }
}

extension JSONValue {
    /// Another value at the end of a path of keys; of a list, in each of its members.
    fileprivate func setting(_ path: ArraySlice<String>, to value: JSONValue) -> JSONValue {
        guard let key = path.first else { return value }
        switch self {
        case .array(let list): return .array(list.map { $0.setting(path, to: value) })
        case .object(var fields):
            fields[key] = (fields[key] ?? [:]).setting(path.dropFirst(), to: value)
            return .object(fields)
        default: return self
        }
    }
}
