import Asml
import Foundation
import Testing

/// A sample event; `ASML_SAMPLE_EVENTS` names their folder.
func sample(_ name: String) throws -> Json {
    let folder =
        ProcessInfo.processInfo.environment["ASML_SAMPLE_EVENTS"]
        ?? "../../Sources/Cloud/LocalCloud/SampleEvents"
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name).json"))
    return try Json(parsing: Array(data))
}

@Suite struct EventTests {
    @Test func requestsOfEveryPayload() throws {
        let old = try Request(event: sample("api-gateway-v1"))
        #expect(old.version == 1)
        #expect(old.method == "POST")
        #expect(old.path == "/orders/42")
        #expect(old.body == Array(#"{"quantity":3}"#.utf8))
        #expect(old.header("CONTENT-TYPE") == "application/json")
        #expect(old.cookie("theme") == "dark")
        #expect(old.parameter("id") == "42")
        #expect(old.query("tag") == "b")
        let new = try Request(event: sample("api-gateway-v2"))
        #expect(new.version == 2)
        #expect(new.body == Array(#"{"quantity":3}"#.utf8))
        #expect(new.cookie("session") == "abc123")
        #expect(new.query("tag") == "a,b")
        let url = try Request(event: sample("function-url"))
        #expect(url.path == "/hello")
        #expect(url.query("name") == "Ada")
        #expect(url.body.isEmpty && url.cookie("session") == nil)
    }

    @Test func whatIsNoRequest() throws {
        let queue = try sample("sqs")
        #expect(throws: FunctionError.self) { try Request(event: queue) }
        let broken = try Json(
            parsing: #"{"httpMethod":"GET","path":"/","body":"?","isBase64Encoded":true}"#)
        #expect(throws: FunctionError("Function.InvalidEvent", "the body is not base64")) {
            try Request(event: broken)
        }
    }

    @Test func queuesAndTopics() throws {
        let queue = try SqsEvent(sample("sqs"))
        #expect(queue.messages.map(\.body) == [#"{"order":42}"#, "plain text"])
        #expect(
            SqsEvent.failures(["a"]).printed == #"{"batchItemFailures":[{"itemIdentifier":"a"}]}"#)
        let topic = try SnsEvent(sample("sns"))
        #expect(topic.messages[0].message == "disk almost full")
        #expect(topic.messages[0].subject == "warning")
        let queued = try sample("sqs")
        #expect(throws: FunctionError.self) { try SnsEvent(queued) }
        #expect(throws: FunctionError.self) { try SqsEvent([:]) }
    }

    @Test func buckets() throws {
        let record = try S3Event(sample("s3")).records[0]
        #expect(record.bucket == "example-uploads")
        #expect(record.key == "holiday photos/café.jpg")
        #expect(record.size == 1_048_576)
    }

    @Test func tables() throws {
        let record = try DynamoDbEvent(sample("dynamodb")).records[0]
        #expect(record.keys["id"] == .s("42"))
        #expect(record.newImage?["total"] == .n("19.90"))
        #expect(record.newImage?["paid"] == .bool(true))
        #expect(record.newImage?["note"] == .null)
        #expect(record.newImage?["blob"] == .b([0, 1, 2, 255]))
        #expect(record.newImage?["tags"] == .ss(["new", "vip"]))
        guard case .l(let lines)? = record.newImage?["lines"], case .m(let line)? = lines.first
        else {
            Issue.record("no lines")
            return
        }
        #expect(line["count"] == .n("3"))
        let wrong = try Json(parsing: #"{"Records":[{"dynamodb":{"Keys":{"a":{"X":1}}}}]}"#)
        #expect(throws: FunctionError.self) { try DynamoDbEvent(wrong) }
    }

    @Test func busesAndSchedules() throws {
        let event = try EventBridgeEvent(sample("eventbridge"))
        #expect(event.detailType == "Order Placed")
        #expect(event.detail["orderId"]?.text == "42")
        #expect(!event.isSchedule)
        #expect(try EventBridgeEvent(sample("schedule")).isSchedule)
        let other = try sample("s3")
        #expect(throws: FunctionError.self) { try EventBridgeEvent(other) }
    }
}
