import Foundation
import Testing
import ToolFixtures

/// `--strict-traps`, `--cpu` and `--memory-base` in whole programs.
@Suite struct OptionTests {
    /// The path of a program in the folder.
    private func compile(_ module: String, _ options: [String], in scratch: Scratch) async throws
        -> String
    {
        try scratch.write("program.wasm", try await assemble(module))
        let compiled = try await asml(
            ["compile", "program.wasm", "-o", "program"] + options, in: scratch.path)
        try #require(compiled.status == 0, "\(compiled.errors)")
        return "\(scratch.path)/program"
    }

    private func program(_ body: String, memory: String = "1") -> String {
        """
        (module
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") \(memory))
          (data (i32.const 65534) "\\05\\06")
          (func (export "_start")
            \(body)))
        """
    }

    // MARK: --strict-traps

    /// Nobody needs what the load gives, so LLVM deletes it unless the trap is wanted.
    @Test(
        arguments: [([], 1), (["--strict-traps"], 134), (["--strict-traps", "-O", "1"], 134)]
            as [([String], Int32)])
    func aLoadThatNobodyNeeds(_ options: [String], _ status: Int32) async throws {
        let scratch = try Scratch()
        let path = try await compile(
            program(
                """
                (local $value i32)
                (local.set $value (i32.load (i32.const 65536)))
                (local.set $value (i32.const 1))
                (call $exit (local.get $value))
                """), options, in: scratch)
        let result = try await execute(path)
        #expect(result.status == status, "\(result.errors)")
        #expect(result.errors.contains("out of bounds memory access") == (status == 134))
    }

    @Test func theCacheKnowsTheOptions() async throws {
        let scratch = try Scratch()
        try scratch.write(
            "program.wasm",
            try await assemble(program("(local i32) (local.set 0 (i32.load (i32.const 65536)))")))
        let environment = ["ASML_HOME", "PATH"].reduce(into: ["XDG_CACHE_HOME": scratch.path]) {
            $0[$1] = ProcessInfo.processInfo.environment[$1]
        }
        let home = try #require(environment["ASML_HOME"])
        for options in [
            [], ["--strict-traps"], ["--memory-base", "dynamic"], ["--cpu", "native"],
        ] {
            let result = try await execute(
                "\(home)/bin/asml", ["run"] + options + ["\(scratch.path)/program.wasm"],
                environment: environment)
            #expect(result.status == 134, "\(options): \(result.errors)")
        }
        let programs = try FileManager.default.contentsOfDirectory(
            atPath: "\(scratch.path)/asml")
        #expect(programs.count == 4, "\(programs)")
    }
}
