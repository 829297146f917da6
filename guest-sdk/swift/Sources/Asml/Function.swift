/// Why an invocation failed, as Lambda reports it.
public struct FunctionError: Error, Equatable, Sendable {
    /// `Function.Something`
    public var type: Text
    public var message: Text

    public init(_ type: Text, _ message: Text) {
        self.type = type
        self.message = message
    }

    public init(_ error: JsonError) { self.init("Function.InvalidEvent", error.message) }
}

/// The function's side of an invocation.
public enum Function {
    /// The event as it came: any bytes, of any length.
    public static var event: [UInt8] { Host.event }
    public static var eventLength: Int { Host.eventLength }

    /// A part of the event, straight to its place; how many bytes, 0 past the end.
    public static func readEvent(from offset: Int, into out: UnsafeMutableRawBufferPointer) -> Int {
        Host.event(from: offset, into: out)
    }

    /// Answers; only the first answer counts.
    public static func respond(_ body: [UInt8]) { Host.success(body) }
    public static func respond(_ body: Text) { Host.success(body.utf8) }
    public static func respond(_ json: Json) { Host.success(json.printed.utf8) }
    public static func fail(_ error: FunctionError) { Host.failure(error.type, error.message) }

    public enum Level: Int32, Sendable { case trace, debug, info, warn, error, fatal }

    public static func log(_ text: Text, _ level: Level = .info) { Host.log(level.rawValue, text) }

    /// Milliseconds of Unix time.
    public static var clock: Int64 { Host.clock }
}

/// What Lambda says about the invocation under way; nil where it did not say.
public enum Context {
    public static var requestId: Text { Host.context("request-id") ?? "" }
    public static var traceId: Text? { Host.context("trace-id") }
    public static var functionArn: Text? { Host.context("function-arn") }
    /// JSON.
    public static var clientContext: Text? { Host.context("client-context") }
    /// JSON.
    public static var cognitoIdentity: Text? { Host.context("cognito-identity") }
    public static var tenantId: Text? { Host.context("tenant-id") }
    /// Milliseconds of Unix time.
    public static var deadline: Int64? { Host.context("deadline-ms").flatMap { $0.integer } }
    /// Milliseconds to the deadline.
    public static var remaining: Int64? { Host.remaining < 0 ? nil : Host.remaining }
}

/// A handler: what the exported function returns.
///
///     @c(handler) public func handler() -> Int32 {
///         handle { (request: Request) throws(FunctionError) in Response.html("<h1>Hello</h1>") }
///     }
extension Function {
    /// Decodes the event as JSON, and answers with what the body returns.
    public static func handleJson(_ body: (Json) throws(FunctionError) -> Json) -> Int32 {
        handle { (event) throws(FunctionError) -> [UInt8]? in
            try body(try json(event)).printed.utf8
        }
    }

    /// An HTTP request of API Gateway or a function URL.
    public static func handleRequest(
        _ body: (Request) throws(FunctionError) -> Response
    ) -> Int32 {
        handle { (event) throws(FunctionError) -> [UInt8]? in
            let request = try Request(event: try json(event))
            return try body(request).printed(version: request.version).utf8
        }
    }

    /// The same for one that may answer by itself: with a stream.
    public static func handleRequest(
        _ body: (Request) throws(FunctionError) -> Response?
    ) -> Int32 {
        handle { (event) throws(FunctionError) -> [UInt8]? in
            let request = try Request(event: try json(event))
            return try body(request)?.printed(version: request.version).utf8
        }
    }

    /// The event's bytes; nil: the body has answered.
    public static func handle(_ body: ([UInt8]) throws(FunctionError) -> [UInt8]?) -> Int32 {
        do {
            if let answer = try body(event) { respond(answer) }
        } catch {
            log("\(error.type): \(error.message)", .error)
            fail(error)
        }
        return 0
    }

    static func json(_ event: [UInt8]) throws(FunctionError) -> Json {
        do {
            return try Json(parsing: event)
        } catch {
            throw FunctionError(error)
        }
    }
}
