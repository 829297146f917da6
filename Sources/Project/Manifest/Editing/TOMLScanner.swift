/// A header or an entry of a file, as it is written.
struct TOMLStatement {
    enum Kind { case header, listHeader, entry }

    struct Key: Equatable {
        var name: String
        var range: Range<Int>
    }

    var kind: Kind
    /// The parts of the key that are written here.
    var keys: [Key]
    /// The table that an entry is in.
    var table: [String]
    /// Of an entry.
    var value: Range<Int>
    /// Whole lines, the last one's break included.
    var lines: Range<Int>

    var path: [String] { table + keys.map(\.name) }
}

/// Finds the statements of a text that is known to be TOML, by offsets of bytes. Knows no values,
/// only where they end.
struct TOMLScanner {
    let text: [UInt8]
    private(set) var at: Int
    private let end: Int

    init(_ text: [UInt8], in range: Range<Int>? = nil) {
        self.text = text
        at = range?.lowerBound ?? 0
        end = range?.upperBound ?? text.count
    }

    /// All statements of the file.
    mutating func statements() -> [TOMLStatement] {
        var found: [TOMLStatement] = []
        var table: [String] = []
        while at < end {
            let start = at
            skipBlanks()
            guard let byte = peek, byte != Byte.hash, byte != Byte.newline, byte != Byte.carriage
            else {
                skipLine()
                continue
            }
            var statement = byte == Byte.openBracket ? header() : entry(in: table)
            skipLine()
            statement.lines = start..<at
            if statement.kind != .entry { table = statement.path }
            found.append(statement)
        }
        return found
    }

    /// The entries between the braces of an inline table.
    mutating func inlineEntries() -> [TOMLStatement] {
        var found: [TOMLStatement] = []
        skipSpace()
        while let byte = peek {
            guard byte != Byte.comma else {
                at += 1
                skipSpace()
                continue
            }
            let start = at
            var statement = entry(in: [])
            statement.lines = start..<at
            found.append(statement)
            skipSpace()
        }
        return found
    }

    private mutating func header() -> TOMLStatement {
        at += 1
        let isList = peek == Byte.openBracket
        if isList { at += 1 }
        let keys = key()
        return TOMLStatement(
            kind: isList ? .listHeader : .header, keys: keys, table: [], value: at..<at,
            lines: at..<at)
    }

    private mutating func entry(in table: [String]) -> TOMLStatement {
        let keys = key()
        if peek == Byte.equals { at += 1 }
        skipBlanks()
        let start = at
        skipValue()
        return TOMLStatement(
            kind: .entry, keys: keys, table: table, value: start..<at, lines: at..<at)
    }

    /// Parts joined by dots; stops in front of what follows.
    private mutating func key() -> [TOMLStatement.Key] {
        var keys: [TOMLStatement.Key] = []
        while true {
            skipBlanks()
            let start = at
            guard let first = peek else { return keys }
            if first == Byte.quote || first == Byte.apostrophe {
                skipString()
            } else {
                while let byte = peek, Byte.isBareKey(byte) { at += 1 }
            }
            // Not a key: the text is no TOML after all.
            guard at > start else { return keys }
            keys.append(TOMLStatement.Key(name: name(of: start..<at), range: start..<at))
            skipBlanks()
            guard peek == Byte.dot else { return keys }
            at += 1
        }
    }

    /// The key that quotes and escapes stand for: what the parser says about it.
    private func name(of range: Range<Int>) -> String {
        let written = Array(text[range])
        guard written.first == Byte.quote || written.first == Byte.apostrophe,
            let (_, table) = try? TOMLDocument.parse(written + Array("=0".utf8)),
            let entry = table.entries.first
        else { return String(decoding: written, as: UTF8.self) }
        return entry.key
    }

    /// Up to what ends it: a comma, a bracket that it did not open, the line.
    private mutating func skipValue() {
        var depth = 0
        var last = at
        scan: while let byte = peek {
            switch byte {
            case Byte.quote, Byte.apostrophe: skipString()
            case Byte.openBracket, Byte.openBrace:
                depth += 1
                at += 1
            case Byte.closeBracket, Byte.closeBrace:
                guard depth > 0 else { break scan }
                depth -= 1
                at += 1
            case Byte.comma where depth == 0, Byte.newline where depth == 0,
                Byte.hash where depth == 0:
                break scan
            case Byte.hash:
                while let byte = peek, byte != Byte.newline { at += 1 }
                continue
            default: at += 1
            }
            if !Byte.isSpace(byte) { last = at }
        }
        // Spaces behind it are not the value's.
        at = last
    }

    private mutating func skipString() {
        guard let quote = peek else { return }
        let isLong = startsWithThree(quote)
        at += isLong ? 3 : 1
        while let byte = peek {
            if byte == Byte.backslash, quote == Byte.quote {
                at = min(at + 2, end)
            } else if isLong, startsWithThree(quote) {
                at += 3
                // Two more may belong to the text.
                for _ in 0..<2 where peek == quote { at += 1 }
                return
            } else {
                at += 1
                if !isLong, byte == quote || byte == Byte.newline { return }
            }
        }
    }

    private func startsWithThree(_ quote: UInt8) -> Bool {
        at + 3 <= end && text[at] == quote && text[at + 1] == quote && text[at + 2] == quote
    }

    private var peek: UInt8? { at < end ? text[at] : nil }

    private mutating func skipBlanks() {
        while let byte = peek, byte == Byte.space || byte == Byte.tab { at += 1 }
    }

    private mutating func skipSpace() {
        while let byte = peek, Byte.isSpace(byte) { at += 1 }
    }

    private mutating func skipLine() {
        while let byte = peek {
            at += 1
            if byte == Byte.newline { return }
        }
    }
}

/// The characters that TOML's structure is made of.
enum Byte {
    static let tab = UInt8(ascii: "\t")
    static let newline = UInt8(ascii: "\n")
    static let carriage = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let hash = UInt8(ascii: "#")
    static let apostrophe = UInt8(ascii: "'")
    static let comma = UInt8(ascii: ",")
    static let dot = UInt8(ascii: ".")
    static let equals = UInt8(ascii: "=")
    static let openBracket = UInt8(ascii: "[")
    static let backslash = UInt8(ascii: "\\")
    static let closeBracket = UInt8(ascii: "]")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == space || byte == tab || byte == newline || byte == carriage
    }

    static func isBareKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
