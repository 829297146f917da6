internal import Diagnostics
internal import NativeLinker
internal import WasmDecoder
internal import WasmValidator

/// The typed errors of the libraries as what a user reads.
extension Diagnostic {
    init(_ error: DecodeError, in source: ModuleSource) {
        let proposal = error.proposal(in: source.bytes).map {
            ["this belongs to \($0), which is not supported yet"]
        }
        self.init(
            at: source.place(error.offset), error.message,
            notes: (proposal ?? []) + source.notes(error.offset))
    }

    init(_ error: ValidationError, in source: ModuleSource) {
        self.init(
            at: source.place(error.offset), error.message,
            notes: (error.context.map { [$0] } ?? []) + source.notes(error.offset))
    }

    init(_ errors: ValidationErrors, in source: ModuleSource) {
        self.init(errors.first, in: source)
        further = errors.rest.map { Diagnostic($0, in: source) }
    }

    init(_ error: ImportError, in source: ModuleSource, _ runtime: RuntimeKind) {
        let name = "'\(error.name)' from '\(error.module)'"
        let place = source.place(error.offset)
        switch error.kind {
        case .unknownModule(let offered):
            self.init(
                at: place, "nothing provides the import \(name)",
                notes: [
                    "the \(runtime.rawValue) runtime offers the modules "
                        + offered.joined(separator: ", ")
                ] + Self.otherRuntime(error, runtime) + Self.howToGoOn)
        case .unknownName(let similar):
            let offered = runtime.imports.filter { $0.module == error.module }.map(\.name)
            self.init(
                at: place, "nothing provides the import \(name)",
                notes: [
                    similar.map { "did you mean '\($0)'?" }
                        ?? "'\(error.module)' offers \(offered.joined(separator: ", "))"
                ] + Self.howToGoOn)
        case .wrongType(let expected, let found):
            self.init(
                at: place, "the import \(name) has the wrong type",
                notes: [
                    "the runtime's type is \(signature(expected))",
                    "the module's type is \(signature(found))",
                ])
        case .notAFunction:
            self.init(
                at: place, "the import \(name) is not a function",
                notes: ["the runtime offers functions only"])
        case .neededByPointer:
            self.init(
                at: place, "the import \(name) takes a pointer, but no memory is exported",
                notes: ["export the memory that it shall work on as 'memory'"])
        }
    }

    private static let howToGoOn = [
        "--allow-missing-imports makes a call of it a trap instead of this error"
    ]

    /// A module made for the other runtime is the likeliest mistake.
    private static func otherRuntime(_ error: ImportError, _ runtime: RuntimeKind) -> [String] {
        RuntimeKind.allCases.filter { other in
            other != runtime
                && other.imports.contains { $0.module == error.module && $0.name == error.name }
        }.map { "--runtime \($0.rawValue) offers it" }
    }

    init(_ error: LinkError, output: String) {
        switch error {
        case .cannotRun(let linker, let reason):
            self.init(at: .tool, "cannot run the linker \(linker): \(reason)")
        case .failed(let message):
            self.init(
                at: .file(output), "linking failed",
                notes: message.split(separator: "\n").map(String.init))
        }
    }
}

/// "ii:I" as "(i32, i32) -> i64".
private func signature(_ letters: String) -> String {
    func list(_ part: Substring) -> String {
        let names: [Character: String] = [
            "i": "i32", "I": "i64", "f": "f32", "F": "f64", "r": "reference", "v": "v128",
        ]
        return part.map { names[$0] ?? "?" }.joined(separator: ", ")
    }
    let parts = letters.split(separator: ":", omittingEmptySubsequences: false)
    let results = parts.count > 1 ? list(parts[1]) : ""
    return "(\(list(parts[0]))) -> \(results.isEmpty ? "()" : results)"
}
