/// An HTTP request: API Gateway's payloads 1.0 and 2.0, and function URLs.
public struct Request: Equatable, Sendable {
    /// For all that is not here.
    public let event: Json
    /// Of the payload: 1 or 2.
    public let version: Int
    public let method: Text
    /// As it came: percent signs and all.
    public let path: Text
    /// Decoded, where it came as base64.
    public let body: [UInt8]

    public init(event: Json) throws(FunctionError) {
        let http = event["requestContext"]?["http"]
        let method = http == nil ? event["httpMethod"] : http?["method"]
        let path = event[http == nil ? "path" : "rawPath"]
        guard let method = method?.text, let path = path?.text else {
            throw FunctionError("Function.InvalidEvent", "the event is no HTTP request")
        }
        self.event = event
        version = http == nil ? 1 : 2
        self.method = method
        self.path = path
        let text = event["body"]?.text ?? ""
        guard event["isBase64Encoded"]?.bool == true else {
            body = text.utf8
            return
        }
        guard let bytes = Base64.decode(text) else {
            throw FunctionError("Function.InvalidEvent", "the body is not base64")
        }
        body = bytes
    }

    /// By its name in any case.
    public func header(_ name: Text) -> Text? {
        event["headers"]?.members.first { $0.name.equalsIgnoringCase(name) }?.value.text
    }

    /// Decoded. Of several of one name: the last one in payload 1.0, all of them between commas in
    /// 2.0.
    public func query(_ name: Text) -> Text? { event["queryStringParameters"]?[name]?.text }

    /// What stands for `{name}` in the route's path.
    public func parameter(_ name: Text) -> Text? { event["pathParameters"]?[name]?.text }

    public func cookie(_ name: Text) -> Text? {
        var lists = (event["cookies"]?.elements ?? []).compactMap { $0.text }
        if let header = header("cookie") { lists.append(header) }
        for list in lists {
            for pair in list.split(0x3b).map({ $0.trimmed }) {
                guard let equals = pair.utf8.firstIndex(of: 0x3d) else { continue }
                if Text(pair.utf8[..<equals]) == name { return Text(pair.utf8[(equals + 1)...]) }
            }
        }
        return nil
    }
}
