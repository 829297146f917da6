import Manifest
import Terraform

extension Sample {
    /// Everything that invokes functions beside HTTP APIs.
    static let events: Sample = {
        let orders = Function("on-order") {
            $0.events = [
                .queue, EventSource(.sns(.filtered)), EventSource(.dynamodb(.table)),
                EventSource(.kinesis(.consumer)), .bus("default", #"{"source": ["aws.ec2"]}"#),
                .bus(
                    "default",
                    #"{"detail": {"price": [{"numeric": [">", 9.5]}], "new": [true, null]}}"#),
                .bus("arn:aws:events:eu-central-1:123456789012:event-bus/shop", #"{"id": [1]}"#),
            ]
        }
        let uploads = Function("on-upload") {
            $0.events = [
                .bucket("shop.uploads", suffix: ".jpg"), .bucket("shop.uploads", suffix: ".png"),
                .bucket("arn:aws:s3:::archive"),
            ]
        }
        let audit = Function("audit") { $0.events = [.bucket("shop.uploads", suffix: ".csv")] }
        let nightly = Function("nightly") {
            var schedule = Schedule(expression: "cron(0 3 * * ? *)")
            schedule.timezone = "Europe/Berlin"
            schedule.input = #"{"full": true, "tables": ["a", "b"], "depth": 2}"#
            $0.schedule = schedule
        }
        let often = Function("often") { $0.schedule = Schedule(expression: "rate(5 minutes)") }
        let open = Function("open") {
            $0.url = FunctionURL()
            $0.url?.streaming = true
            $0.url?.cors = .sample
        }
        let closed = Function("closed") {
            $0.url = FunctionURL()
            $0.url?.auth = .iam
        }
        return Sample(
            "events",
            [
                Service("shop", [orders, uploads, nightly, often, open, closed]),
                Service("books", [audit]),
            ])
    }()
}

extension EventSource {
    static let queue: EventSource = {
        var queue = SQS(arn: "arn:aws:sqs:eu-central-1:123456789012:orders.fifo")
        queue.batchSize = 10
        queue.batchingWindowSeconds = 0
        queue.maximumConcurrency = 5
        queue.filters = [#"{"body": {"kind": ["order", {"prefix": "re"}]}}"#]
        return EventSource(.sqs(queue))
    }()

    static func bus(_ bus: String, _ pattern: String) -> EventSource {
        EventSource(.eventbridge(EventBridge(bus: bus, pattern: pattern)))
    }

    static func bucket(_ name: String, suffix: String? = nil) -> EventSource {
        var source = S3(bucket: name)
        source.suffix = suffix
        if suffix == ".csv" {
            source.prefix = "in/"
            source.events = ["s3:ObjectCreated:Put", "s3:ObjectRemoved:*"]
        }
        return EventSource(.s3(source))
    }
}

extension EventSource.SNS {
    static let filtered: EventSource.SNS = {
        var topic = EventSource.SNS(arn: "arn:aws:sns:eu-central-1:123456789012:news")
        topic.filterPolicy = #"{"kind": ["order"]}"#
        return topic
    }()
}

extension EventSource.Stream {
    static let table: EventSource.Stream = {
        var stream = EventSource.Stream(
            arn: "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders/stream/"
                + "2026-01-01T00:00:00.000")
        stream.startingPosition = .trimHorizon
        stream.batchSize = 100
        stream.batchingWindowSeconds = 1
        stream.parallelizationFactor = 2
        stream.maximumRetries = 3
        stream.filters = [#"{"eventName": ["INSERT"]}"#, #"{"eventName": ["REMOVE"]}"#]
        return stream
    }()

    static let consumer: EventSource.Stream = {
        var stream = EventSource.Stream(
            arn: "arn:aws:kinesis:eu-central-1:123456789012:stream/clicks/consumer/us:1700000000")
        stream.reportsFailures = false
        return stream
    }()
}
