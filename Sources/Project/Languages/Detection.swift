internal import Manifest

/// What a function is written in, told by the names of its files.
extension BuildRequest {
    /// A file that describes how a folder is built, and so decides alone.
    private static let descriptions: [(name: String, language: Language)] = [
        ("Cargo.toml", .rust), ("Package.swift", .swift), ("build.zig", .zig),
    ]

    private static let endings: [(endings: [String], language: Language)] = [
        (["c"], .c), (Self.cppEndings, .cpp), (["swift"], .swift), (["zig"], .zig),
        (["js", "mjs"], .javascript), (["wasm", "wat"], .wasm),
    ]

    static let cppEndings = ["cpp", "cc", "cxx"]

    func language() throws(LanguageError) -> Language {
        if let language = function.language { return language }
        return try detectedLanguage()
    }

    private func detectedLanguage() throws(LanguageError) -> Language {
        if function.wasm != nil { return .wasm }
        let described = Self.descriptions.filter { inputs.contains($0.name) }
            .map { LanguageError.Candidate($0.language, $0.name) }
        var found = described.isEmpty ? written : described
        // A function in C++ may have parts in C.
        if found.contains(where: { $0.language == .cpp }) {
            found.removeAll { $0.language == .c }
        }
        guard let first = found.first else { throw failure(.noLanguage) }
        guard found.count == 1 else { throw failure(.severalLanguages(found)) }
        return first.language
    }

    private var written: [LanguageError.Candidate] {
        Self.endings.compactMap { endings, language in
            sources(endings).first.map { LanguageError.Candidate(language, $0) }
        }
    }
}
