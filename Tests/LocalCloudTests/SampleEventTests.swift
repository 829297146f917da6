import Foundation
import LocalCloud
import Manifest
import Testing

/// Sample events as a function's own triggers send them.
struct SampleEventTests {
    private func event(_ sample: SampleEvent, _ change: (inout Function) -> Void) throws
        -> JSONValue
    {
        var application = Application(root: "/nowhere", name: "app")
        application.aws.region = "eu-west-1"
        let service = Service(name: "shop", folder: "/nowhere")
        var function = Function(name: "bill", folder: "/nowhere")
        change(&function)
        let bytes = sample.bytes(for: function, of: service, in: application)
        return try #require(JSONValue(parsing: bytes))
    }

    @Test(arguments: SampleEvent.allCases) func withoutATriggerTheyAreAsTheyAre(
        _ sample: SampleEvent
    ) throws {
        #expect(try event(sample) { _ in } == JSONValue(parsing: sample.bytes))
    }

    @Test func schedules() throws {
        let tick = try event(.schedule) { $0.schedule = Schedule(expression: "rate(1 hour)") }
        let arn = "arn:aws:scheduler:eu-west-1:123456789012:schedule/default/asml-app-shop-bill"
        #expect(tick["resources"]?.list?.first?.text == arn)
        #expect(tick["source"] == "aws.scheduler")
        #expect(tick["detail"] == "{}")
        #expect(tick["detail-type"] == "Scheduled Event")
        let input = try event(.schedule) { function in
            function.schedule = Schedule(expression: "rate(1 hour)")
            function.schedule?.input = #"{"report":"daily"}"#
        }
        #expect(input == ["report": "daily"])
    }

    @Test func queuesAndStreams() throws {
        let queue = "arn:aws:sqs:eu-west-1:210987654321:bills"
        let batch = try event(.sqs) { $0.events = [EventSource(.sqs(.init(arn: queue)))] }
        #expect(batch["Records"]?.list?.map { $0["eventSourceARN"]?.text } == [queue, queue])
        #expect(batch["Records"]?.list?.first?["awsRegion"] == "eu-west-1")
        let single = try event(.sqs) { function in
            var source = EventSource.SQS(arn: queue)
            source.batchSize = 1
            function.events = [EventSource(.sqs(source))]
        }
        #expect(single["Records"]?.list?.count == 1)
        #expect(single["Records"]?.list?.first?["eventSourceARN"]?.text == queue)

        let table = "arn:aws:dynamodb:eu-west-1:210987654321:table/t/stream/2026-11-01T00:00:00.000"
        let stream = "arn:aws:kinesis:eu-west-1:210987654321:stream/s"
        let both = { (function: inout Function) in
            function.events = [
                EventSource(.dynamodb(.init(arn: table))),
                EventSource(.kinesis(.init(arn: stream))),
            ]
        }
        for (sample, arn) in [(SampleEvent.dynamodb, table), (.kinesis, stream)] {
            let record = try event(sample, both)["Records"]?.list?.first
            #expect(record?["eventSourceARN"]?.text == arn)
        }
    }

    @Test func topicsBucketsAndRules() throws {
        let topic = "arn:aws:sns:eu-west-1:210987654321:news"
        let message = try event(.sns) { $0.events = [EventSource(.sns(.init(arn: topic)))] }
        let record = message["Records"]?.list?.first
        #expect(record?["Sns"]?["TopicArn"]?.text == topic)
        #expect(record?["EventSubscriptionArn"]?.text?.hasPrefix("\(topic):") == true)

        for bucket in ["photos", "arn:aws:s3:::photos"] {
            let upload = try event(.s3) { function in
                var source = EventSource.S3(bucket: bucket)
                source.events = ["s3:ObjectCreated:Copy"]
                (source.prefix, source.suffix) = ("in/", ".png")
                function.events = [EventSource(.s3(source))]
            }
            let record = upload["Records"]?.list?.first
            #expect(record?["s3"]?["bucket"]?["name"] == "photos")
            #expect(record?["s3"]?["bucket"]?["arn"] == "arn:aws:s3:::photos")
            #expect(record?["s3"]?["object"]?["key"] == "in/example.png")
            #expect(record?["eventName"] == "ObjectCreated:Copy")
        }
        let matched = try event(.eventbridge) { function in
            let pattern = #"{"source":["com.example.bills"],"detail-type":[{"prefix":"x"}]}"#
            let rule = EventSource.EventBridge(bus: "default", pattern: pattern)
            function.events = [EventSource(.eventbridge(rule))]
        }
        #expect(matched["source"] == "com.example.bills")
        #expect(matched["detail-type"] == "Order Placed")
    }
}
