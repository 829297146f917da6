import Foundation
import Testing

/// A module large enough to be compiled in parts.
@Suite struct PartitionTests {
    private static let functionCount = 220

    /// Each function computes something long, calls the next one and adds to its result; the last
    /// one traps.
    private static let chain: String = {
        var lines = ["(module", #"(memory (export "memory") 1)"#]
        for number in 0..<functionCount {
            lines.append("(func $f\(number) (param i32) (result i32)")
            for step in 0..<60 {
                lines.append("(i32.const \(step * 4)) (i32.load offset=\(number) (local.get 0))")
                lines.append("(i32.const \(number * 61 + step)) i32.xor i32.store")
            }
            let next = "(call $f\(number + 1) (local.get 0))"
            let isLast = number == functionCount - 1
            lines.append(isLast ? "unreachable)" : "\(next) (i32.load (local.get 0)) i32.add)")
        }
        lines.append(#"(func (export "_start") (drop (call $f0 (i32.const 8)))))"#)
        return lines.joined(separator: "\n")
    }()

    @Test(arguments: ["1", "3"]) func partsLinkAndTrapStacksCrossThem(_ level: String) async throws
    {
        let scratch = try Scratch()
        try scratch.write("chain.wasm", try await assemble(Self.chain))
        for name in ["one", "two"] {
            let arguments = ["compile", "chain.wasm", "-o", name, "-O", level]
            let result = try await asml(arguments, in: scratch.path)
            try #require(result.status == 0, "\(result.errors)")
        }
        let one = try Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/one"))
        #expect(one == (try Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/two"))))

        let result = try await execute("\(scratch.path)/one")
        #expect(result.status == 134)
        let expected = (0..<20).map { "f\(Self.functionCount - 1 - $0)" }
        #expect(Array(result.stack.prefix(20)) == expected, "\(result.errors)")
    }
}
