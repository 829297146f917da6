import Foundation
import Testing
import ToolFixtures

/// Programs that ask for all there is. (Recursion without end: CommandTests, FunctionTests.)
@Suite struct GuestLimitTests {
    /// - Parameter checks: instructions that leave an i32 each: 1 where all is well.
    private func compiled(_ fields: String, _ checks: [String], _ scratch: Scratch)
        async throws -> String
    {
        var body = ""
        for (number, check) in checks.enumerated() {
            body += "(if (i32.eqz \(check)) (then (call $exit (i32.const \(number + 1)))))\n"
        }
        let module = """
            (module
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              \(fields)
              (func (export "_start") \(body)))
            """
        try scratch.write("f.wasm", try await assemble(module))
        let result = try await asml(["compile", "f.wasm", "-o", "f"], in: scratch.path)
        try #require(result.status == 0, "\(result.errors)")
        return "\(scratch.path)/f"
    }

    @Test func memoriesGrowToTheirLimitAndNotBeyond() async throws {
        let scratch = try Scratch()
        let program = try await compiled(
            "(memory $all 1) (memory $three 1 3)",
            [
                "(i32.eq (memory.grow $three (i32.const 2)) (i32.const 1))",
                "(i32.eq (memory.grow $three (i32.const 1)) (i32.const -1))",
                "(i32.eq (memory.grow $three (i32.const -1)) (i32.const -1))",
                "(i32.eq (memory.size $three) (i32.const 3))",
                "(i32.eq (memory.grow $all (i32.const 65536)) (i32.const -1))",
                "(i32.eq (memory.grow $all (i32.const 65535)) (i32.const 1))",
                "(i32.eq (memory.grow $all (i32.const 1)) (i32.const -1))",
                "(i32.eq (memory.grow $all (i32.const 0)) (i32.const 65536))",
                "(block (result i32) (i32.store8 $all (i32.const -1) (i32.const 7)) (i32.const 1))",
                "(i32.eq (i32.load8_u $all (i32.const -1)) (i32.const 7))",
            ], scratch)
        let result = try await execute(program)
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func tablesGrowToTheirLimitAndNotBeyond() async throws {
        let scratch = try Scratch()
        let program = try await compiled(
            "(table $ten 1 10 funcref) (table $open 1 funcref)",
            [
                "(i32.eq (table.grow $ten (ref.null func) (i32.const 10)) (i32.const -1))",
                "(i32.eq (table.grow $ten (ref.null func) (i32.const 9)) (i32.const 1))",
                "(i32.eq (table.grow $ten (ref.null func) (i32.const 1)) (i32.const -1))",
                "(i32.eq (table.size $ten) (i32.const 10))",
                "(ref.is_null (table.get $ten (i32.const 9)))",
                "(i32.eq (table.grow $open (ref.null func) (i32.const -1)) (i32.const -1))",
                "(i32.eq (table.grow $open (ref.null func) (i32.const 100000)) (i32.const 1))",
                "(ref.is_null (table.get $open (i32.const 100000)))",
            ], scratch)
        let result = try await execute(program)
        #expect(result.status == 0, "\(result.errors)")
    }

    /// The system gives less than the module's limit: growing fails, as it may.
    @Test func growingFailsWhereTheSystemGivesNoMore() async throws {
        let scratch = try Scratch()
        let program = try await compiled(
            "(memory 1)",
            [
                "(i32.eq (memory.grow (i32.const 256)) (i32.const 1))",
                "(i32.eq (memory.grow (i32.const 16384)) (i32.const -1))",
                "(i32.eq (memory.size) (i32.const 257))",
            ], scratch)
        let result = try await shell("ulimit -d 262144; exec ./f", in: scratch)
        #expect(result.status == 0, "\(result.errors)")
        // Without the limit it grows, so the second check is what fails.
        #expect(try await execute(program).status == 2)
    }

    /// The system cannot give what the module starts with.
    @Test(arguments: [
        ("ulimit -v 4000000", "not enough address space for its reservation; see `ulimit -v`"),
        ("ulimit -d 32768", "no memory for its first pages"),
    ])
    func aProgramThatDoesNotFitSaysSo(_ limit: String, _ message: String) async throws {
        let scratch = try Scratch()
        _ = try await compiled("(memory 1600)", ["(i32.const 1)"], scratch)
        let result = try await shell("\(limit); exec ./f", in: scratch)
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("asml: linear memory at 0x"), "\(result.errors)")
        #expect(result.errors.contains(message), "\(result.errors)")
    }
}
