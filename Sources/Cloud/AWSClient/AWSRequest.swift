/// One HTTP request to a service, as it is signed and sent.
package struct AWSRequest: Equatable, Sendable {
    package struct Field: Equatable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package var method: String
    package var endpoint: Endpoint
    /// Below the endpoint, with its percent signs; begins with a slash.
    package var path: String
    /// Names and values without percent signs.
    package var query: [Field]
    package var headers: [Field]
    package var body: [UInt8]

    package init(
        _ method: String, _ endpoint: Endpoint, path: String = "/", query: [Field] = [],
        headers: [Field] = []
    ) {
        self.method = method
        self.endpoint = endpoint
        self.path = path
        self.query = query
        self.headers = headers
        body = []
    }

    package var url: String {
        let address = "\(endpoint.scheme.rawValue)://\(endpoint.authority)\(fullPath)"
        guard !query.isEmpty else { return address }
        let pairs = query.map { "\(URIText.encode($0.name))=\(URIText.encode($0.value))" }
        return "\(address)?\(pairs.joined(separator: "&"))"
    }

    var fullPath: String { endpoint.prefix + path }

    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }
}

/// Printing it shows neither headers nor the query: signed, they hold secrets.
extension AWSRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(method) \(endpoint.url)\(path)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Percent-encoding as Signature Version 4 wants it: everything but letters, digits and `-._~`.
package enum URIText {
    package static func encode(_ text: some StringProtocol, keeping kept: String = "") -> String {
        encode(text.utf8, keeping: kept)
    }

    /// A key of S3, whose slashes stay.
    package static func encodePath(_ text: some StringProtocol) -> String {
        encode(text.utf8, keeping: "/")
    }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }

    /// Of a path that is already encoded.
    static func isPathByte(_ byte: UInt8) -> Bool {
        isUnreserved(byte) || "/%!$&'()*+,;=:@".utf8.contains(byte)
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func encode(_ bytes: some Sequence<UInt8>, keeping kept: String) -> String {
        var result: [UInt8] = []
        for byte in bytes {
            if isUnreserved(byte) || kept.utf8.contains(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
