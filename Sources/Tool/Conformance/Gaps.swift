/// Files that are known not to pass, each with the reason: one a line, a tab in between. Empty
/// lines and lines with `#` in front are comments.
package struct Gaps: Equatable, Sendable {
    private var reasons: [String: String] = [:]

    package init() {}

    package struct ParseError: Error, Equatable, Sendable {
        package var line: Int
    }

    package init(parsing text: String) throws(ParseError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            let parts = line.split(separator: "\t")
            guard parts.count == 2 else { throw ParseError(line: number + 1) }
            reasons[String(parts[0])] = String(parts[1])
        }
    }

    package func reason(for file: String) -> String? { reasons[file] }
}
