/// The text that is signed: a request with everything that proxies may change taken out.
struct CanonicalRequest {
    let signedHeaders: String
    let text: String

    /// What something on the way may change, or what is set after signing.
    private static let unsigned: Set = [
        "authorization", "connection", "content-length", "expect", "transfer-encoding",
        "user-agent", "x-amzn-trace-id",
    ]

    /// - Parameter rawPath: S3's rule: the path is signed as it is sent. Others sign it with the
    ///   dots resolved and its percent signs encoded once more.
    init(_ request: AWSRequest, payloadHash: String, rawPath: Bool) {
        var headers: [String: [String]] = ["host": [request.endpoint.authority]]
        for header in request.headers {
            let name = header.name.lowercased()
            guard name != "host", !Self.unsigned.contains(name) else { continue }
            headers[name, default: []].append(Self.collapsed(header.value))
        }
        let names = headers.keys.sorted()
        signedHeaders = names.joined(separator: ";")
        let lines = names.map { "\($0):\((headers[$0] ?? []).joined(separator: ","))\n" }
        let path = request.fullPath
        text = [
            request.method,
            rawPath ? path : URIText.encodePath(Self.normalized(path)),
            Self.query(request.query),
            lines.joined(),
            signedHeaders,
            payloadHash,
        ].joined(separator: "\n")
    }

    private static func query(_ fields: [AWSRequest.Field]) -> String {
        typealias Pair = (name: String, value: String)
        let pairs: [Pair] = fields.map { (URIText.encode($0.name), URIText.encode($0.value)) }
        let sorted = pairs.sorted { (one: Pair, other: Pair) -> Bool in
            one.name == other.name ? one.value < other.value : one.name < other.name
        }
        return sorted.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    private static func collapsed(_ value: String) -> String {
        value.split { $0.isWhitespace }.joined(separator: " ")
    }

    /// Without empty segments and with `.` and `..` resolved.
    private static func normalized(_ path: String) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") where segment != "." {
            if segment == ".." {
                if !segments.isEmpty { segments.removeLast() }
            } else {
                segments.append(segment)
            }
        }
        let end = path.hasSuffix("/") && !segments.isEmpty ? "/" : ""
        return "/" + segments.joined(separator: "/") + end
    }
}
