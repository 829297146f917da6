import CodeGen
import Foundation
import LLVMKit
import Testing
import ToolFixtures
import WasmDecoder
import WasmLowering
import WasmModel
import WasmValidator

/// Each `Golden/NAME.wat` lowers to exactly `Golden/NAME.ll`, so that a reader sees what becomes of
/// an instruction. `make bless` rewrites the expectations.
@Suite struct GoldenTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".wat") }.map { String($0.dropLast(4)) }.sorted()
    }()

    @Test func fixturesExist() { #expect(!Self.names.isEmpty) }

    @Test(arguments: names) func lowersAsExpected(_ name: String) async throws {
        let source = Self.folder.appendingPathComponent("\(name).wat")
        let golden = Self.folder.appendingPathComponent("\(name).ll")
        let text = try String(contentsOf: source, encoding: .utf8)
        let actual = try lowered(
            try await assemble(source), LoweringOptions(asWrittenIn: text))
        if ProcessInfo.processInfo.environment["ASML_BLESS"] == "1" {
            try actual.write(to: golden, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: golden, encoding: .utf8)
        #expect(actual == expected, "\(name).ll differs; 'make bless' accepts the new text")
    }

    /// The text of a module's functions with locals in registers and without metadata.
    private func lowered(_ bytes: [UInt8], _ options: LoweringOptions) throws -> String {
        let validated = try validate(try decodeModule(bytes))
        var options = options
        options.imports = validated.module.imports.map {
            .host(symbol: "\($0.module).\($0.name)")
        }
        options.usesTailCalls = validated.module.usesTailCalls
        var types = TypeRegistry()
        let machine = try Processor.baseline(.x86_64).machine(.o0)
        let result = lower(validated, options, types: &types, target: machine)
        try result.unit.module.verify()
        try result.unit.module.run("function(mem2reg)", machine)
        return Self.readable(result.unit.module.print())
    }

    private static func readable(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let kept = lines.filter { line in
            ![
                "; ModuleID", "; Function Attrs", "source_filename", "target ", "attributes ",
                "!", "@asml.export", "@asml_module",
            ].contains { line.hasPrefix($0) }
        }
        let withoutDebug = kept.map {
            $0.replacing(#/,? !dbg !\d+/#, with: "").replacing(#/ #\d+/#, with: "")
                .replacing(#/, !tbaa !\d+/#, with: "").replacing(#/ +; preds = .*/#, with: "")
                .replacing(#/(\\00){16,}/#, with: "...")
        }
        return withoutDebug.joined(separator: "\n").trimmingCharacters(in: .newlines) + "\n"
    }
}

extension LoweringOptions {
    /// Options of `asml compile` on a line of their own.
    fileprivate init(asWrittenIn text: String) {
        self.init()
        let lines = text.split(separator: "\n")
        strictTraps = lines.contains(";; --strict-traps")
        memoryBase = lines.contains(";; --memory-base dynamic") ? .dynamic : .fixed
    }
}

/// The binary of a text module, by `wasm-tools parse`.
func assemble(_ source: URL) async throws -> [UInt8] {
    let tool = ProcessInfo.processInfo.environment["ASML_WASM_TOOLS"] ?? "wasm-tools"
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try await runTool([tool, "parse", source.path, "-o", "module.wasm"], in: folder)
    try #require(result.status == 0, "wasm-tools cannot parse \(source.path): \(result.errors)")
    return [UInt8](try Data(contentsOf: folder.appending(path: "module.wasm")))
}
