internal import Diagnostics

/// A table of a manifest being read: values by key, each mistake in them, and at the end the keys
/// that nobody asked for.
final class TableReader {
    /// Where the parts of one thing were written, shared by the tables within its table.
    final class Record {
        var origins: Origins

        init(place: SourceSpan) { origins = Origins(place: place) }
    }

    let table: TOMLTable
    let text: SourceText
    let issues: IssueList
    let record: Record
    /// What messages call it: "a function".
    let title: String
    /// Of its keys in the record: "http.".
    private let prefix: String
    private let place: SourceSpan
    private var asked: [String] = []

    init(
        _ table: TOMLTable, at place: SourceSpan, title: String, in text: SourceText,
        to issues: IssueList
    ) {
        self.table = table
        self.text = text
        self.issues = issues
        self.title = title
        self.place = place
        prefix = ""
        record = Record(place: place)
    }

    /// A table within a table, recorded along with it.
    private init(_ table: TOMLTable, within outer: TableReader, key: String, at place: SourceSpan) {
        self.table = table
        text = outer.text
        issues = outer.issues
        record = outer.record
        title = "'\(key)'"
        prefix = "\(outer.prefix)\(key)."
        self.place = place
    }

    var origins: Origins { record.origins }

    /// The key's value, else the table.
    func place(_ key: String) -> SourceSpan { table[key].map { span($0.value) } ?? place }

    func has(_ key: String) -> Bool { table[key] != nil }

    func span(_ value: TOMLValue) -> SourceSpan { text.span(value.region) }

    func error(
        _ kind: ManifestIssue.Kind, at key: String, _ message: String, notes: [String] = []
    ) {
        issues.error(kind, at: place(key), message, notes: notes)
    }

    func warning(
        _ kind: ManifestIssue.Kind, at key: String, _ message: String, notes: [String] = []
    ) {
        issues.warning(kind, at: place(key), message, notes: notes)
    }

    func missing(_ key: String, notes: [String] = []) {
        issues.error(.missingKey(key), at: place, "\(title) needs '\(key)'", notes: notes)
    }

    func wrongType(_ value: TOMLValue, of key: String, expected: ManifestIssue.ValueKind...) {
        let found = value.content.kind
        let wanted = expected.map(\.rawValue).joined(separator: " or ")
        var notes: [String] = []
        if expected.contains(.string), [.integer, .float, .date, .boolean].contains(found) {
            notes = ["put it in quotes"]
        } else if expected.contains(.table), found == .list {
            notes = ["a list, as AssemblyLift 0.4 has; here each has a table of its own"]
        } else if expected == [.list], found == .string {
            notes = ["put it in brackets"]
        }
        issues.error(
            .wrongType(expected: expected, found: found), at: span(value),
            "'\(key)' is \(found.rawValue); expected \(wanted)", notes: notes)
    }

    // MARK: Values

    /// Marks a key as known.
    func value(_ key: String) -> TOMLValue? {
        asked.append(key)
        guard let value = table[key]?.value else { return nil }
        record.origins.keys[prefix + key] = span(value)
        return value
    }

    func string(_ key: String) -> String? {
        guard let value = value(key) else { return nil }
        guard case .string(let string) = value.content else {
            wrongType(value, of: key, expected: .string)
            return nil
        }
        return string
    }

    func string(_ key: String, _ shape: Shape) -> String? {
        guard let string = string(key) else { return nil }
        return check(string, shape, at: place(key)) ? string : nil
    }

    func required(_ key: String, _ shape: Shape, notes: [String] = []) -> String? {
        guard has(key) else {
            asked.append(key)
            missing(key, notes: notes)
            return nil
        }
        return string(key, shape)
    }

    func check(_ string: String, _ shape: Shape, at place: SourceSpan) -> Bool {
        guard let complaint = shape.complaint(string) else { return true }
        issues.error(complaint.kind, at: place, complaint.message, notes: complaint.notes)
        return false
    }

    func boolean(_ key: String) -> Bool? {
        guard let value = value(key) else { return nil }
        guard case .boolean(let boolean) = value.content else {
            wrongType(value, of: key, expected: .boolean)
            return nil
        }
        return boolean
    }

    func integer(_ key: String, in range: ClosedRange<Int>, unit: String = "") -> Int? {
        guard let value = value(key) else { return nil }
        guard case .integer(let integer) = value.content else {
            wrongType(value, of: key, expected: .integer)
            return nil
        }
        guard let number = Int(exactly: integer), range.contains(number) else {
            error(
                .outOfRange(range), at: key, "'\(key)' is \(integer)",
                notes: ["AWS takes \(range.lowerBound) to \(range.upperBound)\(unit)"])
            return nil
        }
        return number
    }

    /// One of the values there are, in capitals or not.
    func choice<Choice: CaseIterable & RawRepresentable>(
        _ key: String, of type: Choice.Type = Choice.self, what: String
    ) -> Choice? where Choice.RawValue == String {
        guard let string = string(key) else { return nil }
        return choice(string, what: what, at: place(key))
    }

    func choice<Choice: CaseIterable & RawRepresentable>(
        _ string: String, what: String, at place: SourceSpan
    ) -> Choice? where Choice.RawValue == String {
        let found = Choice.allCases.first { $0.rawValue.lowercased() == string.lowercased() }
        if found == nil {
            unknownValue(string, what: what, of: Choice.allCases.map(\.rawValue), at: place)
        }
        return found
    }

    func unknownValue(_ value: String, what: String, of all: [String], at place: SourceSpan) {
        issues.error(
            .unknownValue(value), at: place, "unknown \(what) '\(value)'",
            notes: issues.hint(value, among: all))
    }

    // MARK: Tables and lists

    /// A table within this one, recorded as its part.
    func table(_ key: String) -> TableReader? {
        guard let value = value(key) else { return nil }
        guard let table = value.table else {
            wrongType(value, of: key, expected: .table)
            return nil
        }
        return part(table, of: key, at: span(value))
    }

    func part(_ table: TOMLTable, of key: String, at place: SourceSpan) -> TableReader {
        TableReader(table, within: self, key: key, at: place)
    }

    /// The tables of `[key.<id>]`, each with a record of its own.
    func members(_ key: String, title: String) -> [(id: String, reader: TableReader)] {
        guard let value = value(key) else { return [] }
        guard let table = value.table else {
            wrongType(value, of: key, expected: .table)
            return []
        }
        return table.entries.compactMap { entry in
            let place = text.span(entry.keyRegion)
            guard check(entry.key, .id, at: place) else { return nil }
            guard let table = entry.value.table else {
                wrongType(entry.value, of: entry.key, expected: .table)
                return nil
            }
            return (entry.key, reader(table, at: span(entry.value), title: title))
        }
    }

    /// The ids of `[key.<id>]`, whatever else is wrong there.
    func ids(_ key: String) -> [String] { table[key]?.value.table?.entries.map(\.key) ?? [] }

    /// What these tables call themselves, whatever else is wrong there.
    func names(_ key: String) -> [String] {
        let members = table[key]?.value.table?.entries.compactMap(\.value.table) ?? []
        return members.compactMap { member in
            guard case .string(let name) = member["name"]?.value.content else { return nil }
            return name
        }
    }

    /// The tables of a list, each with a record of its own.
    func elements(_ key: String, title: String) -> [TableReader] {
        guard let value = value(key) else { return [] }
        guard case .array(let elements) = value.content else {
            wrongType(value, of: key, expected: .list)
            return []
        }
        return elements.compactMap { element in
            guard let table = element.table else {
                wrongType(element, of: key, expected: .table)
                return nil
            }
            return reader(table, at: span(element), title: title)
        }
    }

    private func reader(_ table: TOMLTable, at place: SourceSpan, title: String) -> TableReader {
        TableReader(table, at: place, title: title, in: text, to: issues)
    }

    /// A list of strings; one string is a list of one.
    func strings(_ key: String, _ shape: Shape) -> [String]? {
        guard let value = value(key) else { return nil }
        let elements: [TOMLValue]
        switch value.content {
        case .string: elements = [value]
        case .array(let array): elements = array
        default:
            wrongType(value, of: key, expected: .list)
            return nil
        }
        return elements.compactMap { element in
            guard case .string(let string) = element.content else {
                wrongType(element, of: key, expected: .string)
                return nil
            }
            return check(string, shape, at: span(element)) ? string : nil
        }
    }

    /// Written as `[]`.
    func isEmptyList(_ key: String) -> Bool {
        guard case .array(let elements) = table[key]?.value.content else { return false }
        return elements.isEmpty
    }

    // MARK: The end

    /// - Parameter hints: names that people write, and the keys they mean.
    func finish(hints: [String: String] = [:]) {
        for entry in table.entries where !asked.contains(entry.key) {
            let meant = hints[entry.key].map { ["did you mean '\($0)'?"] }
            issues.error(
                .unknownKey(entry.key), at: text.span(entry.keyRegion),
                "unknown key '\(entry.key)' in \(title)",
                notes: meant ?? issues.hint(entry.key, among: asked.uniqued))
        }
    }
}

extension [String] {
    /// Sorted, each once.
    var uniqued: [String] { Set(self).sorted() }
}
