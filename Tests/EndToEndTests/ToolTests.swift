import Foundation
import Testing
import ToolFixtures

/// The tool on wrong input: what it says, its exit status, and that it leaves nothing behind.
@Suite struct ToolTests {
    @Test func aMissingFileIsNamed() async throws {
        let result = try await asml(["compile", "/nowhere/a.wasm", "-o", "/tmp/a"])
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("/nowhere/a.wasm: error: cannot read: No such file"))
    }

    @Test func aWrongByteHasItsOffset() async throws {
        let scratch = try Scratch()
        try scratch.write("bad.wasm", [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 0x0E, 0])
        let result = try await asml(["compile", "bad.wasm", "-o", "out"], in: scratch.path)
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("bad.wasm:0x8: error: "), "\(result.errors)")
        #expect(try scratch.contents == ["bad.wasm"])
    }

    @Test func anInvalidFunctionIsNamed() async throws {
        let scratch = try Scratch()
        try scratch.write(
            "bad.wasm",
            try await assemble(
                #"(module (func $wrong (export "_start") (drop (i32.add (i64.const 1) (i32.const 2)))))"#
            ))
        let result = try await asml(["compile", "bad.wasm", "-o", "out"], in: scratch.path)
        #expect(result.status == 1)
        #expect(result.errors.contains("error: type mismatch: expected i32, found i64"))
        #expect(result.errors.contains(#"in function 0 "wrong", at i32.add"#))
        #expect(try scratch.contents == ["bad.wasm"])
    }

    @Test(arguments: [
        (
            #"(import "wasi_snapshot_preview1" "fd_wriet" (func (param i32 i32 i32 i32) (result i32)))"#,
            "did you mean 'fd_write'?"
        ),
        (#"(import "host" "log" (func))"#, "offers the modules wasi_snapshot_preview1"),
        (
            #"(import "wasi_snapshot_preview1" "fd_close" (func (param i64) (result i32)))"#,
            "the runtime's type is (i32) -> i32"
        ),
        (
            #"(import "env" "__asml_abi_input_start" (func (result i32)))"#,
            "--runtime lambda offers it"
        ),
        (
            #"(import "wasi_snapshot_preview1" "random_get" (func (param i32 i32) (result i32)))"#,
            "export the memory"
        ),
    ])
    func anImportThatNothingProvidesIsNamed(_ item: String, _ hint: String) async throws {
        let scratch = try Scratch()
        try scratch.write(
            "bad.wasm", try await assemble("(module \(item) (func (export \"_start\")))"))
        let result = try await asml(["compile", "bad.wasm", "-o", "out"], in: scratch.path)
        #expect(result.status == 1)
        #expect(result.errors.contains(hint), "\(result.errors)")
        #expect(try scratch.contents == ["bad.wasm"])
    }

    @Test func aCommandNeedsStart() async throws {
        let scratch = try Scratch()
        try scratch.write("f.wasm", try await assemble(#"(module (func (export "handler")))"#))
        let result = try await asml(["compile", "f.wasm", "-o", "out"], in: scratch.path)
        #expect(result.status == 1)
        #expect(result.errors.contains("--runtime lambda"))
    }

    @Test func outputsThatCannotBeWrittenAreRefused() async throws {
        let scratch = try Scratch()
        try scratch.write("f.wasm", try await assemble(#"(module (func (export "_start")))"#))
        let folder = try await asml(["compile", "f.wasm", "-o", "missing/out"], in: scratch.path)
        #expect(folder.status == 1)
        #expect(folder.errors.contains("no folder"))
        let itself = try await asml(["compile", "f.wasm", "-o", "."], in: scratch.path)
        #expect(itself.status == 1)
        #expect(try scratch.contents == ["f.wasm"])
    }

    @Test func aWrongCommandLineIsNotWrongInput() async throws {
        #expect(try await asml(["compile"]).status == 2)
        #expect(try await asml(["compile", "a.wasm", "-o", "b", "--runtime", "java"]).status == 2)
        #expect(try await asml(["invoke", "b", "--data", "x", "--file", "y"]).status == 2)
        #expect(try await asml(["--help"]).status == 0)
        #expect(try await asml(["--version"]).output.hasPrefix("asml "))
    }

    @Test func runCompilesOnceAndPassesArgumentsAndStatus() async throws {
        let scratch = try Scratch()
        try scratch.write("f.wasm", try await assemble(Self.exitWithArgumentCount))
        let environment = ProcessInfo.processInfo.environment.merging([
            "XDG_CACHE_HOME": scratch.path
        ]) { $1 }
        let home = try #require(environment["ASML_HOME"])
        for _ in 0..<2 {
            let result = try await execute(
                "\(home)/bin/asml", ["run", "f.wasm", "--flag", "b", "c"],
                environment: environment, folder: scratch.path)
            #expect(result.status == 4, "\(result.errors)")
        }
        let cached = try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/asml")
        #expect(cached.count == 1)
    }

    @Test func runRefusesAnotherMachinesProgram() async throws {
        let scratch = try Scratch()
        try scratch.write("f.wasm", try await assemble(Self.exitWithArgumentCount))
        let other: Target = Target.host == .x86_64 ? .arm64 : .x86_64
        let result = try await asml(
            ["run", "--target", other.rawValue, "f.wasm"], in: scratch.path)
        #expect(result.status == 1)
        #expect(result.errors.contains("cannot run a program for \(other.rawValue)"))
    }

    private static let exitWithArgumentCount = """
        (module
          (import "wasi_snapshot_preview1" "args_sizes_get"
            (func $sizes (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (func (export "_start")
            (drop (call $sizes (i32.const 0) (i32.const 4)))
            (call $exit (i32.load (i32.const 0)))))
        """

    @Test func theSameModuleMakesTheSameBytes() async throws {
        let scratch = try Scratch()
        try scratch.write("f.wasm", try await assemble(Self.exitWithArgumentCount))
        for name in ["one", "two"] {
            #expect(
                try await asml(["compile", "f.wasm", "-o", name], in: scratch.path).status == 0)
        }
        let one = try Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/one"))
        #expect(one == (try Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/two"))))
    }
}
