import Foundation
import Testing
import ToolFixtures

/// What `asml inspect` says.
@Suite struct InspectTests {
    private static let module = """
        (module
          (import "wasi_snapshot_preview1" "fd_close" (func (param i32) (result i32)))
          (import "env" "__asml_abi_input_start" (func (result i32)))
          (import "host" "log" (func (param f64 i64)))
          (memory (export "memory") 2 8) (memory 1) (table 3 9 funcref)
          (global $g (mut i32) (i32.const 42)) (global (export "v") v128 (v128.const i64x2 0 0))
          (func $run (export "handler") (result i32)
            (i32.extend8_s (i32.const 1)) (drop) (i32.extend8_s (i32.const 2)))
          (func $start (memory.fill (i32.const 0) (i32.const 0) (i32.const 0)))
          (func $pair (result i32 i32) (i32.const 1) (i32.const 2))
          (start $start)
          (elem (i32.const 1) func $run $pair) (data (i32.const 8) "eight by") (data "xyz")
          (@producers (language "C" "11") (processed-by "clang" "19.1"))
          (@custom "target_features" "\\02+\\07simd128-\\09bulk-memo")
          (@custom ".debug_info" "12345"))
        """

    private func inspect(_ module: String, _ flags: [String] = []) async throws -> Execution {
        let scratch = try Scratch()
        try scratch.write("f.wasm", try await assemble(module))
        return try await asml(["inspect", "f.wasm"] + flags, in: scratch.path)
    }

    private func json(_ module: String) async throws -> (Execution, [String: Any]) {
        let result = try await inspect(module, ["--json"])
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
        return (result, try #require(object as? [String: Any]))
    }

    private func rows(_ report: [String: Any], _ key: String) throws -> [[String: Any]] {
        try #require(report[key] as? [[String: Any]], "\(key)")
    }

    @Test func declarations() async throws {
        let (result, report) = try await json(Self.module)
        #expect(result.status == 0, "\(result.errors)")
        let imports = try rows(report, "imports")
        #expect(
            imports.map { $0["name"] as? String } == ["fd_close", "__asml_abi_input_start", "log"])
        #expect(imports.map { $0["type"] as? String }[2] == "(f64, i64) -> ()")
        #expect(
            imports.map { $0["providedBy"] as? [String] } == [
                ["command", "lambda"], ["lambda"], [],
            ])
        let exports = try rows(report, "exports")
        #expect(exports.map { $0["type"] as? String } == ["2 to 8 pages", "v128", "() -> i32"])
        let memories = try rows(report, "memories")
        #expect(memories.map { $0["maximumPages"] as? Int } == [8, nil])
        let globals = try rows(report, "globals")
        #expect(globals[0]["value"] as? String == "42")
        let functions = try #require(report["functions"] as? [String: Any])
        #expect(functions["imported"] as? Int == 3)
        let items = try #require(functions["items"] as? [[String: Any]])
        #expect(items.map { $0["name"] as? String } == ["start", "run", "pair"])
        #expect((functions["start"] as? [String: Any])?["index"] as? Int == 4)
        #expect(
            (report["data"] as? [String: Int]) == [
                "active": 1, "passive": 1, "declarative": 0, "total": 11,
            ])
        #expect((report["elements"] as? [String: Int])?["total"] == 2)
    }

    @Test func featuresAndOrigin() async throws {
        let (_, report) = try await json(Self.module)
        let features = try rows(report, "features")
        #expect(
            features.map { $0["name"] as? String } == [
                "sign-ext", "multivalue", "bulk-memory", "simd128", "multimemory",
            ])
        #expect(features[0]["count"] as? Int == 2)
        #expect(report["version"] as? Int == 3)
        #expect(report["targetFeatures"] as? [String] == ["+simd128", "-bulk-memo"])
        #expect(report["debugInfoSize"] as? Int == 5)
        #expect(report["functionNames"] as? Int == 3)
        let producers = try rows(report, "producers")
        #expect(producers.map { $0["name"] as? String } == ["C", "clang"])
        let sections = try rows(report, "sections")
        let sizes = sections.compactMap { $0["size"] as? Int }.reduce(0, +)
        #expect(sizes + 8 == report["size"] as? Int)
    }

    @Test func whatTheRuntimesLack() async throws {
        let (_, report) = try await json(Self.module)
        let runtimes = try rows(report, "runtimes")
        #expect(runtimes.map { $0["compiles"] as? Bool } == [false, false])
        let command = try rows(runtimes[0], "problems").compactMap { $0["message"] as? String }
        #expect(
            command == [
                "nothing provides the import '__asml_abi_input_start' from 'env'",
                "nothing provides the import 'log' from 'host'",
                "the module exports no function '_start', which a command needs",
            ])
        #expect(try rows(runtimes[1], "problems").count == 1)
        #expect(runtimes[1]["entries"] as? [String] == ["handler"])
    }

    @Test func textHasLimitsUnlessAllIsAsked() async throws {
        let functions = (0..<50).map { "(func $f\($0))" }.joined()
        let module = "(module \(functions) (func $last (export \"_start\")))"
        let short = try await inspect(module)
        #expect(short.status == 0)
        #expect(short.output.contains("command: compiles, starts at _start"))
        #expect(short.output.contains("… 31 more, shown by --all"), "\(short.output)")
        #expect(!short.output.contains("\u{1B}"))
        let all = try await inspect(module, ["--all"])
        #expect(all.output.contains("f49") && !all.output.contains("--all"))
    }

    /// What comes before and after what is not supported is shown.
    @Test func asMuchAsCanBeDecoded() async throws {
        let (result, report) = try await json(
            """
            (module (import "env" "f" (func $f)) (memory (export "memory") 3) (tag $e)
              (func $first (export "_start") (call $f))
              (func $throws (throw $e)) (func $last (drop (i32.extend8_s (i32.const 1))))
              (data (i32.const 0) "four"))
            """)
        #expect(result.status == 1)
        #expect(report["unsupported"] as? String == "exception handling")
        let errors = try rows(report, "errors")
        #expect(errors.count == 1)
        #expect(errors[0]["offset"] is Int)
        #expect(try rows(report, "imports").count == 1)
        #expect(try rows(report, "memories")[0]["minimumPages"] as? Int == 3)
        let functions = try #require(report["functions"] as? [String: Any])
        let items = try #require(functions["items"] as? [[String: Any]])
        #expect(Set(items.map { $0["name"] as? String }) == ["first", "throws", "last"])
        #expect(try rows(report, "features").map { $0["name"] as? String } == ["sign-ext"])
        #expect((report["data"] as? [String: Int])?["total"] == 4)
        let broken = try rows(report, "sections").filter { $0["error"] != nil }
        #expect(broken.map { $0["name"] as? String } == ["tag", "code"])
    }

    @Test func whatIsNoModuleIsAnErrorWithItsOffset() async throws {
        let scratch = try Scratch()
        try scratch.write("f.wasm", Array("hello, world".utf8))
        let result = try await asml(["inspect", "f.wasm"], in: scratch.path)
        #expect(result.status == 1)
        #expect(result.output.contains("0x0: magic header not detected"))
    }
}
