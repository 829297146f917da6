/// A route's path: `/orders/{id}`, `/files/{rest+}`, or `$default`.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
package struct RoutePattern: Equatable, Sendable {
    enum Segment: Equatable, Sendable {
        case literal(String)
        case variable(String)
        /// The rest of the path, at least one character of it.
        case greedy(String)
    }

    /// Nil for `$default`.
    private let segments: [Segment]?

    package init(_ path: String) {
        guard path != "$default" else {
            segments = nil
            return
        }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        segments = parts.dropFirst(path.hasPrefix("/") ? 1 : 0).map { part in
            guard part.hasPrefix("{"), part.hasSuffix("}") else { return .literal(String(part)) }
            let name = part.dropFirst().dropLast()
            return name.hasSuffix("+") ? .greedy(String(name.dropLast())) : .variable(String(name))
        }
    }

    /// What it has in common with every pattern that matches the same paths.
    package var shape: String {
        guard let segments else { return "$default" }
        return segments.map { segment in
            switch segment {
            case .literal(let text): "/\(text)"
            case .variable: "/{}"
            case .greedy: "/{+}"
            }
        }.joined()
    }

    /// - Returns: the path's parameters; nil where it does not match.
    func match(_ path: RequestPath) -> [String: String]? {
        guard let segments else { return [:] }
        var parameters: [String: String] = [:]
        for (index, segment) in segments.enumerated() {
            guard index < path.segments.count else { return nil }
            let part = path.segments[index]
            switch segment {
            case .literal(let text):
                guard part == text else { return nil }
            case .variable(let name):
                guard !part.isEmpty else { return nil }
                parameters[name] = part
            case .greedy(let name):
                let rest = path.segments[index...].joined(separator: "/")
                guard !rest.isEmpty else { return nil }
                parameters[name] = rest
                return parameters
            }
        }
        return segments.count == path.segments.count ? parameters : nil
    }

    /// Whether it is to be asked before another one: full paths, then greedy ones, then `$default`;
    /// of equal kinds the one that says more, from the left.
    func precedes(_ other: RoutePattern) -> Bool? {
        let (mine, others) = (rank, other.rank)
        if mine != others { return mine < others }
        for (left, right) in zip(segments ?? [], other.segments ?? []) {
            let (left, right) = (Self.rank(left), Self.rank(right))
            if left != right { return left < right }
        }
        let (count, otherCount) = (segments?.count ?? 0, other.segments?.count ?? 0)
        return count == otherCount ? nil : count > otherCount
    }

    private var rank: Int {
        guard let segments else { return 2 }
        return segments.contains { Self.rank($0) == 2 } ? 1 : 0
    }

    private static func rank(_ segment: Segment) -> Int {
        switch segment {
        case .literal: 0
        case .variable: 1
        case .greedy: 2
        }
    }
}

/// A request's path in segments, each of them decoded: a `%2F` is not where a segment ends.
package struct RequestPath: Equatable, Sendable {
    let segments: [String]

    /// - Returns: nil for what is no percent-encoded UTF-8.
    package init?(_ encoded: String) {
        var segments: [String] = []
        for part in encoded.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let segment = PercentEncoding.decoded(part) else { return nil }
            segments.append(segment)
        }
        self.segments = segments
    }

    /// As HTTP APIs hand it on, in both payload formats; function URLs keep the percent signs.
    package var decoded: String { "/" + segments.joined(separator: "/") }
}

enum PercentEncoding {
    /// - Returns: nil for a percent sign without two digits, and for bytes that are no UTF-8.
    static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit),
                let low = rest.popFirst().flatMap(digit)
            else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
