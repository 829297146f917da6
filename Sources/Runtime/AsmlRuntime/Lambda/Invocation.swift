import CRuntimeABI

/// What `next` handed out: the event, and what Lambda says about it in the head of its answer:
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
package struct Invocation: ~Copyable {
    /// Lines of the head, as `HTTPFields` reads them.
    package var head = ByteBuffer()
    package var event = ByteBuffer()

    package init() {}

    private var fields: HTTPFields { HTTPFields(head.bytes) }

    /// Empty before the first invocation.
    package var requestID: Bytes { fields["lambda-runtime-aws-request-id"] ?? Bytes("") }
    package var traceID: Bytes? { fields["lambda-runtime-trace-id"] }

    /// Whether the id can stand in a path as it is.
    package var hasUsableID: Bool {
        let id = requestID
        for byte in id where byte <= 0x20 || byte > 0x7e || byte == UInt8(ascii: "/") {
            return false
        }
        return id.count > 0
    }

    /// Milliseconds of Unix time. An emulator may send a duration, or nonsense: that is no deadline.
    package var deadline: UInt64? {
        let earliest: UInt64 = 1_500_000_000_000
        return fields["lambda-runtime-deadline-ms"]?.decimal.flatMap { $0 < earliest ? nil : $0 }
    }

    package func remainingMilliseconds(at now: UInt64) -> Int64 {
        guard let deadline else { return -1 }
        return deadline > now ? Int64(clamping: deadline - now) : 0
    }

    /// The values that `context_get` knows.
    package func context(_ key: Bytes) -> Bytes? {
        let names = Self.contextFields
        for index in names.indices where key.equals(Bytes(names[index].0)) {
            return fields[names[index].1]
        }
        return nil
    }

    private static var contextFields: InlineArray<7, (StaticString, StaticString)> {
        [
            ("request-id", "lambda-runtime-aws-request-id"),
            ("trace-id", "lambda-runtime-trace-id"),
            ("function-arn", "lambda-runtime-invoked-function-arn"),
            ("client-context", "lambda-runtime-client-context"),
            ("cognito-identity", "lambda-runtime-cognito-identity"),
            ("tenant-id", "lambda-runtime-aws-tenant-id"),
            ("deadline-ms", "lambda-runtime-deadline-ms"),
        ]
    }
}
