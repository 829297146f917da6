import Foundation
import Testing
import ToolFixtures

/// Damaged modules through the whole tool. (Thousands, in one process: DamagedModuleTests.)
@Suite struct DamagedFileTests {
    @Test(arguments: ["c-function", "c-command"]) func damagedCopies(_ example: String)
        async throws
    {
        let folder = try #require(ProcessInfo.processInfo.environment["ASML_EXAMPLES"])
        let file = URL(fileURLWithPath: "\(folder)/\(example).wasm")
        let original = [UInt8](try Data(contentsOf: file))
        let runtime = example == "c-function" ? "lambda" : "command"
        let temporary = try Scratch()
        var refused = 0
        for number in 0..<30 {
            let scratch = try Scratch()
            try scratch.write("bad.wasm", Self.damage(original, number))
            let result = try await shell(
                #""$asml" compile bad.wasm -o out -O0 --runtime "# + runtime, in: scratch,
                environment: ["TMPDIR": temporary.path])
            #expect(try temporary.contents == [])
            guard result.status != 0 else {
                #expect(try scratch.contents == ["bad.wasm", "out"])
                continue
            }
            refused += 1
            #expect(result.status == 1, "\(number): \(result.errors)")
            let lines = result.errors.split(separator: "\n")
            #expect(lines.first?.wholeMatch(of: Self.error) != nil, "\(number): \(result.errors)")
            // Further mistakes have lines of their own; anything else explains and is indented.
            #expect(lines.allSatisfy { $0.hasPrefix("  ") || $0.wholeMatch(of: Self.error) != nil })
            #expect(try scratch.contents == ["bad.wasm"])
        }
        #expect(refused > 0)
    }

    private static var error: Regex<Substring> { #/bad\.wasm:0x[0-9a-f]+: error: .+/# }

    /// Cut short, or with a bit flipped behind the header; another one for each number.
    private static func damage(_ original: [UInt8], _ number: Int) -> [UInt8] {
        let place = 8 + (number &* 7919 &+ 13) % (original.count - 8)
        if number % 5 == 0 { return Array(original.prefix(place)) }
        var bytes = original
        bytes[place] ^= 1 << UInt8(number % 8)
        return bytes
    }

    /// Names come from the module, and messages must not become more lines or control a terminal.
    @Test func namesAreMadePrintable() async throws {
        let scratch = try Scratch()
        try scratch.write(
            "bad.wasm",
            try await assemble(
                #"(module (import "a\0ab" "\1b[2J" (func)) (func (export "_start")))"#))
        let result = try await asml(["compile", "bad.wasm", "-o", "out"], in: scratch.path)
        #expect(result.status == 1)
        #expect(
            result.errors.contains(#"nothing provides the import '\u{1b}[2J' from 'a\u{a}b'"#),
            "\(result.errors)")
    }

    /// What is not there yet is called by its name.
    @Test(arguments: [
        ("(tag)", "exception handling"), ("(memory i64 1)", "64-bit memories"),
        ("(memory 1 1 shared)", "threads"), ("(type (struct))", "garbage collection"),
        ("(func (param (ref func)))", "typed function references"),
        ("(func (drop (ref.i31 (i32.const 0))))", "garbage collection"),
        ("(func (try_table))", "exception handling"),
        ("(func (atomic.fence))", "threads"),
    ])
    func proposalsAreNamed(_ field: String, _ proposal: String) async throws {
        let scratch = try Scratch()
        try scratch.write("new.wasm", try await assemble("(module \(field))"))
        for command in [["compile", "new.wasm", "-o", "out"], ["inspect", "new.wasm"]] {
            let result = try await asml(command, in: scratch.path)
            #expect(result.status == 1)
            let text = result.output + result.errors
            #expect(
                text.contains("this belongs to \(proposal), which is not supported yet"),
                "\(text)")
        }
    }
}
