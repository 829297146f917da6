/// What is known not to pass, each with the reason: a file, or lines of one (`linking.wast:96-262`),
/// then a tab and the reason, one a line. Empty lines and lines with `#` in front are comments.
package struct Gaps: Equatable, Sendable {
    package struct Gap: Equatable, Sendable {
        package var file: String
        /// All of the file without them.
        package var lines: ClosedRange<Int>?
        package var reason: String

        package func covers(_ name: String, line: Int) -> Bool {
            file == name && lines?.contains(line) != false
        }

        package var place: String {
            lines.map { "\(file):\($0.lowerBound)-\($0.upperBound)" } ?? file
        }
    }
    package private(set) var all: [Gap] = []

    package init() {}

    package struct ParseError: Error, Equatable, Sendable {
        package var line: Int

        package init(line: Int) { self.line = line }
    }

    package init(parsing text: String) throws(ParseError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
            guard let gap = Self.parse(line) else { throw ParseError(line: number + 1) }
            all.append(gap)
        }
    }

    private static func parse(_ line: Substring) -> Gap? {
        let columns = line.split(separator: "\t")
        guard columns.count == 2 else { return nil }
        let place = columns[0].split(separator: ":")
        guard place.count == 2 else {
            return Gap(file: String(columns[0]), lines: nil, reason: String(columns[1]))
        }
        let bounds = place[1].split(separator: "-").map { Int($0) }
        guard let first = bounds.first ?? nil, let last = bounds.last ?? nil, first <= last,
            bounds.count <= 2
        else { return nil }
        return Gap(file: String(place[0]), lines: first...last, reason: String(columns[1]))
    }

    package func cover(_ file: String, line: Int) -> Bool {
        all.contains { $0.covers(file, line: line) }
    }
}
