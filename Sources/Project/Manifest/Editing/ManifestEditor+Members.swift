/// Adding, renaming, removing and moving what has a table of its own.
extension ManifestEditor {
    mutating func add(
        _ name: String, to members: Members, lines: [String]
    ) throws(ManifestIssue) {
        try checkFree(name, of: members)
        let id = try freeID(for: name, of: members)
        let written = ["name = \"\(name)\""] + lines
        let bytes = Array(written.joined(separator: "\n").utf8)
        let table: TOMLTable
        do throws(TOMLError) {
            table = try TOMLDocument.parse(bytes).1
        } catch {
            throw ManifestIssue(error, in: bytes, file: file)
        }
        try insert(Member(id: id, lines: written, value: PlainValue(table)), into: members)
    }

    /// A function of another service's file.
    mutating func insert(_ name: String, of other: ManifestEditor) throws(ManifestIssue) {
        try checkFree(name, of: .functions)
        let entry = try other.member(name, of: .functions)
        let id = try freeID(for: entry.key, of: .functions)
        let path = Members.functions.path
        let lines = other.lines(of: path + [entry.key], as: path + [id], entry)
        let member = Member(
            id: id, lines: lines, value: PlainValue(entry.value), hasHeader: true)
        try insert(member, into: .functions)
    }

    struct Member {
        var id: String
        var lines: [String]
        var value: PlainValue
        /// Whether the lines begin with the table's header.
        var hasHeader = false
    }

    private mutating func insert(
        _ member: Member, into members: Members
    ) throws(ManifestIssue) {
        let path = members.path + [member.id]
        let header = "[\(path.joined(separator: "."))]"
        let braces = try braces(around: members)
        try change { edit in
            edit.expected[path] = member.value
            if let braces, !member.hasHeader {
                let entries = member.lines.joined(separator: ", ")
                edit.text.replace([braces.inserting("\(member.id) = { \(entries) }")])
                return
            }
            let place = Self.prefixes(of: members.path).compactMap(edit.text.end(of:)).first
            edit.text.insert(
                member.hasHeader ? member.lines : [header] + member.lines,
                at: place ?? edit.text.bytes.count)
        }
    }

    private static func prefixes(of path: [String]) -> [[String]] {
        (1...path.count).reversed().map { Array(path.prefix($0)) }
    }

    mutating func rename(
        _ name: String, to newName: String, in members: Members
    ) throws(ManifestIssue) {
        guard name != newName else { return }
        let entry = try member(name, of: members)
        try checkFree(newName, of: members)
        // The id follows when it was the name.
        let id =
            entry.key == name ? try freeID(for: newName, of: members) : entry.key
        guard let written = entry.value.table?["name"]?.value else { return }
        let references = members.subject == .function ? try references(to: name) : []
        try change { edit in
            let value = edit.expected[members.path + [entry.key]]
            edit.expected[members.path + [entry.key]] = nil
            edit.expected[members.path + [id]] = value
            edit.expected[members.path + [id, "name"]] = .string(newName)
            for reference in references {
                edit.expected[reference.path] = .string(newName)
            }
            let places = [written.region] + references.map(\.region)
            var changes = places.map { (edit.text.range($0), "\"\(newName)\"") }
            if id != entry.key {
                changes += edit.text.places(of: members.path + [entry.key], entry).map { ($0, id) }
            }
            edit.text.replace(changes)
        }
    }

    /// Authorizers that ask a function.
    private func references(
        to function: String
    ) throws(ManifestIssue) -> [(path: [String], region: TOMLRegion)] {
        let authorizers = try document().root["api"]?.value.table?["authorizers"]?.value.table
        return (authorizers?.entries ?? []).compactMap { authorizer in
            guard let value = authorizer.value.table?["function"]?.value,
                value.string == function
            else { return nil }
            return (["api", "authorizers", authorizer.key, "function"], value.region)
        }
    }

    mutating func remove(_ name: String, from members: Members) throws(ManifestIssue) {
        let entry = try member(name, of: members)
        let path = members.path + [entry.key]
        let braces = try braces(around: members)
        try change { edit in
            edit.expected[path] = nil
            let pieces = edit.text.pieces(of: path)
            if pieces.tables.isEmpty, pieces.entries.isEmpty, let braces {
                edit.text.replace(braces.removing(entry.key))
                return
            }
            let entries = pieces.entries.map { edit.text.piece($0.lines, withBelow: false) }
            edit.text.removeLines(pieces.tables + entries)
        }
    }

    /// The inline table that all members are in, if they are.
    private func braces(around members: Members) throws(ManifestIssue) -> Braces? {
        var table: TOMLTable? = try document().root
        var value: TOMLValue?
        for key in members.path {
            value = table?[key]?.value
            table = value?.table
        }
        guard let value, let table, table.isInline else { return nil }
        return Braces(text, text.range(value.region))
    }

    /// A member as lines that begin with its header, whatever form it has here.
    private func lines(
        of path: [String], as newPath: [String], _ entry: TOMLTable.Entry
    ) -> [String] {
        let pieces = text.pieces(of: path)
        var edited = text
        if path != newPath {
            let id = newPath.last ?? entry.key
            edited.replace(text.places(of: path, entry).map { ($0, id) })
        }
        var lines = pieces.tables.isEmpty ? [] : edited.lines(ofTables: newPath)
        var loose = pieces.entries.flatMap { text.looseLines($0, within: path) }
        if pieces.tables.isEmpty, pieces.entries.isEmpty {
            loose = Braces(text, text.range(entry.value.region)).lines
        }
        guard !loose.isEmpty else { return lines }
        // Entries can only stand in front of tables.
        if !lines.isEmpty { lines.insert("", at: 0) }
        return ["[\(newPath.joined(separator: "."))]"] + loose + lines
    }
}
