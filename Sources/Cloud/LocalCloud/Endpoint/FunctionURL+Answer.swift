internal import Foundation

/// What a function answered, as the HTTP response that a function URL makes of it:
/// https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
extension HTTPResponse {
    package static let badGateway = HTTPResponse(
        502, [("Content-Type", "application/json")],
        body: Array("{\"Message\":\"Internal Server Error\"}".utf8))

    /// A JSON object with a `statusCode` says how it wants to be answered; any other JSON document
    /// is the body itself.
    ///
    /// - Parameter isURL: of a function URL; else of an HTTP API, which differs in what it says of
    ///   answers that are none, and of those that do not say what they are.
    package init(functionAnswer body: [UInt8], isURL: Bool = true) {
        let value = try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed)
        guard let value else {
            self = isURL ? .badGateway : .internalError
            return
        }
        guard var object = value as? [String: Any], object["statusCode"] != nil else {
            self.init(200, [("Content-Type", "application/json")], body: Self.text(value, body))
            return
        }
        if !isURL { object["multiValueHeaders"] = nil }
        guard let head = HTTPAnswerHead(object), let content = Self.content(object) else {
            self = isURL ? .badGateway : .internalError
            return
        }
        self.init(head.status, head.headers, body: content)
        guard isURL else {
            addDefaultContentType()
            return
        }
        if header("content-type") == nil {
            headers.append(("Content-Type", "application/json"))
        }
    }

    /// A string stands for itself.
    private static func text(_ value: Any, _ body: [UInt8]) -> [UInt8] {
        (value as? String).map { Array($0.utf8) } ?? body
    }

    static func content(_ object: [String: Any]) -> [UInt8]? {
        switch object["body"] {
        case nil, is NSNull: return []
        case let text as String:
            guard object["isBase64Encoded"] as? Bool == true else { return Array(text.utf8) }
            return Data(base64Encoded: text).map(Array.init)
        default: return nil
        }
    }

    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }
}

/// Status and headers: of an answer's object, or of the prelude of a streamed one.
package struct HTTPAnswerHead: Sendable {
    package var status = 200
    package var headers: [(name: String, value: String)] = []

    /// - Returns: nil for what AWS would answer with 502.
    package init?(_ object: [String: Any]) {
        if let code = object["statusCode"] {
            guard let status = Self.integer(code), (200...599).contains(status) else { return nil }
            self.status = status
        }
        for key in ["headers", "multiValueHeaders"] {
            guard let fields = object[key], !(fields is NSNull) else { continue }
            guard let fields = fields as? [String: Any] else { return nil }
            for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
                for one in value as? [Any] ?? [value] { add(name, one) }
            }
        }
        for cookie in object["cookies"] as? [String] ?? [] { add("Set-Cookie", cookie) }
    }

    /// The framing is ours; what is no header is left out.
    private mutating func add(_ name: String, _ value: Any) {
        guard let text = Self.text(value), HTTPResponseWriter.isHeader(name, text) else { return }
        let ours = ["content-length", "transfer-encoding", "connection", "keep-alive", "upgrade"]
        if !ours.contains(name.lowercased()) { headers.append((name, text)) }
    }

    private static func integer(_ value: Any) -> Int? {
        (value as? Int) ?? (value as? String).flatMap(Int.init)
    }

    static func text(_ value: Any) -> String? {
        switch value {
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }
}

/// Finds the end of a streamed response's prelude: a JSON object, then eight zeros.
package struct Prelude: Sendable {
    package static let contentType = "application/vnd.awslambda.http-integration-response"
    /// API Gateway's limit.
    private static let limit = 16 * 1024
    private var bytes: [UInt8] = []

    package enum Step {
        case more
        case done(HTTPAnswerHead, rest: [UInt8])
        case malformed
    }

    package init() {}

    package mutating func feed(_ more: [UInt8]) -> Step {
        let from = max(0, bytes.count - 7)
        bytes += more
        guard let end = Self.zeros(bytes, from: from) else {
            return bytes.count > Self.limit ? .malformed : .more
        }
        guard end <= Self.limit,
            let object = try? JSONSerialization.jsonObject(with: Data(bytes[..<end])),
            let fields = object as? [String: Any], let head = HTTPAnswerHead(fields)
        else { return .malformed }
        return .done(head, rest: Array(bytes[(end + 8)...]))
    }

    private static func zeros(_ bytes: [UInt8], from start: Int) -> Int? {
        var run = 0
        for index in start..<bytes.count {
            run = bytes[index] == 0 ? run + 1 : 0
            if run == 8 { return index - 7 }
        }
        return nil
    }
}
