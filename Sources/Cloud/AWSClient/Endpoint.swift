/// Where a service listens: `https://host[:port][/prefix]`.
package struct Endpoint: Hashable, Sendable {
    package enum Scheme: String, Hashable, Sendable { case http, https }

    package var scheme: Scheme
    /// A name or an address; IPv6 in brackets.
    package var host: String
    package var port: Int?
    /// Empty, or beginning with a slash and not ending with one; as it is sent.
    package var prefix: String

    package init(scheme: Scheme, host: String, port: Int? = nil, prefix: String = "") {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.prefix = prefix
    }

    /// - Parameter place: where the text was read.
    package init(_ text: String, at place: AWSError.Place) throws(AWSError) {
        // The text is not shown: it may have a password in it.
        let wrong = AWSError(
            .endpoint, at: place, "the endpoint is not of the form http[s]://host[:port][/path]")
        guard let colon = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<colon.lowerBound].lowercased())
        else { throw wrong }
        let rest = text[colon.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        var prefix = String(rest.dropFirst(authority.count))
        while prefix.hasSuffix("/") { prefix.removeLast() }
        guard prefix.utf8.allSatisfy({ URIText.isPathByte($0) }) else { throw wrong }

        var host = authority
        var port: Int?
        if let last = authority.lastIndex(of: ":"), authority.last != "]" {
            let digits = authority[authority.index(after: last)...]
            guard let number = UInt16(digits), number > 0, digits.first != "+" else { throw wrong }
            port = Int(number)
            host = authority[..<last]
        }
        guard Self.isHost(host) else { throw wrong }
        self.init(scheme: scheme, host: host.lowercased(), port: port, prefix: prefix)
    }

    /// As in the `Host` header, so as it is signed.
    var authority: String {
        let usual = scheme == .https ? 443 : 80
        guard let port, port != usual else { return host }
        return "\(host):\(port)"
    }

    package var url: String { "\(scheme.rawValue)://\(authority)\(prefix)" }

    private static func isHost(_ text: Substring) -> Bool {
        if text.hasPrefix("["), text.hasSuffix("]") {
            let inner = text.dropFirst().dropLast()
            return !inner.isEmpty && inner.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        }
        return !text.isEmpty && text.utf8.count <= 253
            && text.utf8.allSatisfy { URIText.isUnreserved($0) && $0 != UInt8(ascii: "~") }
    }
}
