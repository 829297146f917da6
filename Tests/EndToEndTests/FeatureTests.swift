import Foundation
import Testing

/// What later versions of WebAssembly brought, in a whole program: its exit status is the answer.
@Suite struct FeatureTests {
    private func run(_ module: String) throws -> Execution {
        let scratch = try Scratch()
        try scratch.write("program.wasm", try assemble(module))
        let compiled = try asml(["compile", "program.wasm", "-o", "program"], in: scratch.path)
        try #require(compiled.status == 0, "\(compiled.errors)")
        return try execute("\(scratch.path)/program")
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

    @Test func memoriesKeepTheirContents() throws {
        let result = try run(
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
    ]

    @Test(arguments: outside) func anAccessOutsideTraps(_ code: String) throws {
        let result = try run(nineMemories(code))
        #expect(result.status == 134)
        #expect(result.errors.contains("out of bounds memory access"), "\(result.errors)")
    }

    @Test func aComparedMemoryGrows() throws {
        let result = try run(
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
}
