import Foundation
import Languages
import Manifest
import Testing

/// Each `Golden/NAME.txt` is a whole plan. `make bless` rewrites them.
@Suite struct GoldenPlanTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var files: [String]
        var language: Language?
        var build: [[String]]?
        var wasm: String?
        var handler = "handler"
        var toolchain = Toolchain()
        var contents: [String: String] = [:]

        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "c", files: ["function.c", "text.h"]),
        Case(name: "c-several", files: ["src/a+b.c", "src/a/b.c", "-o.c", "tests/check.c"]),
        Case(name: "cpp", files: ["function.cpp", "old.c"]),
        Case(name: "swift", files: ["Package.swift", "Sources/Function/Function.swift"]),
        Case(name: "rust", files: ["Cargo.toml", "src/lib.rs"]),
        Case(
            name: "rust-of-debian", files: ["Cargo.toml", "src/lib.rs"], toolchain: debian,
            contents: [
                "Cargo.toml": """
                [package] # comment
                name = "the-package"
                [ lib ]
                name = 'the-library'
                [[bin]]
                name = "x"
                """
            ]),
        Case(name: "zig", files: ["function.zig", "text.zig"], handler: "greet"),
        Case(
            name: "javascript",
            files: ["function.js", "lib/text.mjs", "data.json", "it's \"quoted\".js", "a>\n.js"],
            handler: "greet"),
        Case(name: "wasm", files: ["f.wasm"]),
        Case(name: "wat", files: ["f.wat"]),
        Case(name: "prebuilt", files: ["function.c", "out/f.wasm"], wasm: "out/f.wasm"),
        Case(
            name: "custom", files: ["main.go", "out/f.wasm"],
            build: [["tinygo", "build", "-o", "out/f.wasm", "."], ["true"]], wasm: "out/f.wasm"),
    ]

    static let debian = Toolchain(environment: [:]) {
        $0 == "/usr/lib/rustlib" ? ["wasm32-unknown-unknown"] : []
    }

    @Test(arguments: cases) func plansAsExpected(_ example: Case) throws {
        let plan = try Example.plan(
            example.files,
            {
                $0.language = example.language
                $0.build = example.build
                $0.wasm = example.wasm
                $0.handlerName = example.handler
            }, toolchain: example.toolchain, contents: example.contents)
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/\(example.name).txt")
        let actual = Example.page(plan)
        if ProcessInfo.processInfo.environment["ASML_BLESS"] == "1" {
            try actual.write(to: golden, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: golden, encoding: .utf8)
        #expect(
            actual == expected, "\(example.name).txt differs; 'make bless' accepts the new text")
    }

    @Test func environmentChoosesTheTools() throws {
        let toolchain = Toolchain(environment: [
            "CLANG": "/c/clang", "CLANGXX": "/c/clang++", "WASM_LD": "/c/wasm-ld",
            "RUSTC": "/r/rustc",
            "WASI_SYSROOT": "/wasi", "CARGO": "/r/cargo", "SWIFTC": "/s/swiftc", "ZIG": "/z/zig",
            "ASML_WASM_TOOLS": "/w/wasm-tools", "HOME": "/home/ada",
        ]) { _ in [] }
        #expect(
            try Example.plan(["a.cpp"], toolchain: toolchain).requirements.map(\.name) == [
                "/c/clang", "/c/wasm-ld", "/wasi/lib/wasm32-wasi/libc.a", "/c/clang++",
                "/wasi/lib/wasm32-wasi/libc++.a",
            ])
        let rust = try Example.plan(["Cargo.toml"], toolchain: toolchain)
        #expect(rust.steps.first?.arguments.first == "/r/cargo")
        #expect(rust.steps.first?.environment["RUSTC"] == "/r/rustc")
        let swift = try Example.plan(["a.swift"], toolchain: toolchain)
        #expect(swift.steps.first?.environment["SWIFTC"] == "/s/swiftc")
        let zig = try Example.plan(["a.zig"], toolchain: toolchain)
        #expect(zig.steps.map { $0.arguments.first } == ["/z/zig", "/c/wasm-ld"])
        let text = try Example.plan(["a.wat"], toolchain: toolchain)
        #expect(text.steps.first?.arguments.first == "/w/wasm-tools")
    }

    /// rustup's Rust where it has the target, else Debian's, which brings no linker.
    @Test(arguments: [true, false]) func theRustThatMakesWebAssemblyIsTaken(_ rustup: Bool) {
        let toolchain = Toolchain(environment: ["HOME": "/home/ada"]) { folder in
            switch folder {
            case "/home/ada/.rustup/toolchains": ["nightly", "stable"]
            case "/home/ada/.rustup/toolchains/stable/lib/rustlib":
                rustup ? ["wasm32-unknown-unknown", "etc"] : ["etc"]
            case "/usr/lib/rustlib": ["wasm32-unknown-unknown"]
            default: []
            }
        }
        #expect(toolchain.cargo == (rustup ? "cargo" : "/usr/bin/cargo"))
        #expect(toolchain.rustc == (rustup ? nil : "/usr/bin/rustc"))
        #expect(toolchain.rustLinker == (rustup ? nil : "/usr/bin/wasm-ld-19"))
    }

    @Test func missingToolsAreNamed() throws {
        let plan = try Example.plan(["a.c"])
        #expect(plan.missing { _ in true }.isEmpty)
        #expect(
            plan.missing { $0 != "/usr/bin/wasm-ld-19" }.map(\.hint) == [
                "apt-get install lld-19, or set WASM_LD"
            ])
    }
}
