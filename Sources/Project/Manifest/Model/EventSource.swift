/// What sends a function events: `events = [{ sqs = "arn:…", batch_size = 10 }]`.
package struct EventSource: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case sqs(SQS)
        case sns(SNS)
        case s3(S3)
        case dynamodb(Stream)
        case kinesis(Stream)
        case eventbridge(EventBridge)
    }

    package var kind: Kind
    package var origins = Origins()

    package init(_ kind: Kind) { self.kind = kind }

    /// `{ sqs = arn, batch_size, batching_window_seconds, maximum_concurrency, filters,
    /// report_failures }`
    package struct SQS: Equatable, Sendable {
        package var arn: String
        package var batchSize: Int?
        package var batchingWindowSeconds: Int?
        package var maximumConcurrency: Int?
        /// JSON patterns.
        package var filters: [String] = []
        package var reportsFailures = true

        package init(arn: String) { self.arn = arn }
    }

    /// `{ sns = arn, filter_policy }`
    package struct SNS: Equatable, Sendable {
        package var arn: String
        /// JSON.
        package var filterPolicy: String?

        package init(arn: String) { self.arn = arn }
    }

    /// `{ s3 = bucket name or its ARN, events, prefix, suffix }`
    package struct S3: Equatable, Sendable {
        package var bucket: String
        package var events = ["s3:ObjectCreated:*"]
        package var prefix: String?
        package var suffix: String?

        package init(bucket: String) { self.bucket = bucket }
    }

    /// `{ dynamodb = arn, batch_size, starting_position, … }`, the same of `kinesis`
    package struct Stream: Equatable, Sendable {
        package enum Position: String, CaseIterable, Sendable {
            case trimHorizon = "TRIM_HORIZON"
            case latest = "LATEST"
        }

        package var arn: String
        package var startingPosition = Position.latest
        package var batchSize: Int?
        package var batchingWindowSeconds: Int?
        package var parallelizationFactor: Int?
        package var maximumRetries: Int?
        package var filters: [String] = []
        package var reportsFailures = true

        package init(arn: String) { self.arn = arn }
    }

    /// `{ eventbridge = bus name or ARN, pattern }`
    package struct EventBridge: Equatable, Sendable {
        package var bus: String
        /// JSON.
        package var pattern: String

        package init(bus: String, pattern: String) {
            self.bus = bus
            self.pattern = pattern
        }
    }
}
