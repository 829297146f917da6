import Foundation
import Testing
import ToolFixtures

/// What `asml compile` leaves and says: `--emit`, `--time`, `--json`, the text format.
@Suite struct CompileOutputTests {
    private let text = """
        (module
          (func $twice (param i32) (result i32) (i32.shl (local.get 0) (i32.const 1)))
          (func (export "_start") (drop (call $twice (i32.const 21)))))
        """

    @Test func intermediateRepresentationIsOptimised() async throws {
        let scratch = try source(text)
        let plain = try await asml(
            ["compile", "m.wat", "-o", "-", "--emit", "ir", "-O0"], in: scratch.path)
        #expect(plain.status == 0, "\(plain.errors)")
        #expect(plain.output.contains("define internal i32 @asml.f0(i32"))
        let optimised = try await asml(
            ["compile", "m.wat", "-o", "m.ll", "--emit", "ir"], in: scratch.path)
        #expect(optimised.status == 0 && optimised.output.isEmpty, "\(optimised.errors)")
        let contents = try String(contentsOfFile: "\(scratch.path)/m.ll", encoding: .utf8)
        #expect(contents.contains("@asml_module") && !contents.contains("@asml.f0"))
    }

    @Test(arguments: zip(Target.allCases, ["shl", "lsl"]))
    func assemblyIsTheTargets(target: Target, shift: String) async throws {
        let scratch = try source(
            """
            (module
              (func (export "_start") (drop (i32.const 0)))
              (func (export "twice") (param i32 i32) (result i32)
                (i32.shl (local.get 0) (local.get 1))))
            """)
        let result = try await asml(
            ["compile", "m.wat", "-o", "m.s", "--emit", "asm", "--target", target.rawValue],
            in: scratch.path)
        #expect(result.status == 0, "\(result.errors)")
        let assembly = try String(contentsOfFile: "\(scratch.path)/m.s", encoding: .utf8)
        #expect(assembly.contains(shift) && assembly.contains("asml_text"))
        #expect(try scratch.contents == ["m.s", "m.wat"])
    }

    @Test func timeIsATableOnStandardError() async throws {
        let scratch = try source(text)
        let result = try await asml(["compile", "m.wat", "-o", "m", "--time"], in: scratch.path)
        #expect(result.status == 0 && result.output.isEmpty)
        let names = result.errors.split(separator: "\n").compactMap {
            $0.split(separator: " ").first
        }
        #expect(names.first == "step" && names.last == "total", "\(result.errors)")
        #expect(names.contains("validating") && names.contains("linking"))
    }

    @Test func jsonDescribesTheResult() async throws {
        let scratch = try source(text)
        let result = try await asml(
            ["compile", "m.wat", "-o", "m.o", "--emit", "obj", "--json"], in: scratch.path)
        #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
        let report = try object(result.output)
        #expect(report["outputs"] as? [String] == ["m.o", "m.h"])
        #expect(report["emit"] as? String == "obj" && report["optimization"] as? String == "3")
        #expect(report["target"] as? String == Target.host.rawValue)
        let size = try FileManager.default.attributesOfItem(atPath: "\(scratch.path)/m.o")[.size]
        #expect(report["bytes"] as? Int == size as? Int && size != nil)
        #expect((report["input"] as? [String: Any])?["functions"] as? Int == 2)
        #expect((report["steps"] as? [Any])?.isEmpty == false)
    }

    @Test func jsonAlsoTellsOfFailure() async throws {
        let scratch = try Scratch()
        try scratch.write("bad.wasm", [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 0x7F])
        let result = try await asml(
            ["compile", "bad.wasm", "-o", "bad", "--json"], in: scratch.path)
        #expect(result.status == 1)
        let errors = try object(result.output)["errors"] as? [[String: Any]]
        #expect(errors?.first?["file"] as? String == "bad.wasm")
        #expect(errors?.first?["offset"] as? Int == 8)
        #expect(errors?.first?["severity"] as? String == "error")
        #expect(result.errors.contains("bad.wasm:0x8: error:"))
        #expect(try scratch.contents == ["bad.wasm"])
    }

    @Test func mistakesInTheTextAreSaidAsWasmToolsSaysThem() async throws {
        let scratch = try source("(module\n  (func (i32.bogus)))")
        let result = try await asml(["compile", "m.wat", "-o", "m"], in: scratch.path)
        #expect(result.status == 1)
        #expect(result.errors.contains("m.wat: error: not a module in the text format"))
        #expect(result.errors.contains("i32.bogus") && result.errors.contains("2:"))
        #expect(try scratch.contents == ["m.wat"])
    }

    @Test func whatIsInvalidInTheTextHasItsFunction() async throws {
        let scratch = try source("(module (func $wrong (export \"_start\") (i32.const 1)))")
        let result = try await asml(["compile", "m.wat", "-o", "m"], in: scratch.path)
        #expect(result.status == 1)
        #expect(result.errors.contains("m.wat: error: "), "\(result.errors)")
        #expect(result.errors.contains("wrong") && result.errors.contains("of the binary form"))
    }

    @Test func withoutWasmToolsTheTextFormatIsRefused() async throws {
        let scratch = try source(text)
        let environment = ProcessInfo.processInfo.environment
        let home = try #require(environment["ASML_HOME"])
        let result = try await execute(
            "\(home)/bin/asml", ["compile", "m.wat", "-o", "m"],
            environment: ["ASML_WASM_TOOLS": "/nowhere/wasm-tools", "ASML_HOME": home],
            folder: scratch.path)
        #expect(result.status == 1)
        #expect(
            result.errors.contains("needs wasm-tools") && result.errors.contains("ASML_WASM_TOOLS"))
    }

    @Test(arguments: [
        ["-o", "-"], ["-o", "-", "--emit", "obj"], ["-o", "-", "--emit", "ir", "--json"],
        ["-o", "m", "--emit", "obj", "--runtime", "lambda"], ["-o", "m", "--emit", "wat"],
    ])
    func whatDoesNotGoTogetherIsAWrongCommandLine(arguments: [String]) async throws {
        let scratch = try source(text)
        let result = try await asml(["compile", "m.wat"] + arguments, in: scratch.path)
        #expect(result.status == 2, "\(result.errors)")
        #expect(try scratch.contents == ["m.wat"])
    }

    // MARK: Helpers

    private func source(_ text: String) throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write("m.wat", Array(text.utf8))
        return scratch
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}
