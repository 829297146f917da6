import Foundation
import Testing
import ToolFixtures

/// Programs of the size that people make: what they print when compiled natively is what they must
/// print when compiled to WebAssembly and by `asml`.
@Suite struct RealProgramTests {
    /// The default level for this machine; the quick one for the other, whose programs take their
    /// time under QEMU anyway.
    private static func level(_ target: Target) -> String { target == .host ? "3" : "1" }

    private func native(_ name: String, _ arguments: [String] = [], input: String = "")
        async throws -> Execution
    {
        try await execute(
            "\(try Programs.folder(.program))/\(name)-native", arguments,
            environment: ["TZ": "UTC0"], input: input)
    }

    private func quickJS(_ target: Target) async throws -> String {
        try await Programs.compiled(
            "quickjs", runtime: "command", target: target, options: ["-O", Self.level(target)],
            from: .program)
    }

    @Test(arguments: Target.allCases) func quickJSRunsAScriptAsNatively(_ target: Target)
        async throws
    {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().path
        let script = try String(
            contentsOfFile: "\(tests)/programs/quickjs/test.js", encoding: .utf8)
        let expected = try await native("quickjs", input: script)
        try #require(expected.status == 0, "\(expected.errors)")
        #expect(expected.output.hasSuffix("19 sections, the last is \"promises\"\n"))

        let result = try await execute(try await quickJS(target), input: script, target: target)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == expected.output)
    }

    @Test(arguments: Target.allCases) func quickJSReadsAFileAndReportsItsException(
        _ target: Target
    ) async throws {
        let scratch = try Scratch()
        try scratch.write(
            "script.js",
            Array(
                """
                print("before");
                function fail() { throw new TypeError("on purpose"); }
                fail();
                """.utf8))
        let result = try await execute(
            try await quickJS(target), ["/scripts/script.js"],
            environment: ["ASML_DIRS": "\(scratch.path)::/scripts"], target: target)
        let expected = try await native("quickjs", ["\(scratch.path)/script.js"])
        #expect(expected.errors.hasPrefix("TypeError: on purpose\n    at fail ("))
        #expect(result.status == 1)
        #expect(result.output == "before\n")
        #expect(
            result.errors
                == expected.errors.replacingOccurrences(of: scratch.path, with: "/scripts"))
    }

    @Test(arguments: Target.allCases) func theCPPProgramPrintsWhatItPrintsNatively(
        _ target: Target
    ) async throws {
        let expected = try await native("cpp-command")
        try #require(expected.status == 3, "\(expected.errors)")
        #expect(
            expected.output.hasSuffix(
                "at exit\ndestroy scene (3)\ndestroy second (2)\ndestroy first (1)\n"))

        let program = try await Programs.compiled(
            "cpp-command", runtime: "command", target: target, options: ["-O", Self.level(target)],
            from: .program)
        let result = try await execute(program, target: target)
        #expect(result.status == 3, "\(result.errors)")
        #expect(result.output == expected.output)
    }
}
