internal import Diagnostics

/// A text file as lines, so that a place in it can be shown.
struct SourceText: Equatable, Sendable {
    /// As it is shown.
    let file: String
    /// Without their line breaks.
    let lines: [String]

    init(file: String, text: String) {
        self.file = file
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0.last == "\r" ? $0.dropLast() : $0) }
    }

    func line(_ number: Int) -> String {
        lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }

    /// What is longer than a line is shown to the line's end.
    func span(_ region: TOMLRegion) -> SourceSpan {
        let text = line(region.begin.line)
        let end =
            region.end.line == region.begin.line
            ? region.end.column : text.unicodeScalars.count + 1
        return SourceSpan(
            file: file, line: region.begin.line, column: region.begin.column,
            length: max(1, end - region.begin.column), text: text)
    }

    /// The file as a whole.
    var beginning: SourceSpan { SourceSpan(file: file, line: 1, column: 1, text: line(1)) }
}
