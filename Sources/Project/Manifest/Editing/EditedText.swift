/// A file being edited: its bytes, and the statements in them.
struct EditedText {
    private(set) var bytes: [UInt8]
    private(set) var statements: [TOMLStatement]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var scanner = TOMLScanner(bytes)
        statements = scanner.statements()
    }

    var lineBreak: String { bytes.contains(Byte.carriage) ? "\r\n" : "\n" }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    // MARK: Changes

    /// All at once; ranges do not overlap.
    mutating func replace(_ changes: [(range: Range<Int>, text: String)]) {
        var result = bytes
        for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
            result.replaceSubrange(change.range, with: change.text.utf8)
        }
        self = EditedText(result)
    }

    /// - Parameter offset: the begin of a line, or the end.
    mutating func insert(_ lines: [String], at offset: Int) {
        let lineBreak = lineBreak
        var block = lines.map { $0 + lineBreak }.joined()
        // A line of space before it, unless it is there, and behind it.
        let before = bytes[..<offset]
        if let last = before.last {
            if last != Byte.newline { block = lineBreak + block }
            if !endsWithBlankLine(before) { block = lineBreak + block }
        }
        if offset < bytes.count, !isBlank(lineAt: offset) { block += lineBreak }
        replace([(offset..<offset, block)])
    }

    /// Whole lines, along with the space that would be left in their place.
    mutating func removeLines(_ ranges: [Range<Int>]) {
        var merged: [Range<Int>] = []
        for range in ranges.map(widened).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, last.upperBound >= range.lowerBound {
                let end = max(last.upperBound, range.upperBound)
                merged[merged.count - 1] = last.lowerBound..<end
            } else {
                merged.append(range)
            }
        }
        replace(merged.map { ($0, "") })
    }

    private func widened(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while end < bytes.count, isBlank(lineAt: end) { end = lineEnd(end) }
        if end == bytes.count {
            while let line = lineBefore(start), isBlank(lineAt: line) { start = line }
        } else if start > 0, !endsWithBlankLine(bytes[..<start]) {
            end = range.upperBound
        }
        return start..<end
    }

    // MARK: Lines

    func lineEnd(_ offset: Int) -> Int {
        bytes[offset...].firstIndex(of: Byte.newline).map { $0 + 1 } ?? bytes.count
    }

    /// The begin of the line in front of the one that begins here.
    func lineBefore(_ offset: Int) -> Int? {
        guard offset > 0 else { return nil }
        return bytes[..<(offset - 1)].lastIndex(of: Byte.newline).map { $0 + 1 } ?? 0
    }

    func isBlank(lineAt offset: Int) -> Bool {
        bytes[offset..<lineEnd(offset)].allSatisfy(Byte.isSpace)
    }

    func isComment(lineAt offset: Int) -> Bool {
        bytes[offset..<lineEnd(offset)].first { !Byte.isSpace($0) } == Byte.hash
    }

    private func endsWithBlankLine(_ text: ArraySlice<UInt8>) -> Bool {
        guard !text.isEmpty, let line = lineBefore(text.endIndex) else { return true }
        return isBlank(lineAt: line)
    }

    /// The offset of a place that the parser named.
    func offset(_ place: TOMLRegion.Place) -> Int {
        var offset = 0
        for _ in 1..<max(place.line, 1) { offset = lineEnd(offset) }
        for _ in 1..<max(place.column, 1) where offset < bytes.count {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        }
        return offset
    }

    func range(_ region: TOMLRegion) -> Range<Int> {
        let begin = offset(region.begin)
        return begin..<max(begin, offset(region.end))
    }

    // MARK: Pieces

    /// With the comment lines directly above and, when it ends a table, directly below it.
    func piece(_ range: Range<Int>, withBelow: Bool) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while let line = lineBefore(start), isComment(lineAt: line) { start = line }
        if withBelow {
            while end < bytes.count, isComment(lineAt: end) { end = lineEnd(end) }
            // What stands directly above the next statement is that one's.
            if end < bytes.count, !isBlank(lineAt: end) { end = range.upperBound }
        }
        return start..<end
    }

    /// The last statement of the table that begins with a header, or of the entries above them.
    func lastStatement(ofTableAt index: Int) -> Int {
        let next = statements[(index + 1)...].firstIndex { $0.kind != .entry }
        return (next ?? statements.count) - 1
    }

    /// Everything that is written of a table and of the tables in it: headers with what follows
    /// them, and entries of outer tables.
    func pieces(of path: [String]) -> (tables: [Range<Int>], entries: [TOMLStatement]) {
        var tables: [Range<Int>] = []
        var entries: [TOMLStatement] = []
        var index = 0
        while index < statements.count {
            let statement = statements[index]
            if statement.path.starts(with: path) {
                if statement.kind == .entry {
                    entries.append(statement)
                } else {
                    let last = lastStatement(ofTableAt: index)
                    let lines = statement.lines.lowerBound..<statements[last].lines.upperBound
                    append(piece(lines, withBelow: true), to: &tables)
                    index = last
                }
            }
            index += 1
        }
        return (tables, entries)
    }

    /// Pieces with only space between them are one.
    private func append(_ piece: Range<Int>, to pieces: inout [Range<Int>]) {
        guard let last = pieces.last, last.upperBound <= piece.lowerBound,
            bytes[last.upperBound..<piece.lowerBound].allSatisfy(Byte.isSpace)
        else {
            pieces.append(piece)
            return
        }
        pieces[pieces.count - 1] = last.lowerBound..<piece.upperBound
    }

    /// Where a new table goes: behind the last one whose path begins so.
    func end(of path: [String]) -> Int? {
        guard let index = statements.lastIndex(where: { $0.path.starts(with: path) }) else {
            return nil
        }
        let last = statements[lastStatement(ofTableAt: index)]
        // Above all headers no table can end: what follows would change hands.
        guard statements[index].kind != .entry || !statements[index].table.isEmpty else {
            return bytes.count
        }
        return piece(last.lines, withBelow: true).upperBound
    }
}
