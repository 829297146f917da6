package import Diagnostics
package import Manifest

/// Why there is no plan for a function.
package struct LanguageError: Error, Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// Nothing in the folder says what the function is written in.
        case noLanguage
        /// Files of more than one language, one of each.
        case severalLanguages([Candidate])
        /// `language` names one that no file is written in.
        case noSource(Language)
        /// Several files, of which only one can be the function.
        case severalModules([String])
        /// `build` without `wasm`.
        case buildWithoutModule
        /// `wasm` leads out of the function's folder.
        case outsideFolder(String)
        /// No name of a function in most languages.
        case handlerName(String)
    }

    /// A language, and the file that stands for it.
    package struct Candidate: Equatable, Sendable {
        package var language: Language
        package var file: String

        package init(_ language: Language, _ file: String) {
            self.language = language
            self.file = file
        }
    }

    package var kind: Kind
    /// The function's.
    package var folder: String
    /// Where the manifest has it.
    package var place: SourceSpan?

    init(_ kind: Kind, folder: String, place: SourceSpan?) {
        self.kind = kind
        self.folder = folder
        self.place = place
    }

    package var message: String {
        switch kind {
        case .noLanguage: "no file here says what language the function is written in"
        case .severalLanguages(let found):
            "several languages: "
                + found.map { "\($0.language.rawValue) (\($0.file))" }.joined(separator: ", ")
        case .noSource(let language):
            "the function's language is \(language.rawValue), but there is no file of it"
        case .severalModules(let files): "several modules: \(files.joined(separator: ", "))"
        case .buildWithoutModule: "a function with 'build' needs 'wasm', the module that it makes"
        case .outsideFolder(let path): "'\(path)' is not in the function's folder"
        case .handlerName(let name): "a handler cannot be named '\(name)'"
        }
    }

    package var notes: [String] {
        switch kind {
        case .noLanguage, .noSource:
            [
                "looked for Cargo.toml, Package.swift, build.zig and for *.c, *.cpp, *.cc, *.swift, "
                    + "*.zig, *.js, *.mjs, *.wasm, *.wat",
                "'build' and 'wasm' in service.toml are for any other language",
            ]
        case .severalLanguages: ["'language' in service.toml decides"]
        case .severalModules: ["'wasm' in service.toml decides"]
        case .buildWithoutModule, .outsideFolder: ["'wasm' is relative to the function's folder"]
        case .handlerName: ["letters, digits and '_', no digit first"]
        }
    }

    package var diagnostic: Diagnostic {
        Diagnostic(
            at: place.map { .text($0) } ?? .file(folder), message, notes: notes)
    }
}
