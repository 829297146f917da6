internal import Diagnostics

/// Edits a manifest in its text, so that comments, order and formatting stay. Each edit checks that
/// the text then says what it should; when it does not, the text stays as it was and an issue says
/// so.
package struct ManifestEditor {
    /// As messages call it.
    package let file: String
    private let mark: [UInt8]
    private(set) var text: EditedText

    /// - Parameter bytes: an `assemblylift.toml` or a `service.toml`, or nothing for a new one.
    package init(file: String, bytes: [UInt8]) throws(ManifestIssue) {
        self.file = file
        do throws(TOMLError) {
            let (string, _) = try TOMLDocument.parse(bytes)
            text = EditedText(Array(string.utf8))
            mark = Array(bytes.prefix(bytes.count - text.bytes.count))
        } catch {
            throw ManifestIssue(error, in: bytes, file: file)
        }
    }

    package var bytes: [UInt8] { mark + text.bytes }

    // MARK: assemblylift.toml

    package mutating func addService(_ name: String) throws(ManifestIssue) {
        try add(name, to: .services, lines: [])
    }

    package mutating func renameService(
        _ name: String, to newName: String
    ) throws(ManifestIssue) {
        try rename(name, to: newName, in: .services)
    }

    package mutating func removeService(_ name: String) throws(ManifestIssue) {
        try remove(name, from: .services)
    }

    // MARK: service.toml

    /// What the service calls itself.
    package mutating func setServiceName(_ name: String) throws(ManifestIssue) {
        try checkName(name, at: beginning)
        guard let entry = try document().root["service"]?.value.table?["name"] else {
            throw ManifestIssue(
                .missingKey("service.name"), at: beginning, "\(file) needs 'service.name'")
        }
        try change { edit in
            edit.expected[["service", "name"]] = .string(name)
            edit.text.replace([(edit.text.range(entry.value.region), "\"\(name)\"")])
        }
    }

    /// - Parameter lines: entries of the function, as `http = { verb = "GET", path = "/" }`.
    package mutating func addFunction(
        _ name: String, lines: [String] = []
    ) throws(ManifestIssue) {
        try add(name, to: .functions, lines: lines)
    }

    /// Authorizers that name it follow.
    package mutating func renameFunction(
        _ name: String, to newName: String
    ) throws(ManifestIssue) {
        try rename(name, to: newName, in: .functions)
    }

    package mutating func removeFunction(_ name: String) throws(ManifestIssue) {
        try remove(name, from: .functions)
    }

    /// With its comments and the tables in it.
    package mutating func moveFunction(
        _ name: String, to other: inout ManifestEditor
    ) throws(ManifestIssue) {
        var target = other
        try target.insert(name, of: self)
        try removeFunction(name)
        other = target
    }

    // MARK: Common

    /// One edit: the text, and what it has to say at the end.
    struct Edit {
        var text: EditedText
        var expected: PlainValue
    }

    /// What services and functions have in common: `[path.<id>]` with a name.
    struct Members {
        var path: [String]
        var subject: ManifestIssue.Subject
        var title: String

        static let services = Members(path: ["services"], subject: .service, title: "service")
        static let functions = Members(
            path: ["api", "functions"], subject: .function, title: "function")
    }

    func document() throws(ManifestIssue) -> TOMLDocument {
        do throws(TOMLError) {
            return try TOMLDocument(file: file, bytes: text.bytes)
        } catch {
            throw ManifestIssue(error, in: text.bytes, file: file)
        }
    }

    var beginning: SourceSpan {
        SourceText(file: file, text: String(decoding: text.bytes, as: UTF8.self)).beginning
    }

    func checkName(_ name: String, at span: SourceSpan) throws(ManifestIssue) {
        guard let complaint = Shape.name.complaint(name) else { return }
        throw ManifestIssue(
            complaint.kind, at: span, complaint.message, notes: complaint.notes)
    }

    /// Makes an edit, unless the result says something else than expected.
    mutating func change(_ body: (inout Edit) -> Void) throws(ManifestIssue) {
        var edit = Edit(text: text, expected: PlainValue(try document().root))
        body(&edit)
        let path = Members.functions.path
        guard let (_, root) = try? TOMLDocument.parse(edit.text.bytes),
            PlainValue(root).withoutEmpty(path).withoutEmpty(Members.services.path)
                == edit.expected.withoutEmpty(path).withoutEmpty(Members.services.path)
        else {
            throw ManifestIssue(
                .notEditable, at: beginning, "\(file) is written in a way that this cannot edit",
                notes: ["make the change by hand"])
        }
        text = edit.text
    }

    // MARK: Members

    /// A service or a function by its name.
    func member(
        _ name: String, of members: Members
    ) throws(ManifestIssue) -> TOMLTable.Entry {
        let all = try self.all(members)
        let named = all.first { $0.value.table?["name"]?.value.string == name }
        guard let named else {
            let names = all.compactMap { $0.value.table?["name"]?.value.string }
            let similar = similarNames(to: name, in: names).first
            throw ManifestIssue(
                .unknownReference(members.subject), at: beginning,
                "\(file) has no \(members.title) '\(name)'",
                notes: similar.map { ["did you mean '\($0)'?"] } ?? [])
        }
        return named
    }

    func all(_ members: Members) throws(ManifestIssue) -> [TOMLTable.Entry] {
        var table: TOMLTable? = try document().root
        for key in members.path { table = table?[key]?.value.table }
        return table?.entries ?? []
    }

    func checkFree(_ name: String, of members: Members) throws(ManifestIssue) {
        try checkName(name, at: beginning)
        for entry in try all(members) {
            guard let written = entry.value.table?["name"]?.value, written.string == name else {
                continue
            }
            throw ManifestIssue(
                .duplicate(members.subject), at: try document().text.span(written.region),
                "\(members.title) '\(name)' is there already")
        }
    }

    /// The name, or that with a number when another one has it as its id.
    func freeID(for name: String, of members: Members) throws(ManifestIssue) -> String {
        let ids = Set(try all(members).map(\.key))
        guard ids.contains(name) else { return name }
        let numbered = (2...).lazy.map { "\(name)-\($0)" }
        return numbered.first { !ids.contains($0) } ?? name
    }
}

extension TOMLValue {
    var string: String? {
        guard case .string(let string) = content else { return nil }
        return string
    }
}
