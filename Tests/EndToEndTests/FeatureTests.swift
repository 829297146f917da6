import Foundation
import Testing
import ToolFixtures

/// What later versions of WebAssembly brought, in a whole program: its exit status is the answer.
@Suite struct FeatureTests {
    private func run(_ module: String) async throws -> Execution {
        let scratch = try Scratch()
        try scratch.write("program.wasm", try await assemble(module))
        let compiled = try await asml(
            ["compile", "program.wasm", "-o", "program"], in: scratch.path)
        try #require(compiled.status == 0, "\(compiled.errors)")
        return try await execute("\(scratch.path)/program")
    }

    /// The ninth memory is the first whose accesses are compared with its size.
    private func nineMemories(_ body: String) -> String {
        """
        (module
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (memory 1) (memory 0) (memory 0) (memory 0) (memory 0) (memory 0) (memory 0)
          (memory $ninth 1 2)
          (data (memory 1) (i32.const 4094) "\\01\\02\\03\\04")
          (data (memory $ninth) (i32.const 65532) "\\07\\00\\00\\00")
          (func (export "_start")
            \(body)))
        """
    }

    @Test func memoriesKeepTheirContents() async throws {
        let result = try await run(
            nineMemories(
                """
                (i32.store $ninth (i32.const 0) (i32.const 10))
                (memory.copy 1 $ninth (i32.const 0) (i32.const 65532) (i32.const 4))
                (call $exit
                  (i32.add
                    (i32.add (i32.load 1 (i32.const 0)) (i32.load8_u 1 (i32.const 4097)))
                    (i32.add
                      (i32.load $ninth (i32.const 0))
                      (i32.load $ninth offset=65532 (i32.const 0)))))
                """))
        #expect(result.status == 7 + 4 + 10 + 7, "\(result.errors)")
    }

    static let outside = [
        "(drop (i32.load $ninth (i32.const 65533)))",
        "(drop (i32.load $ninth offset=4294967295 (i32.const -1)))",
        "(i32.store8 $ninth offset=65536 (i32.const 0) (i32.const 0))",
        "(drop (i32.load8_u 1 (i32.const 65536)))",
        "(drop (memory.grow $ninth (i32.const 1))) (drop (i64.load $ninth (i32.const 131065)))",
        "(drop (v128.load $ninth (i32.const 65521)))",
        "(drop (v128.load32x2_u $ninth (i32.const 65529)))",
        "(drop (i8x16.popcnt (v128.load16_splat $ninth (i32.const 65535))))",
        "(v128.store32_lane $ninth 3 (i32.const 65533) (v128.const i64x2 0 0))",
    ]

    @Test(arguments: outside) func anAccessOutsideTraps(_ code: String) async throws {
        let result = try await run(nineMemories(code))
        #expect(result.status == 134)
        #expect(result.errors.contains("out of bounds memory access"), "\(result.errors)")
    }

    @Test func aComparedMemoryGrows() async throws {
        let result = try await run(
            nineMemories(
                """
                (drop (memory.grow $ninth (i32.const 1)))
                (i32.store $ninth (i32.const 131068) (i32.const 5))
                (call $exit
                  (i32.add
                    (i32.load $ninth (i32.const 131068))
                    (memory.grow $ninth (i32.const 1))))
                """))
        #expect(result.status == 4, "\(result.errors)")
    }

    @Test func constantsWrapAround() async throws {
        let result = try await run(
            """
            (module
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory (export "memory") 1)
              (global $huge i32 (i32.mul (i32.const 0x10001) (i32.const 0x10000)))
              (data (i32.sub (global.get $huge) (i32.const 0xfffc)) "\\05")
              (global $five i64 (i64.add (i64.const -1) (i64.const 6)))
              (func (export "_start")
                (call $exit
                  (i32.add (i32.load8_u (i32.const 4)) (i32.wrap_i64 (global.get $five))))))
            """)
        #expect(result.status == 10, "\(result.errors)")
    }

    /// A million steps between functions of one and of twelve parameters, directly and through a
    /// table, and results that need more than the registers.
    private func tailCalls(_ body: String) -> String {
        """
        (module
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 1)
          (type $few (func (param i32) (result i32 i64 f32 i64 i32 f64 f64 i32)))
          (type $many (func
            (param i32 i64 f32 i32 i32 i32 i32 i64 i32 i32 f64 i32)
            (result i32 i64 f32 i64 i32 f64 f64 i32)))
          (table funcref (elem $direct $many $few))
          (func $results (type $few)
            (i32.const 1) (i64.const 2) (f32.const 3) (i64.const 4) (i32.const 5) (f64.const 6)
            (f64.const 7) (local.get 0))
          (func $direct (type $few)
            (if (i32.eqz (local.get 0)) (then (return_call $results (i32.const 8))))
            (return_call $many
              (local.get 0) (i64.const 1) (f32.const 2) (i32.const 3) (i32.const 4) (i32.const 5)
              (i32.const 6) (i64.const 7) (i32.const 8) (i32.const 9) (f64.const 10)
              (i32.const 1)))
          (func $many (type $many)
            (if (i32.eqz (i32.rem_u (local.get 0) (i32.const 3)))
              (then
                (return_call_indirect (type $few)
                  (i32.sub (local.get 0) (local.get 11)) (i32.const 2))))
            (return_call $direct (i32.sub (local.get 0) (local.get 11))))
          (func $few (type $few)
            (if (i32.eqz (local.get 0)) (then (return_call $results (i32.const 8))))
            (return_call_indirect (type $many)
              (local.get 0) (i64.const 1) (f32.const 2) (i32.const 3) (i32.const 4) (i32.const 5)
              (i32.const 6) (i64.const 7) (i32.const 8) (i32.const 9) (f64.const 10)
              (i32.const 1) (i32.const 1)))
          (func $endless (param i32) (result i32)
            (i32.add (i32.const 1) (call $endless (i32.add (local.get 0) (i32.const 1)))))
          (func $sum (param i32 i64 f32 i64 i32 f64 f64 i32) (result i32)
            (i32.add (local.get 0)
              (i32.add (i32.wrap_i64 (i64.add (local.get 1) (local.get 3)))
                (i32.add (i32.trunc_f64_s
                  (f64.add (f64.promote_f32 (local.get 2)) (f64.add (local.get 5) (local.get 6))))
                  (i32.add (local.get 4) (local.get 7))))))
          (func (export "_start")
            \(body)))
        """
    }

    static let deepCalls = [
        "(return_call $exit (call $sum (call $direct (i32.const 1000000))))",
        "(call $exit (call $sum (call_indirect (type $few) (i32.const 1000001) (i32.const 2))))",
    ]

    @Test(arguments: deepCalls) func aMillionTailCalls(_ code: String) async throws {
        let result = try await run(tailCalls(code))
        #expect(result.status == 36, "\(result.errors)")
    }

    /// The convention of tail calls makes no other call one.
    @Test func ordinaryRecursionStillEnds() async throws {
        let result = try await run(tailCalls("(call $exit (call $endless (i32.const 0)))"))
        #expect(result.status == 134)
        #expect(result.errors.contains("call stack exhausted"), "\(result.errors)")
    }
}
