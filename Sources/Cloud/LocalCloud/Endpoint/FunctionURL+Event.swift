internal import Foundation

/// An HTTP request as a function URL, or API Gateway with payload 2.0, hands it to a function:
/// https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
package struct HTTPEvent: Encodable, Sendable {
    struct RequestContext: Encodable, Sendable {
        struct HTTP: Encodable, Sendable {
            var method, path, `protocol`, sourceIp, userAgent: String
        }
        var accountId = "anonymous"
        var apiId: String
        var authorizer: JSONValue?
        var domainName, domainPrefix: String
        var http: HTTP
        var requestId: String
        var routeKey = "$default"
        var stage = "$default"
        var time: String
        var timeEpoch: Int64
    }

    let version = "2.0"
    var routeKey = "$default"
    var rawPath, rawQueryString: String
    var cookies: [String]?
    var headers: [String: String]
    var queryStringParameters: [String: String]?
    var pathParameters: [String: String]?
    var requestContext: RequestContext
    var body: String?
    var isBase64Encoded: Bool

    /// - Parameter path: the request's, without what leads to the function.
    init(_ request: HTTPRequest, path: String, function: String, requestId: String, now: Date) {
        rawPath = path.isEmpty ? "/" : path
        rawQueryString = request.query
        (headers, cookies) = Self.split(request.headers)
        let host = headers["host"] ?? "localhost"
        headers["x-forwarded-for"] = request.peer
        headers["x-forwarded-proto"] = "http"
        headers["x-forwarded-port"] = String(
            host.split(separator: ":").last.flatMap { Int($0) } ?? 80)
        queryStringParameters = Self.parameters(request.query)
        requestContext = RequestContext(
            apiId: function, domainName: host,
            domainPrefix: String(host.prefix { $0 != "." && $0 != ":" }),
            http: .init(
                method: request.method, path: rawPath.removingPercentEncoding ?? rawPath,
                protocol: request.version, sourceIp: request.peer,
                userAgent: headers["user-agent"] ?? ""),
            requestId: requestId, time: Self.time(now),
            timeEpoch: Int64(now.timeIntervalSince1970 * 1000))
        isBase64Encoded = false
        guard !request.body.isEmpty else { return }
        if Self.isText(headers["content-type"]), headers["content-encoding"] == nil,
            let text = String(validating: request.body, as: UTF8.self)
        {
            body = text
        } else {
            body = Data(request.body).base64EncodedString()
            isBase64Encoded = true
        }
    }

    /// Names in lower case, several values joined by commas; cookies stand apart.
    private static func split(_ all: [(name: String, value: String)])
        -> ([String: String], [String]?)
    {
        var headers: [String: String] = [:]
        var cookies: [String] = []
        for (name, value) in all {
            let name = name.lowercased()
            if name == "cookie" {
                cookies += value.split(separator: ";").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
            } else if let before = headers[name] {
                headers[name] = "\(before),\(value)"
            } else {
                headers[name] = value
            }
        }
        return (headers, cookies.isEmpty ? nil : cookies)
    }

    /// Decoded, several values of one name joined by commas.
    static func parameters(_ query: String) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (name, value) in pairs(query) {
            parameters[name] = parameters[name].map { "\($0),\(value)" } ?? value
        }
        return parameters.isEmpty ? nil : parameters
    }

    static func pairs(_ query: String) -> [(name: String, value: String)] {
        query.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decoded(parts[0]), parts.count > 1 ? decoded(parts[1]) : "")
        }
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? String(spaced)
    }

    /// What AWS passes on as it is; all else is base64.
    private static func isText(_ contentType: String?) -> Bool {
        guard let type = contentType?.prefix(while: { $0 != ";" }).lowercased() else {
            return false
        }
        return type.hasPrefix("text/") || type.hasSuffix("+json") || type.hasSuffix("+xml")
            || ["application/json", "application/xml", "application/javascript"]
                .contains(type.trimmingCharacters(in: .whitespaces))
    }

    /// `26/Nov/2026:09:30:00 +0000`
    static func time(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "dd/MMM/yyyy:HH:mm:ss Z"
        return formatter.string(from: date)
    }

    func encoded() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map(Array.init) ?? []
    }
}
