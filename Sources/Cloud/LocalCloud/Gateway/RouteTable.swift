/// Routes in the order in which API Gateway asks them: by path, and of one path the method's own
/// route before `ANY`.
package struct RouteTable<Target: Sendable>: Sendable {
    package struct Entry: Sendable {
        package var verb: String
        package var pattern: RoutePattern
        package var target: Target

        package init(verb: String, path: String, _ target: Target) {
            self.verb = path == "$default" ? "ANY" : verb
            pattern = RoutePattern(path)
            self.target = target
        }
    }

    package struct Match: Sendable {
        package let target: Target
        package let parameters: [String: String]
    }

    private let entries: [Entry]

    package init(_ entries: [Entry]) {
        self.entries = entries.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            if let isFirst = a.pattern.precedes(b.pattern) { return isFirst }
            let (anyA, anyB) = (a.verb == "ANY", b.verb == "ANY")
            return anyA == anyB ? left.offset < right.offset : anyB
        }.map(\.element)
    }

    /// - Parameter method: nil for any.
    package func find(_ method: String?, _ path: RequestPath) -> Match? {
        for entry in entries where method == nil || entry.verb == "ANY" || entry.verb == method {
            if let parameters = entry.pattern.match(path) {
                return Match(target: entry.target, parameters: parameters)
            }
        }
        return nil
    }

    /// Two that would get the same requests, if there are such.
    package func collision() -> (first: Target, second: Target)? {
        var seen: [String: [Entry]] = [:]
        for entry in entries {
            let before = seen[entry.pattern.shape, default: []].first { other in
                other.verb == entry.verb || other.verb == "ANY" || entry.verb == "ANY"
            }
            if let before { return (before.target, entry.target) }
            seen[entry.pattern.shape, default: []].append(entry)
        }
        return nil
    }
}
