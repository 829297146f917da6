/// Events of AWS services. What a service may leave out is optional, and what is not here is in
/// `json`.
public struct SqsEvent: Sendable {
    public struct Message: Sendable {
        public let json: Json
        public let id, receiptHandle, body, sourceArn: Text
    }
    public let messages: [Message]

    public init(_ event: Json) throws(FunctionError) {
        messages = try records(event, "SQS") { json in
            guard let id = json["messageId"]?.text else { return nil }
            return Message(
                json: json, id: id, receiptHandle: text(json, "receiptHandle"),
                body: text(json, "body"), sourceArn: text(json, "eventSourceARN"))
        }
    }

    /// Which messages failed, where the event source takes that (`ReportBatchItemFailures`): they
    /// come again, the others do not.
    public static func failures(_ ids: [Text]) -> Json {
        .object([
            Json.Member(
                "batchItemFailures",
                .array(ids.map { .object([Json.Member("itemIdentifier", .string($0))]) }))
        ])
    }
}

public struct SnsEvent: Sendable {
    public struct Message: Sendable {
        public let json: Json
        public let id, topicArn, message, timestamp: Text
        public let subject: Text?
    }
    public let messages: [Message]

    public init(_ event: Json) throws(FunctionError) {
        messages = try records(event, "SNS") { record in
            guard let json = record["Sns"] else { return nil }
            return Message(
                json: json, id: text(json, "MessageId"), topicArn: text(json, "TopicArn"),
                message: text(json, "Message"), timestamp: text(json, "Timestamp"),
                subject: json["Subject"]?.text)
        }
    }
}

public struct S3Event: Sendable {
    public struct Record: Sendable {
        public let json: Json
        /// `ObjectCreated:Put`
        public let eventName, bucket: Text
        /// Decoded: S3 sends it as a URL has it.
        public let key: Text
        /// Missing for a removed object.
        public let size: Int64?
        public let etag, versionId: Text?
    }
    public let records: [Record]

    public init(_ event: Json) throws(FunctionError) {
        records = try Asml.records(event, "S3") { json in
            let object = json["s3"]?["object"]
            guard let key = object?["key"]?.text, let bucket = json["s3"]?["bucket"]?["name"]?.text
            else { return nil }
            return Record(
                json: json, eventName: text(json, "eventName"), bucket: bucket,
                key: key.urlDecoded, size: object?["size"]?.integer, etag: object?["eTag"]?.text,
                versionId: object?["versionId"]?.text)
        }
    }
}

/// An event of an EventBridge bus, or of a schedule.
public struct EventBridgeEvent: Sendable {
    public let json: Json
    public let id, source, detailType, time, region, account: Text
    public let detail: Json

    public init(_ event: Json) throws(FunctionError) {
        guard let source = event["source"]?.text, let detailType = event["detail-type"]?.text else {
            throw FunctionError("Function.InvalidEvent", "the event is none of EventBridge")
        }
        json = event
        self.source = source
        self.detailType = detailType
        id = text(event, "id")
        time = text(event, "time")
        region = text(event, "region")
        account = text(event, "account")
        detail = event["detail"] ?? .null
    }

    public var isSchedule: Bool { source == "aws.events" || source == "aws.scheduler" }
}

/// Changes of a DynamoDB table's stream.
public struct DynamoDbEvent: Sendable {
    public struct Record: Sendable {
        public let json: Json
        /// `INSERT`, `MODIFY` or `REMOVE`
        public let eventName: Text
        public let keys: Item
        /// Where the stream carries it.
        public let newImage, oldImage: Item?
        public let sequenceNumber, sourceArn: Text
    }
    public let records: [Record]

    public init(_ event: Json) throws(FunctionError) {
        records = try Asml.records(event, "a DynamoDB stream") { json in
            guard let data = json["dynamodb"] else { return nil }
            var items: [Item?] = []
            for name in ["Keys", "NewImage", "OldImage"] as [Text] {
                guard let image = data[name] else {
                    items.append(nil)
                    continue
                }
                guard let item = Item(image) else { return nil }
                items.append(item)
            }
            return Record(
                json: json, eventName: text(json, "eventName"), keys: items[0] ?? Item(),
                newImage: items[1], oldImage: items[2],
                sequenceNumber: text(data, "SequenceNumber"),
                sourceArn: text(json, "eventSourceARN"))
        }
    }
}

private func text(_ json: Json, _ name: Text) -> Text { json[name]?.text ?? "" }

private func records<Record>(_ event: Json, _ source: Text, _ read: (Json) -> Record?)
    throws(FunctionError) -> [Record]
{
    let wrong = FunctionError("Function.InvalidEvent", "the event is none of \(source)")
    guard case .array(let all)? = event["Records"] else { throw wrong }
    var records: [Record] = []
    for json in all {
        guard let record = read(json) else { throw wrong }
        records.append(record)
    }
    return records
}

extension Text {
    /// `+` is a space, `%XX` a byte: as S3 has keys, and forms their values.
    public var urlDecoded: Text {
        var decoded: [UInt8] = []
        var at = 0
        while at < utf8.count {
            if utf8[at] == 0x25, at + 2 < utf8.count, let high = hexDigit(utf8[at + 1]),
                let low = hexDigit(utf8[at + 2])
            {
                decoded.append(high << 4 | low)
                at += 2
            } else {
                decoded.append(utf8[at] == 0x2b ? 0x20 : utf8[at])
            }
            at += 1
        }
        return Text(decoded)
    }
}
