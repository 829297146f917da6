/// How a table within a table is written: with headers, dotted keys or braces.
extension EditedText {
    /// Where the last part of a path is written.
    func places(of path: [String], _ entry: TOMLTable.Entry) -> [Range<Int>] {
        let written = statements.compactMap { statement -> Range<Int>? in
            let index = path.count - statement.table.count - 1
            guard statement.path.starts(with: path), statement.keys.indices.contains(index) else {
                return nil
            }
            return statement.keys[index].range
        }
        return written.isEmpty ? [range(entry.keyRegion)] : written
    }

    /// The lines of all its tables, comments included.
    func lines(ofTables path: [String]) -> [String] {
        let texts = pieces(of: path).tables.map { piece in
            lines(in: piece)
        }
        return Array(texts.joined(separator: [""]))
    }

    private func lines(in range: Range<Int>) -> [String] {
        var text = text(range)
        if text.hasSuffix("\r\n") || text.hasSuffix("\n") { text.removeLast() }
        return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            .map(String.init)
    }

    /// An entry of an outer table as entries of the inner one, with its comments.
    func looseLines(_ entry: TOMLStatement, within path: [String]) -> [String] {
        let start = entry.lines.lowerBound
        let above = comments(in: piece(entry.lines, withBelow: false).lowerBound..<start)
        let depth = path.count - entry.table.count
        guard entry.keys.count > depth else {
            let behind = comments(in: entry.value.upperBound..<entry.lines.upperBound)
            return above + behind + Braces(self, entry.value).lines
        }
        return above + lines(in: entry.keys[depth].range.lowerBound..<entry.lines.upperBound)
    }

    private func comments(in range: Range<Int>) -> [String] {
        lines(in: range).map { String($0.drop { $0 == " " || $0 == "\t" }) }
            .filter { !$0.isEmpty }
    }
}

/// An inline table in a text.
struct Braces {
    let text: EditedText
    /// Without the braces.
    let inside: Range<Int>
    let entries: [TOMLStatement]

    init(_ text: EditedText, _ range: Range<Int>) {
        self.text = text
        inside =
            min(
                range.lowerBound + 1, range.upperBound)..<max(
                range.upperBound - 1, range.lowerBound + 1)
        var scanner = TOMLScanner(text.bytes, in: inside)
        entries = scanner.inlineEntries()
    }

    /// Its entries, a line each.
    var lines: [String] { entries.map { text.text($0.lines) } }

    func inserting(_ entry: String) -> (range: Range<Int>, text: String) {
        guard let last = entries.last else { return (inside, " \(entry) ") }
        return (last.lines.upperBound..<last.lines.upperBound, ", \(entry)")
    }

    /// Without the entries of a key, and a comma for each.
    func removing(_ key: String) -> [(range: Range<Int>, text: String)] {
        let left = entries.filter { $0.keys.first?.name != key }
        return [
            (
                inside,
                left.isEmpty ? "" : " \(left.map { text.text($0.lines) }.joined(separator: ", ")) "
            )
        ]
    }
}
