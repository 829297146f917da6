internal import Foundation
package import Manifest

/// What API Gateway says itself: HTTP APIs know a message and nothing else.
extension HTTPResponse {
    static func gateway(_ status: Int, _ message: String) -> HTTPResponse {
        HTTPResponse(
            status, [("Content-Type", "application/json")],
            body: Array("{\"message\":\(JSONText.quoted(message))}".utf8))
    }

    static let badRequest = gateway(400, "Bad Request")
    static let unauthorized = gateway(401, "Unauthorized")
    static let forbidden = gateway(403, "Forbidden")
    static let notFound = gateway(404, "Not Found")
    static let entityTooLarge = gateway(413, "Request Entity Too Large")
    static let headersTooLarge = gateway(431, "Request Header Fields Too Large")
    static let internalError = gateway(500, "Internal Server Error")
    static let unavailable = gateway(503, "Service Unavailable")
}

extension HTTPResponse {
    /// What a function answered, as an HTTP API takes it: payload 1.0 has to say a status, payload
    /// 2.0 may be any JSON, which then is the body.
    package init(gatewayAnswer body: [UInt8], _ format: PayloadFormat) {
        switch format {
        case .v1: self = Self.version1(body)
        case .v2: self = HTTPResponse(functionAnswer: body, isURL: false)
        }
    }

    private static func version1(_ body: [UInt8]) -> HTTPResponse {
        guard
            var object = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any],
            object["statusCode"] != nil
        else { return internalError }
        object["cookies"] = nil
        object["headers"] = remaining(object)
        guard let head = HTTPAnswerHead(object), let content = content(object) else {
            return internalError
        }
        var answer = HTTPResponse(head.status, head.headers, body: content)
        answer.addDefaultContentType()
        return answer
    }

    /// Where a header stands in both fields with one value, only `multiValueHeaders` counts.
    private static func remaining(_ object: [String: Any]) -> Any? {
        guard let single = object["headers"] as? [String: Any],
            let multiple = object["multiValueHeaders"] as? [String: Any]
        else { return object["headers"] }
        return single.filter { name, value in
            guard let text = HTTPAnswerHead.text(value) else { return true }
            let others = multiple.filter { $0.key.lowercased() == name.lowercased() }
            return !others.values.contains { value in
                (value as? [Any] ?? []).contains { HTTPAnswerHead.text($0) == text }
            }
        }
    }

    /// Of an answer that says its status and not what it is.
    mutating func addDefaultContentType() {
        if header("content-type") == nil {
            headers.append(("Content-Type", "text/plain; charset=utf-8"))
        }
    }
}
