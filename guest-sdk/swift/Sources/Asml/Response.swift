/// An HTTP response, as API Gateway and function URLs take it.
public struct Response: Equatable, Sendable {
    public struct Header: Equatable, Sendable {
        public var name: Text
        public var value: Text
    }

    public var status: Int
    public private(set) var headers: [Header] = []
    /// As `Set-Cookie` has them: `name=value; Path=/; HttpOnly`.
    public var cookies: [Text] = []
    public var body: [UInt8]
    /// Bytes of any kind: they go out as base64.
    public var isBinary: Bool

    public init(
        status: Int = 200, contentType: Text? = nil, body: [UInt8] = [], isBinary: Bool = false
    ) {
        self.status = status
        self.body = body
        self.isBinary = isBinary
        if let contentType { headers.append(Header(name: "content-type", value: contentType)) }
    }

    public static func html(_ body: Text, status: Int = 200) -> Response {
        Response(status: status, contentType: "text/html; charset=utf-8", body: body.utf8)
    }
    public static func text(_ body: Text, status: Int = 200) -> Response {
        Response(status: status, contentType: "text/plain; charset=utf-8", body: body.utf8)
    }
    public static func json(_ value: Json, status: Int = 200) -> Response {
        Response(status: status, contentType: "application/json", body: value.printed.utf8)
    }
    public static func binary(_ body: [UInt8], contentType: Text) -> Response {
        Response(contentType: contentType, body: body, isBinary: true)
    }
    /// A body that gzip has compressed already.
    public static func gzip(_ body: [UInt8], contentType: Text) -> Response {
        binary(body, contentType: contentType).header("content-encoding", "gzip")
    }
    public static func redirect(_ location: Text) -> Response {
        Response(status: 302).header("location", location)
    }

    /// AssemblyLift's `http_ok!`, `http_error!` (status 520) and `http_not_found!`.
    public static func httpOk(_ value: Json) -> Response { json(value) }
    public static func httpError(_ message: Text) -> Response {
        problem(520, "Function Error", message)
    }
    public static func httpNotFound(_ name: Text) -> Response {
        problem(404, "Missing Resource", "missing resource \"\(name)\"")
    }

    private static func problem(_ status: Int, _ description: Text, _ message: Text) -> Response {
        json(
            .object([
                Json.Member("code", .integer(status)),
                Json.Member("desc", .string(description)),
                Json.Member("message", .string(message)),
            ]), status: status)
    }

    /// With one more header; one of the same name is replaced.
    public func header(_ name: Text, _ value: Text) -> Response {
        var changed = self
        changed.headers.removeAll { $0.name.equalsIgnoringCase(name) }
        changed.headers.append(Header(name: name, value: value))
        return changed
    }

    /// With one more cookie.
    public func cookie(_ cookie: Text) -> Response {
        var changed = self
        changed.cookies.append(cookie)
        return changed
    }

    /// Status, headers and cookies, in the places that the payload's version has for them.
    func head(version: Int) -> [Json.Member] {
        var members = [
            Json.Member("statusCode", .integer(status)),
            Json.Member(
                "headers", .object(headers.map { Json.Member($0.name, .string($0.value)) })),
        ]
        if !cookies.isEmpty {
            let list = Json.array(cookies.map { .string($0) })
            members.append(
                version == 1
                    ? Json.Member("multiValueHeaders", .object([Json.Member("Set-Cookie", list)]))
                    : Json.Member("cookies", list))
        }
        return members
    }

    /// As the payload's version has it.
    public func printed(version: Int) -> Text {
        Json.object(
            head(version: version) + [
                Json.Member("body", .string(isBinary ? Base64.encode(body) : Text(body))),
                Json.Member("isBase64Encoded", .bool(isBinary)),
            ]
        ).printed
    }
}

/// A response that is sent piece by piece.
public struct ResponseStream: ~Copyable {
    /// Nil when a response was given already.
    public init?(contentType: Text) {
        guard Host.startResponse(contentType) else { return nil }
    }

    /// With an HTTP status, headers and cookies; what body there is is the beginning of the stream's.
    public init?(_ head: Response) {
        self.init(contentType: "application/vnd.awslambda.http-integration-response")
        let prelude = Json.object(head.head(version: 2)).printed.utf8
        _ = write(prelude + [UInt8](repeating: 0, count: 8) + head.body)
    }

    /// False when whoever reads it is gone.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool { Host.writeResponse(bytes) }
    @discardableResult
    public func write(_ text: Text) -> Bool { Host.writeResponse(text.utf8) }

    /// False when it did not arrive whole.
    @discardableResult
    public consuming func end() -> Bool { Host.endResponse() }
}
