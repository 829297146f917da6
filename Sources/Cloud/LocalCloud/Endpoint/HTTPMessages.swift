internal import Foundation

/// A whole request, as far as it was not too large.
package struct HTTPRequest: Sendable {
    package var method: String
    /// Path and query as they came, percent signs and all.
    package let target: String
    package var headers: [(name: String, value: String)]
    package var body: [UInt8] = []
    /// Without its port.
    package var peer = "127.0.0.1"
    package var version = "HTTP/1.1"

    package init(method: String, target: String, headers: [(name: String, value: String)]) {
        self.method = method
        self.target = Self.originForm(target)
        self.headers = headers
    }

    /// A client that takes us for a proxy sends the whole URL, and `OPTIONS` may send `*`.
    /// https://www.rfc-editor.org/rfc/rfc9112#section-3.2
    private static func originForm(_ target: String) -> String {
        if target.hasPrefix("/") { return target }
        guard let scheme = target.range(of: "://") else { return "/\(target)" }
        let rest = target[scheme.upperBound...].drop { $0 != "/" && $0 != "?" }
        return rest.hasPrefix("/") ? String(rest) : "/\(rest)"
    }

    package var path: String { String(target.prefix { $0 != "?" }) }
    package var query: String {
        target.firstIndex(of: "?").map { String(target[target.index(after: $0)...]) } ?? ""
    }

    /// Whether it was sent to an address or a name that only this machine or its network knows. A web
    /// page anywhere can give its own name the address 127.0.0.1, and would come with that name.
    package var isForThisMachine: Bool {
        guard let host = header("host")?.lowercased() else { return true }
        if host.hasPrefix("[") { return true }
        let name = host.prefix { $0 != ":" }
        return !name.contains(".") || name.hasSuffix(".localhost")
            || name.split(separator: ".").allSatisfy { UInt8($0) != nil }
    }

    /// The first value of a header.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

package struct HTTPResponse: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)] = []
    package var body: [UInt8] = []

    package init(
        _ status: Int, _ headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
