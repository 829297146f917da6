internal import Diagnostics
internal import Foundation
internal import Languages
package import Manifest

/// What `make`, `move` and `burn` are about: `service`, or `service.function`.
package enum ResourceName: Sendable, CustomStringConvertible {
    case service(String)
    case function(service: String, name: String)

    /// - Parameter isFunction: whether there is a dot in it.
    package init(_ text: String, isFunction: Bool) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == (isFunction ? 2 : 1) else {
            throw Diagnostic(
                at: .tool, "'\(text)' is no name of a \(isFunction ? "function" : "service")",
                notes: [isFunction ? "SERVICE.FUNCTION is" : "a name without a dot is"])
        }
        for part in parts { try checkName(part) }
        self =
            isFunction ? .function(service: parts[0], name: parts[1]) : .service(parts[0])
    }

    package var description: String {
        switch self {
        case .service(let name): name
        case .function(let service, let name): "\(service).\(name)"
        }
    }
}

/// New services and functions: their folders, and their lines in the manifests.
package func make(_ names: [ResourceName], in language: Language) async throws {
    let root = try ProjectFolder.root()
    for name in names {
        switch name {
        case .service(let service): try await makeService(service, root)
        case .function(let service, let function):
            try await makeFunction(service, function, language, root)
        }
    }
}

private func makeService(_ name: String, _ root: String) async throws {
    let folder = "\(root)/services/\(name)"
    try checkAbsent(folder)
    var edit = try ManifestEdit("\(root)/\(ManifestReader.fileName)")
    try edit.change { editor throws(ManifestIssue) in try editor.addService(name) }
    try put([Template.service(name, functions: [])], below: folder)
    try await edit.write()
    try Console.print("services/\(name)/\(ManifestReader.serviceFileName)\n")
}

private func makeFunction(
    _ service: String, _ name: String, _ language: Language, _ root: String
) async throws {
    let folder = "\(root)/services/\(service)/\(name)"
    try checkAbsent(folder)
    var edit = try ManifestEdit("\(root)/services/\(service)/\(ManifestReader.serviceFileName)")
    try edit.change { editor throws(ManifestIssue) in
        try editor.addFunction(name, lines: Template.functionLines(name))
    }
    try put(Template.function(name, in: language), below: folder)
    try await edit.write()
    try Console.print("services/\(service)/\(name)/\n")
}

func checkAbsent(_ path: String) throws(Diagnostic) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    throw Diagnostic(at: .file(path), "it is there already")
}

/// A manifest that is being edited; on the disk it changes at once, or not at all.
struct ManifestEdit {
    private let path: String
    private var editor: ManifestEditor

    init(_ path: String) throws {
        self.path = path
        let bytes = try Files.read(path)
        do {
            editor = try ManifestEditor(file: path, bytes: bytes)
        } catch {
            throw error.diagnostic()
        }
    }

    mutating func change(_ body: (inout ManifestEditor) throws(ManifestIssue) -> Void)
        throws(Diagnostic)
    {
        do {
            try body(&editor)
        } catch {
            throw error.diagnostic()
        }
    }

    func write() async throws { try await Files.put(editor.bytes, at: path) }

    /// A function with its lines, from this manifest to another.
    mutating func move(_ name: String, to other: inout ManifestEdit) throws(Diagnostic) {
        do {
            try editor.moveFunction(name, to: &other.editor)
        } catch {
            throw error.diagnostic()
        }
    }
}
