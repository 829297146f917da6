import Foundation
import Testing
import ToolFixtures

/// `--memory-base dynamic`: memories that lie where there is room, and move.
@Suite struct DynamicMemoryTests {
    private func compile(
        _ body: String, memories: String = #"(memory (export "memory") 1 64)"#,
        base: String = "dynamic", target: Target = .host, in scratch: Scratch
    ) async throws -> String {
        let module = """
            (module
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              \(memories)
              (data (i32.const 65533) "\\05\\06\\07")
              (func (export "_start")
                \(body)))
            """
        try scratch.write("program.wasm", try await assemble(module))
        let compiled = try await asml(
            [
                "compile", "program.wasm", "-o", "program", "--memory-base", base, "--target",
                target.rawValue,
            ], in: scratch.path)
        try #require(compiled.status == 0, "\(compiled.errors)")
        return "\(scratch.path)/program"
    }

    /// Runs a program with so many KiB of address space.
    private func limited(_ kibibytes: Int, _ program: String) async throws -> Execution {
        try await execute(
            "/bin/sh", ["-c", #"ulimit -v "$0" && exec "$1""#, String(kibibytes), program])
    }

    // MARK: Little address space

    @Test(arguments: ["c-command", "rust-command", "swift-command"])
    func littleAddressSpaceIsEnough(_ example: String) async throws {
        let fixed = try await Programs.compiled(example, runtime: "command")
        let dynamic = try await Programs.compiled(
            example, runtime: "command", options: ["--memory-base", "dynamic"])
        let expected = try await limited(100_000_000, fixed)
        let found = try await limited(200_000, dynamic)
        #expect(found.status == 0, "\(found.errors)")
        #expect(
            found.output.replacing(dynamic, with: "program")
                == expected.output.replacing(fixed, with: "program"))
    }

    @Test func aRefusedReservationHintsAtIt() async throws {
        let fixed = try await Programs.compiled("c-command", runtime: "command")
        let result = try await limited(200_000, fixed)
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("asml: linear memory at 0x"), "\(result.errors)")
        #expect(result.errors.contains("--memory-base dynamic"), "\(result.errors)")
    }

    /// In steps of 1 MiB up to the limit; the answer is how many were granted.
    @Test func growthEndsAtTheLimit() async throws {
        let scratch = try Scratch()
        let path = try await compile(
            """
            (local $steps i32)
            (loop $again
              (if (i32.ne (memory.grow (i32.const 16)) (i32.const -1))
                (then
                  (i32.store8 (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 1))
                    (i32.const 1))
                  (local.set $steps (i32.add (local.get $steps) (i32.const 1)))
                  (br $again))))
            (if (i32.ne (i32.load8_u (i32.const 65533)) (i32.const 5)) (then unreachable))
            (call $exit (local.get $steps))
            """, memories: #"(memory (export "memory") 1)"#, in: scratch)
        let result = try await limited(100_000, path)
        #expect((50..<98).contains(result.status), "\(result.status) \(result.errors)")
    }

    // MARK: Bounds

    static let inside = [
        "(i32.store (i32.const 65532) (i32.const 1))",
        "(drop (i64.load (i32.const 65528)))",
        "(drop (v128.load offset=65520 (i32.const 0)))",
        "(memory.fill (i32.const 65536) (i32.const 1) (i32.const 0))",
        "(drop (memory.grow (i32.const 1))) (i32.store (i32.const 131068) (i32.const 1))",
    ]
    static let outside = [
        "(i32.store (i32.const 65533) (i32.const 1))",
        "(drop (i64.load (i32.const 65529)))",
        "(drop (v128.load offset=65521 (i32.const 0)))",
        "(drop (i32.load8_u offset=4294967295 (i32.const -1)))",
        "(memory.fill (i32.const 65535) (i32.const 1) (i32.const 2))",
        "(drop (memory.grow (i32.const 1))) (i32.store (i32.const 131069) (i32.const 1))",
        "(drop (memory.grow (i32.const 64))) (i32.store (i32.const 65536) (i32.const 1))",
    ]

    @Test(arguments: inside, Target.allCases)
    func theLastBytesAreInside(_ code: String, _ target: Target) async throws {
        let scratch = try Scratch()
        let path = try await compile(
            "\(code) (call $exit (i32.const 3))", target: target, in: scratch)
        let result = try await execute(path, target: target)
        #expect(result.status == 3, "\(result.errors)")
    }

    @Test(arguments: outside, Target.allCases)
    func theNextByteIsOutside(_ code: String, _ target: Target) async throws {
        let scratch = try Scratch()
        let path = try await compile(code, target: target, in: scratch)
        let result = try await execute(path, target: target)
        #expect(result.status == 134)
        #expect(result.errors.contains("trap: out of bounds memory access"), "\(result.errors)")
    }

    // MARK: Moving

    /// Two memories grow in turns, one from nothing, so that neither finds room behind itself; a
    /// loop in between keeps their addresses in registers as long as it may.
    @Test(arguments: ["fixed", "dynamic"], Target.allCases)
    func contentsSurviveMoves(_ base: String, _ target: Target) async throws {
        let scratch = try Scratch()
        let path = try await compile(
            """
            (local $n i32) (local $sum i32)
            (loop $next
              (drop (memory.grow (i32.const 1)))
              (drop (memory.grow $other (i32.const 2)))
              (i32.store $other (i32.shl (local.get $n) (i32.const 17)) (local.get $n))
              (i32.store (i32.shl (local.get $n) (i32.const 16)) (i32.load $other
                (i32.shl (local.get $n) (i32.const 17))))
              (br_if $next (i32.lt_u
                (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 40))))
            (memory.copy 0 $other (i32.const 8) (i32.const 1310720) (i32.const 4))
            (loop $next
              (local.set $n (i32.sub (local.get $n) (i32.const 1)))
              (local.set $sum (i32.add (local.get $sum)
                (i32.load (i32.shl (local.get $n) (i32.const 16)))))
              (br_if $next (local.get $n)))
            (call $exit (i32.rem_u
              (i32.add (local.get $sum)
                (i32.add (i32.load (i32.const 8)) (i32.load8_u (i32.const 65533))))
              (i32.const 251)))
            """,
            memories: #"(memory (export "memory") 1 64) (memory $other 0)"#, base: base,
            target: target, in: scratch)
        let result = try await execute(path, target: target)
        // 0 to 39, the tenth of them once more, and a byte of the first contents.
        #expect(result.status == (39 * 40 / 2 + 10 + 5) % 251, "\(result.errors)")
    }

    // MARK: valgrind

    @Test(arguments: ["c-command", "rust-command"])
    func valgrindFindsNothing(_ example: String) async throws {
        let program = try await Programs.compiled(
            example, runtime: "command", options: ["--memory-base", "dynamic"])
        let result = try await execute(
            "/usr/bin/valgrind", ["--quiet", "--error-exitcode=99", program, "argument"],
            environment: ["GREETING": "hello", "PATH": "/usr/bin"], input: "text")
        #expect(result.status == 0)
        #expect(result.errors.isEmpty, "\(result.errors)")
        #expect(result.output.contains("argument"))
    }
}
