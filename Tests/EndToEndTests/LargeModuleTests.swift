import Foundation
import Testing
import ToolFixtures

/// Functions of a size that only generators make; the time that they take must grow with their size.
@Suite struct LargeModuleTests {
    /// 200,000 instructions in one block.
    @Test(.timeLimit(.minutes(20))) func oneLongFunction() async throws {
        let steps = 200_000 / 7
        var lines: [String] = []
        var memory = [UInt32](repeating: 0, count: 16_384)
        var last: UInt32 = 0
        for step in 0..<steps {
            let (source, target) = (step % 15_000, (step * 3 + 1) % 15_000)
            lines.append(
                "local.get 0 i32.load offset=\(source * 4) local.get 0 i32.add local.set 1 "
                    + "local.get 0 local.get 1 i32.store offset=\(target * 4)")
            last = memory[source] &+ 3
            memory[target] = last
        }
        lines.append("local.get 1")
        try await expect(Int32(bitPattern: last % 251), lines, result: "i32.const 251 i32.rem_u")
    }

    /// 20,000 blocks one after the other.
    @Test(.timeLimit(.minutes(20))) func manyConditions() async throws {
        var lines: [String] = []
        var (first, second): (UInt32, UInt32) = (0, 0)
        for step in 0..<UInt32(20_000 / 3) {
            lines.append(
                """
                local.get 0 i32.const \(step) i32.and
                if local.get 1 i32.const \(step) i32.add local.set 1
                else local.get 2 i32.const \(step &* 3) i32.xor
                local.get 1 i32.const 65535 i32.and i32.load offset=131072 i32.add local.set 2 end
                """)
            if 3 & step != 0 { first = first &+ step } else { second = second ^ (step &* 3) }
        }
        lines.append("local.get 1 i32.const 65536 i32.rem_u local.get 2 i32.add")
        let expected = (first % 65_536 &+ second) % 251
        try await expect(Int32(bitPattern: expected), lines, result: "i32.const 251 i32.rem_u")
    }

    /// 6,667 loops one after the other.
    @Test(.timeLimit(.minutes(20))) func manyLoops() async throws {
        var lines: [String] = []
        var sum: UInt32 = 0
        for step in 0..<UInt32(20_000 / 3) {
            lines.append(
                """
                i32.const \(step % 7 + 1) local.set 2
                loop local.get 1 local.get 2 i32.add i32.const \(step) i32.xor local.set 1
                local.get 2 i32.const 1 i32.sub local.tee 2 br_if 0 end
                """)
            for count in (1...(step % 7 + 1)).reversed() { sum = (sum &+ count) ^ step }
        }
        lines.append("local.get 1")
        try await expect(Int32(bitPattern: sum % 251), lines, result: "i32.const 251 i32.rem_u")
    }

    /// One switch over 5,000 arms, each of which falls through to the next.
    @Test(.timeLimit(.minutes(20))) func aSwitchOfManyArms() async throws {
        let count: UInt32 = 5_000
        var lines = [String](repeating: "block", count: Int(count))
        lines.append("local.get 0 br_table \((0..<count).map(String.init).joined(separator: " "))")
        var value: UInt32 = 0
        for arm in 0..<count {
            lines.append(
                "end local.get 1 i32.const \(arm * 7 + 1) i32.mul i32.const \(arm) i32.xor local.set 1"
            )
            if arm >= 3 { value = value &* (arm * 7 + 1) ^ arm }
        }
        lines.append("local.get 1")
        try await expect(Int32(bitPattern: value % 251), lines, result: "i32.const 251 i32.rem_u")
    }

    /// An interpreter's loop of 20,000 arms: each goes back to its head, and may leave the function.
    @Test(.timeLimit(.minutes(20))) func anInterpretersLoop() async throws {
        let count: UInt32 = 20_000
        let cost = { (arm: UInt32) in arm &* 2_654_435_761 % 1_000 + 1 }
        var lines = ["loop"] + [String](repeating: "block", count: Int(count))
        let labels = (0..<count).map(String.init).joined(separator: " ")
        lines.append("local.get 1 i32.const \(count) i32.rem_u br_table \(labels)")
        for arm in 0..<count {
            lines.append(
                """
                end local.get 1 i32.const \(cost(arm)) i32.add local.tee 1
                i32.const \(0xF000_0000 + arm) i32.gt_u if local.get 1 return end
                local.get 2 i32.const 1 i32.add local.tee 2 i32.const 500 i32.lt_u
                br_if \(count - 1 - arm)
                """)
        }
        lines.append("end local.get 1")
        var (state, arm): (UInt32, UInt32) = (0, 0)
        var steps = 0
        while arm < count {
            state += cost(arm)
            steps += 1
            arm = steps < 500 ? state % count : arm + 1
        }
        try await expect(Int32(state % 251), lines, result: "i32.const 251 i32.rem_u")
    }

    /// 20,000 nested blocks, left from anywhere to anywhere outside.
    @Test(.timeLimit(.minutes(20))) func manyNestedBlocks() async throws {
        let count: UInt32 = 20_000
        let step = { (number: UInt32) in number &* 2_654_435_761 % 37 }
        var lines = [String](repeating: "block", count: Int(count))
        for number in 0..<count {
            let label = min(step(number), count - 1 - number)
            lines.append(
                """
                local.get 1 i32.const \(number &* 7 + 1) i32.xor local.tee 1
                i32.const 1 i32.and br_if \(label) end
                """)
        }
        lines.append("local.get 1")
        var (value, number): (UInt32, UInt32) = (0, 0)
        while number < count {
            value ^= number &* 7 + 1
            let leaves = value & 1 != 0
            number += leaves ? min(step(number), count - 1 - number) + 1 : 1
        }
        try await expect(Int32(value % 251), lines, result: "i32.const 251 i32.rem_u")
    }

    /// 20,000 functions, a table of them, calls through it.
    @Test(.timeLimit(.minutes(20))) func manyFunctions() async throws {
        let count = 20_000
        var functions: [String] = []
        for number in 0..<count {
            functions.append(
                "(func $g\(number) (param i32) (result i32) local.get 0 i32.const \(number) i32.add)"
            )
        }
        let names = (0..<count).map { "$g\($0)" }.joined(separator: " ")
        functions.append("(table \(count) funcref) (elem (i32.const 0) \(names))")
        let lines = [
            "loop local.get 1 local.get 2 call_indirect (param i32) (result i32) local.set 1",
            "local.get 2 i32.const 1 i32.add local.tee 2 i32.const \(count) i32.lt_u br_if 0 end",
            "local.get 1",
        ]
        let sum = UInt32(count * (count - 1) / 2)
        try await expect(
            Int32(bitPattern: sum % 251), lines, result: "i32.const 251 i32.rem_u",
            beside: functions, level: "1")
    }

    // MARK: Helpers

    /// The function's parameter is 3, and local 2 begins as 0; it exits with its result.
    private func expect(
        _ status: Int32, _ lines: [String], result: String, beside: [String] = [],
        level: String = "3"
    ) async throws {
        let text = """
            (module
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory (export "memory") 4)
              \(beside.joined(separator: "\n"))
              (func $large (param i32) (result i32) (local i32 i32)
                \(lines.joined(separator: "\n"))
                \(result))
              (func (export "_start") (call $exit (call $large (i32.const 3)))))
            """
        let scratch = try Scratch()
        try scratch.write("large.wasm", try await assemble(text))
        let compiled = try await asml(
            ["compile", "large.wasm", "-o", "large", "-O", level], in: scratch.path)
        try #require(compiled.status == 0, "\(compiled.errors)")
        #expect(try await execute("\(scratch.path)/large").status == status)
    }
}
