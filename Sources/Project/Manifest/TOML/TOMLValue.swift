/// Where something is written. Lines and columns count from 1, columns in Unicode scalars; the end
/// is behind the last one.
struct TOMLRegion: Equatable, Sendable {
    struct Place: Equatable, Comparable, Sendable {
        var line: Int
        var column: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    var begin: Place
    var end: Place
}

/// A value of a TOML file and its place. https://toml.io/en/v1.0.0
struct TOMLValue: Sendable {
    enum Content: Sendable {
        case table(TOMLTable)
        case array([TOMLValue])
        case string(String)
        case integer(Int64)
        case float(Double)
        case boolean(Bool)
        /// A date, a time, or both; no manifest has one.
        case date
    }

    var content: Content
    /// Of a table: its header.
    var region: TOMLRegion

    var table: TOMLTable? {
        guard case .table(let table) = content else { return nil }
        return table
    }
}

/// The entries of a table, in the order of the file.
struct TOMLTable: Sendable {
    struct Entry: Sendable {
        var key: String
        var keyRegion: TOMLRegion
        var value: TOMLValue
    }

    let entries: [Entry]
    /// Written in braces.
    let isInline: Bool
    private let indices: [String: Int]

    init(entries: [Entry] = [], isInline: Bool = false) {
        self.entries = entries
        self.isInline = isInline
        indices = Dictionary(zip(entries.map(\.key), entries.indices)) { first, _ in first }
    }

    subscript(key: String) -> Entry? { indices[key].map { entries[$0] } }
}

extension TOMLValue.Content {
    /// What a value is called in messages.
    var kind: ManifestIssue.ValueKind {
        switch self {
        case .table: .table
        case .array: .list
        case .string: .string
        case .integer: .integer
        case .float: .float
        case .boolean: .boolean
        case .date: .date
        }
    }
}
