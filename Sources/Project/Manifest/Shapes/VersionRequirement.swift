/// Versions of IOmods, after https://semver.org/spec/v2.0.0.html: an exact one, or ranges that all
/// have to hold.
extension Shape {
    static let version = Shape(
        .version, "not a valid version",
        note: "as '1.2.3', or a range: '^1.2', '~1.2', '>=1, <2', '1.x'",
        holds: isVersion)

    static let exactVersion = Shape(.version, "not a valid version", note: "as '1.2.3'") {
        isExact($0[...])
    }

    private static func isVersion(_ text: String) -> Bool {
        if text == "*" { return true }
        let ranges = text.parts(by: ",").map(trimmed)
        if ranges.count == 1 { return isExact(ranges[0]) || isRange(ranges[0]) }
        return ranges.allSatisfy { isRange($0) }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0 == " " }
        let spaces = start.reversed().prefix { $0 == " " }.count
        return start.dropLast(spaces)
    }

    /// Three numbers, perhaps with a pre-release and a build.
    private static func isExact(_ text: Substring) -> Bool {
        let plus = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let dash = plus[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = dash[0].parts(by: ".")
        return numbers.count == 3 && numbers.allSatisfy(isNumber)
            && (dash.count == 1 || dash[1].parts(by: ".").allSatisfy(isPreRelease))
            && (plus.count == 1 || plus[1].parts(by: ".").allSatisfy { $0.isMade(of: "-") })
    }

    private static func isPreRelease(_ part: Substring) -> Bool {
        part.isMade(of: "-") && !(part.isDigits && !isNumber(part))
    }

    /// No zeros in front.
    private static func isNumber(_ text: Substring) -> Bool {
        text.isDigits && (text == "0" || !text.hasPrefix("0")) && UInt32(text) != nil
    }

    private static func isRange(_ text: Substring) -> Bool {
        for sign in [">=", "<=", "^", "~", ">", "<", "="] where text.hasPrefix(sign) {
            let version = trimmed(text.dropFirst(sign.count))
            return isPartial(version) || isExact(version)
        }
        return isWildcard(text)
    }

    private static func isPartial(_ text: Substring) -> Bool {
        let numbers = text.parts(by: ".")
        return numbers.count <= 3 && numbers.allSatisfy(isNumber)
    }

    /// `1.x`, `1.2.x`, also with `*`.
    private static func isWildcard(_ text: Substring) -> Bool {
        let parts = text.parts(by: ".")
        guard (2...3).contains(parts.count), let last = parts.last else { return false }
        return ["x", "X", "*"].contains(last) && parts.dropLast().allSatisfy(isNumber)
    }

    /// `organisation.namespace.name`
    static let coordinates = Shape(
        .coordinates, "not valid coordinates of an IOmod", note: "organisation.namespace.name"
    ) { text in
        let parts = text.parts(by: ".")
        return parts.count == 3
            && parts.allSatisfy { $0.isMade(of: "-_") && !$0.hasPrefix("-") }
    }.atMost(128, .coordinates)

    /// `oci://host/name:tag`, or by its digest.
    static let oci = Shape(
        .oci, "not a valid OCI reference", note: "as 'oci://ghcr.io/owner/name'"
    ) { text in
        guard text.hasPrefix("oci://"), text.isMade(of: ":/.-_@") else { return false }
        let parts = text.dropFirst(6).parts(by: "/")
        return parts.count > 1 && parts.allSatisfy { !$0.isEmpty && $0 != ".." }
    }
}
