import Diagnostics
import Languages
import Manifest
import Testing

/// What a function is written in, and what of its folder counts.
@Suite struct DetectionTests {
    typealias Candidate = LanguageError.Candidate

    @Test(arguments: [
        (["Cargo.toml", "src/lib.rs"], Language.rust),
        (["Package.swift", "Sources/F/F.swift", "Sources/C/c.c"], .swift),
        (["Function.swift"], .swift),
        (["build.zig", "src/main.zig"], .zig), (["function.zig"], .zig),
        (["function.c", "asml.h"], .c), (["src/a.c", "src/b.c"], .c),
        (["function.cpp"], .cpp), (["function.cc"], .cpp), (["a.cpp", "b.c"], .cpp),
        (["function.js"], .javascript), (["index.mjs", "data.json"], .javascript),
        (["f.wasm"], .wasm), (["f.wat"], .wasm),
        // A description decides alone.
        (["Cargo.toml", "src/lib.rs", "helper.js", "f.wasm"], .rust),
        // What tools leave and what only tests use does not count.
        (["function.c", "target/x.wasm", ".build/a.swift", "zig-cache/b.zig"], .c),
        (["function.c", "node_modules/x/index.js", ".hidden.js", "tests/f.wasm"], .c),
    ])
    func isToldByTheFiles(_ files: [String], _ language: Language) throws {
        #expect(try plan(files).language == language)
    }

    @Test(arguments: [
        ([], LanguageError.Kind.noLanguage),
        (["README.md", "service.rb", "target/a.c"], .noLanguage),
        (
            ["Cargo.toml", "Package.swift", "a.c"],
            .severalLanguages([
                Candidate(.rust, "Cargo.toml"), Candidate(.swift, "Package.swift"),
            ])
        ),
        (
            ["a.zig", "b.c", "c.js"],
            .severalLanguages([
                Candidate(.c, "b.c"), Candidate(.zig, "a.zig"), Candidate(.javascript, "c.js"),
            ])
        ),
        (["a.wasm", "b.wat"], .severalModules(["a.wasm", "b.wat"])),
    ])
    func saysWhatItFound(_ files: [String], _ kind: LanguageError.Kind) {
        let error = #expect(throws: LanguageError.self) { try plan(files) }
        #expect(error?.kind == kind)
        #expect(error?.folder == "/app/services/s/f")
        #expect(error?.place == Example.functionPlace)
    }

    @Test(arguments: Language.allCases) func aLanguageThatIsNotThereIsAnError(_ language: Language)
    {
        let error = #expect(throws: LanguageError.self) {
            try plan(["README.md"], { $0.language = language })
        }
        #expect(error?.kind == .noSource(language))
        #expect(error?.place == Example.languagePlace)
    }

    @Test(arguments: Language.allCases) func theManifestDecides(_ language: Language) throws {
        let files = [
            "Cargo.toml", "Package.swift", "function.zig", "a.c", "a.cpp", "a.swift", "index.js",
            "f.wasm",
        ]
        #expect(try plan(files, { $0.language = language }).language == language)
    }

    @Test func inputsAreTheFilesThatMayChangeTheModule() throws {
        let files = [
            "src/lib.rs", "Cargo.toml", "Cargo.lock", ".cargo/config.toml", ".gitignore",
            "target/release/f.wasm", "src/.swap", "data/table.bin",
        ]
        #expect(
            try plan(files).inputs == [
                ".cargo/config.toml", "Cargo.lock", "Cargo.toml", "data/table.bin", "src/lib.rs",
            ])
    }

    @Test(arguments: [
        (nil, LanguageError.Kind.buildWithoutModule), ("../f.wasm", .outsideFolder("../f.wasm")),
        ("/etc/f.wasm", .outsideFolder("/etc/f.wasm")),
        ("a/../../f.wasm", .outsideFolder("a/../../f.wasm")), ("", .outsideFolder("")),
    ])
    func aModuleLiesInTheFunctionsFolder(_ wasm: String?, _ kind: LanguageError.Kind) {
        let error = #expect(throws: LanguageError.self) {
            try plan(["a.c"]) {
                $0.build = [["make"]]
                $0.wasm = wasm
            }
        }
        #expect(error?.kind == kind)
        #expect(error?.place == Example.functionPlace)
        let prebuilt = #expect(throws: LanguageError.self) {
            try plan(["a.c"]) { $0.wasm = wasm ?? "/" }
        }
        #expect(prebuilt?.kind == .outsideFolder(wasm ?? "/"))
    }

    @Test(arguments: [Language.swift, .zig, .javascript], ["", "1x", "a-b", "a b", "x;y", "é"])
    func aHandlerHasAnIdentifiersName(_ language: Language, _ name: String) {
        let error = #expect(throws: LanguageError.self) {
            try plan(["f.swift", "f.zig", "f.js"]) {
                $0.language = language
                $0.handlerName = name
            }
        }
        #expect(error?.kind == .handlerName(name))
    }

    @Test func errorsSayWhatToDo() {
        let error = #expect(throws: LanguageError.self) { try plan(["a.c", "b.js"]) }
        #expect(
            error?.diagnostic.render() == """
                service.toml:3:1: error: several languages: c (a.c), javascript (b.js)
                  'language' in service.toml decides
                """)
    }

    private func plan(
        _ files: [String], _ change: (inout Function) -> Void = { _ in }
    ) throws -> BuildPlan {
        try Example.plan(files, change)
    }
}
