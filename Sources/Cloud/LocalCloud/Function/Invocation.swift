/// The one event a local bootstrap is given, with what Lambda says about it in headers.
package struct Invocation: Equatable, Sendable {
    var requestId: String
    var event: [UInt8]
    var functionARN: String
    var traceId: String
    var timeout: Duration
    /// JSON documents of the caller's.
    package var clientContext: String?
    package var cognitoIdentity: String?
    package var tenantId: String?

    package init(
        requestId: String, event: [UInt8], functionARN: String, traceId: String, timeout: Duration
    ) {
        self.requestId = requestId
        self.event = event
        self.functionARN = functionARN
        self.traceId = traceId
        self.timeout = timeout
    }

    /// With an id of its own, and a trace of its own unless there is one.
    package init(event: [UInt8], _ settings: FunctionSettings, traceId: String? = nil) {
        self.init(
            requestId: Identifier.requestId(), event: event, functionARN: settings.arn,
            traceId: traceId
                ?? Identifier.trace(atUnixMilliseconds: Platform.unixMilliseconds()),
            timeout: settings.timeout)
    }

    /// The answer to `next`; the deadline counts from the delivery, as the timeout does.
    func delivered(atUnixMilliseconds now: Int64) -> RuntimeAPIReply.Response {
        let (seconds, attoseconds) = timeout.components
        let deadline = now + seconds * 1000 + attoseconds / 1_000_000_000_000_000
        let fields = [
            ("Aws-Request-Id", requestId), ("Deadline-Ms", String(deadline)),
            ("Invoked-Function-Arn", functionARN), ("Trace-Id", traceId),
            ("Client-Context", clientContext), ("Cognito-Identity", cognitoIdentity),
            ("Aws-Tenant-Id", tenantId),
        ]
        let headers = fields.compactMap { name, value in
            value.map { RuntimeAPIReply.Header(name: "Lambda-Runtime-\(name)", value: $0) }
        }
        return RuntimeAPIReply.Response(status: 200, headers: headers, body: event)
    }
}

/// Identifiers in the shapes that AWS gives them.
package enum Identifier {
    /// A random UUID (RFC 9562, version 4), as request ids are.
    package static func requestId() -> String {
        var digits = Array(hex(32))
        digits[12] = "4"
        digits[16] = ["8", "9", "a", "b"][Int.random(in: 0..<4)]
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        return groups.joined(separator: "-")
    }

    /// An X-Ray trace header that says "not sampled": nothing on a laptop collects traces.
    static func trace(atUnixMilliseconds now: Int64) -> String {
        let seconds = String(now / 1000, radix: 16)
        return "Root=1-\(seconds)-\(hex(24));Parent=\(hex(16));Sampled=0"
    }

    static func hex(_ count: Int) -> String {
        String((0..<count).compactMap { _ in "0123456789abcdef".randomElement() })
    }
}
