internal import Diagnostics
internal import Foundation

/// JSON as our commands print it: one document, keys in order, so that two runs can be compared.
enum JSONText {
    private static func encode(
        _ value: some Encodable, _ form: JSONEncoder.OutputFormatting = .prettyPrinted
    ) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = form.union([.sortedKeys, .withoutEscapingSlashes])
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("a report of plain values has no JSON")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// A file that we keep and read again.
    static func put(_ value: some Encodable, at path: String) async throws {
        try await Files.put(Array("\(encode(value))\n".utf8), at: path)
    }

    /// A command's answer.
    static func print(_ value: some Encodable) throws(Diagnostic) {
        try Console.print("\(encode(value))\n")
    }

    /// An answer of a command that goes on.
    static func printLine(_ value: some Encodable) throws(Diagnostic) {
        try Console.print("\(encode(value, []))\n")
    }

    /// A failure, for a command with `--json`.
    static func print(_ diagnostic: Diagnostic) throws(Diagnostic) {
        try print(Failure(errors: ([diagnostic] + diagnostic.further).map(Failure.Item.init)))
    }

    private struct Failure: Encodable {
        struct Item: Encodable {
            var severity: String
            var file: String?
            var offset: Int?
            var line: Int?
            var column: Int?
            var message: String
            var notes: [String]

            init(_ diagnostic: Diagnostic) {
                severity = diagnostic.severity.rawValue
                switch diagnostic.place {
                case .tool: break
                case .file(let path): file = path
                case .byte(let path, let byte):
                    file = path
                    offset = byte
                case .text(let span):
                    file = span.file
                    line = span.line
                    column = span.column
                }
                message = diagnostic.message
                notes = diagnostic.notes
            }
        }
        var errors: [Item]
    }
}
