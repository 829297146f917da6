import Foundation
import Testing
import ToolFixtures

/// A module large enough to be compiled in parts.
@Suite struct PartitionTests {
    private static let functionCount = 220

    /// Each function computes something long, calls the next one and adds to its result; the last
    /// one traps.
    private static let chain = chain(changed: nil)

    /// - Parameter changed: a function that computes something else.
    private static func chain(changed: Int?) -> String {
        var lines = ["(module", #"(memory (export "memory") 1)"#]
        for number in 0..<functionCount {
            lines.append("(func $f\(number) (param i32) (result i32)")
            for step in 0..<60 {
                lines.append("(i32.const \(step * 4)) (i32.load offset=\(number) (local.get 0))")
                lines.append("(i32.const \(number * 61 + step)) i32.xor i32.store")
            }
            if number == changed { lines.append("(drop (i32.load (i32.const 8)))") }
            let next = "(call $f\(number + 1) (local.get 0))"
            let isLast = number == functionCount - 1
            lines.append(isLast ? "unreachable)" : "\(next) (i32.load (local.get 0)) i32.add)")
        }
        lines.append(#"(func (export "_start") (drop (call $f0 (i32.const 8)))))"#)
        return lines.joined(separator: "\n")
    }

    /// A changed function costs its own part only, although all behind it move in the file; trap
    /// stacks still say where they are.
    @Test func unchangedPartsAreNotCompiledAgain() async throws {
        let (scratch, cache, other) = (try Scratch(), try Scratch(), try Scratch())
        func compile(_ changed: Int?, to output: String, _ cache: Scratch) async throws -> Int {
            try scratch.write("chain.wasm", try await assemble(Self.chain(changed: changed)))
            let result = try await asml(
                ["compile", "chain.wasm", "-o", output, "-O1"], in: scratch.path, cache: cache.path)
            try #require(result.status == 0, "\(result.errors)")
            return try FileManager.default.contentsOfDirectory(atPath: "\(cache.path)/asml").count
        }
        let all = try await compile(nil, to: "before", cache)
        #expect(all > 4)
        #expect(try await compile(nil, to: "again", cache) == all)
        #expect(try await compile(30, to: "after", cache) == all + 1)
        #expect(try await compile(30, to: "afresh", other) == all)

        func contents(_ name: String) -> Data? {
            FileManager.default.contents(atPath: "\(scratch.path)/\(name)")
        }
        #expect(contents("before") == contents("again"))
        #expect(contents("after") == contents("afresh") && contents("after") != contents("before"))
        var offsets: [[String]] = []
        for name in ["before", "after"] {
            let report = try await execute("\(scratch.path)/\(name)").errors
            offsets.append(report.matches(of: #/offset (0x[0-9a-f]+)/#).map { String($0.1) })
        }
        // The innermost frames are behind the change, the outermost before it.
        #expect(offsets[0].first != offsets[1].first && offsets[0].count == offsets[1].count)
    }

    /// What a full disk or a crash has left is not linked.
    @Test func damagedObjectsAreCompiledAgain() async throws {
        let (scratch, cache) = (try Scratch(), try Scratch())
        try scratch.write("chain.wasm", try await assemble(Self.chain))
        for name in ["one", "two"] {
            let result = try await asml(
                ["compile", "chain.wasm", "-o", name, "-O0"], in: scratch.path, cache: cache.path)
            try #require(result.status == 0, "\(result.errors)")
            let folder = "\(cache.path)/asml"
            for object in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let path = "\(folder)/\(object)"
                let whole = try #require(FileManager.default.contents(atPath: path))
                try whole.dropLast(7).write(to: URL(fileURLWithPath: path))
            }
        }
        let programs = ["one", "two"].map {
            FileManager.default.contents(atPath: "\(scratch.path)/\($0)")
        }
        #expect(programs[0] != nil && programs[0] == programs[1])
    }

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
