import Foundation
import Testing
import ToolFixtures

/// `--cpu`: names that LLVM knows, and programs on processors older than the baseline.
@Suite struct ProcessorTests {
    @Test(
        arguments: [
            (.x86_64, "skylake-avx", "did you mean skylake, skylake-avx512?"),
            (.x86_64, "x86-64-v9", "did you mean x86-64-v2"),
            (.x86_64, "pentium4", "it knows alderlake,"),
            (.arm64, "x86-64-v3", "it knows a64fx,"),
            (.arm64, "neoverse-1", "neoverse-n1, "),
            (.arm64, "", "it knows a64fx,"),
        ] as [(Target, String, String)])
    func anUnknownNameIsRefusedBeforeAnythingIsDone(
        _ target: Target, _ name: String, _ hint: String
    ) async throws {
        let scratch = try Scratch()
        let result = try await asml(
            [
                "compile", "/no/such.wasm", "-o", "out", "--target", target.rawValue, "--cpu",
                name,
            ], in: scratch.path)
        #expect(result.status == 2)
        #expect(
            result.errors.contains("LLVM knows no \(target.rawValue) processor '\(name)'"),
            "\(result.errors)")
        #expect(result.errors.contains(hint), "\(result.errors)")
        #expect(!result.errors.contains("is not a recognized processor"))
        #expect(try scratch.contents.isEmpty)
    }

    @Test func nativeIsThisMachine() async throws {
        let program = try await Programs.compiled(
            "c-command", runtime: "command", options: ["--cpu", "native"])
        #expect(try await execute(program).status == 0)
        let other = try #require(Target.allCases.first { $0 != .host })
        let result = try await asml([
            "compile", "x.wasm", "-o", "x", "--target", other.rawValue, "--cpu", "native",
        ])
        #expect(result.status == 2)
        #expect(result.errors.contains("'native' is this machine"), "\(result.errors)")
    }

    /// Instructions that x86-64 got with SSSE3, SSE4.1, POPCNT, FMA and AVX.
    private static let vectors = """
        (module
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (data (i32.const 0) "\\00\\00\\20\\40\\00\\00\\20\\c0\\00\\00\\60\\40\\cd\\cc\\cc\\3d")
          (data (i32.const 16) "\\03\\0f\\10\\ff\\00\\80\\07\\01\\02\\0e\\05\\0c\\0b\\0a\\09\\08")
          (func $fold (param v128)
            (v128.store offset=32 (i32.const 0)
              (v128.xor (local.get 0)
                (i32x4.mul (v128.load offset=32 (i32.const 0)) (i32x4.splat (i32.const 31))))))
          (func (export "_start") (local $a v128) (local $b v128)
            (local.set $a (v128.load (i32.const 0)))
            (local.set $b (v128.load (i32.const 16)))
            (call $fold (i8x16.swizzle (local.get $a) (local.get $b)))
            (call $fold (i16x8.q15mulr_sat_s (local.get $a) (local.get $b)))
            (call $fold (f32x4.ceil (local.get $a)))
            (call $fold (f32x4.floor (local.get $a)))
            (call $fold (f32x4.trunc (local.get $a)))
            (call $fold (f32x4.nearest (local.get $a)))
            (call $fold (f64x2.nearest (f64x2.promote_low_f32x4 (local.get $a))))
            (call $fold (i8x16.popcnt (local.get $b)))
            (call $fold (i32x4.min_s (local.get $a) (local.get $b)))
            (call $fold (f32x4.relaxed_madd (local.get $a) (local.get $a) (local.get $a)))
            (call $fold (i32x4.trunc_sat_f32x4_u (local.get $a)))
            (call $fold (i64x2.extmul_high_i32x4_s (local.get $a) (local.get $b)))
            (call $exit (i32.and (i32.const 127) (i32x4.extract_lane 1
              (i32x4.mul (v128.load offset=32 (i32.const 0)) (i32x4.splat (i32.const 31))))))))
        """

    /// The emulator stops at an instruction that the processor does not have, in the runtime too.
    @Test(
        arguments: [
            (.x86_64, "x86-64", "/usr/bin/qemu-x86_64-static", "qemu64"),
            (.x86_64, "core2", "/usr/bin/qemu-x86_64-static", "core2duo"),
            (.arm64, "cortex-a53", "/usr/bin/qemu-aarch64-static", "cortex-a53"),
        ] as [(Target, String, String, String)])
    func anOldProcessorRunsIt(
        _ target: Target, _ cpu: String, _ emulator: String, _ machine: String
    ) async throws {
        let scratch = try Scratch()
        try scratch.write("vectors.wasm", try await assemble(Self.vectors))
        func status(_ cpu: [String], _ machine: String) async throws -> Int32 {
            let compiled = try await asml(
                ["compile", "vectors.wasm", "-o", "vectors", "--target", target.rawValue] + cpu,
                in: scratch.path)
            try #require(compiled.status == 0, "\(compiled.errors)")
            return try await execute(emulator, ["-cpu", machine, "\(scratch.path)/vectors"])
                .status
        }
        let expected = try await status([], "max")
        #expect((1..<128).contains(expected))
        #expect(try await status(["--cpu", cpu], machine) == expected)

        let program = try await Programs.compiled(
            "rust-command", runtime: "command", target: target, options: ["--cpu", cpu])
        let result = try await execute(emulator, ["-cpu", machine, program, "argument"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains(#"words: [("the", 3)"#))
    }

    @Test func thereIsNoAVXBelowItsLevel() async throws {
        func usesAVX(_ options: [String]) async throws -> Bool {
            let program = try await Programs.compiled(
                "rust-command", runtime: "command", target: .x86_64, options: options)
            let listing = try await execute(
                "/usr/bin/llvm-objdump-19", ["-d", "--no-show-raw-insn", program])
            try #require(listing.status == 0 && !listing.output.isEmpty, "\(listing.errors)")
            // The mnemonic stands between tabs; no other one begins so.
            return listing.output.contains("\tv")
        }
        #expect(try await usesAVX([]))
        #expect(try await !usesAVX(["--cpu", "x86-64-v2"]))
    }
}
