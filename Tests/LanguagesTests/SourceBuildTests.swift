import Foundation
import Languages
import Manifest
import Testing

/// Folders unlike a template's, with the real compilers.
@Suite struct SourceBuildTests {
    @Test func severalFilesInCAndCPlusPlusWithOddNames() async throws {
        let project = try Project()
        let folder = "services/s/f"
        try project.write(
            "\(folder)/function.cpp",
            """
            #include "asml.h"
            #include <map>
            #include <string>
            extern "C" int one(), two(), three();
            static std::map<std::string, int> numbers{{"a", one()}, {"b", two()}};
            ASML_HANDLER(handler) {
                std::string sum = std::to_string(numbers["a"] + numbers["b"] + three());
                return asml_respond(asml_slice(sum.data(), sum.size()));
            }
            """)
        try project.write("\(folder)/-o.c", "int one(void) { return 1; }")
        try project.write("\(folder)/a+b.c", "int two(void) { return 20; }")
        try project.write("\(folder)/a/b.c", "#include \"../it's.h\"\n")
        try project.write("\(folder)/it's.h", "int three(void) { return 300; }")
        try project.write("\(folder)/tests/check.c", "#error not for the module")
        let text = try await project.answer(try await project.make("s", "f"), to: ["--data", "{}"])
        #expect(text.contains("321"), "\(text)")
        let plan = try project.plan("s", "f")
        let read = try plan.dependencyFiles.flatMap {
            $0.files(in: try String(contentsOfFile: $0.path, encoding: .utf8))
        }
        let header = read.first { $0.hasSuffix("it's.h") }
        #expect(header.map(FileManager.default.fileExists(atPath:)) == true, "\(read)")
    }

    @Test func aModuleInTheTextFormat() async throws {
        let project = try Project()
        try project.write(
            "services/s/f/f.wat",
            """
            (module
              (import "env" "__asml_abi_success" (func $success (param i32 i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "\\"text\\"")
              (func (export "handler") (result i32)
                (call $success (i32.const 0) (i32.const 6)) (i32.const 0)))
            """)
        let text = try await project.answer(try await project.make("s", "f"), to: ["--data", "{}"])
        #expect(text.contains(#""text""#), "\(text)")
    }

    /// Zig's panics and errors, which say why.
    @Test(arguments: [
        (#"{"n":1}"#, #""errorType":"Function.Unlucky""#),
        (#"{"n":9}"#, "index out of bounds: index 9, len 3"),
        ("x", #""errorType":"Function.InvalidEvent""#),
    ])
    func failuresInZig(_ event: String, _ expected: String) async throws {
        let project = try Project()
        try project.write(
            "services/s/f/main.zig",
            """
            const std = @import("std");
            const asml = @import("asml");
            const list = @import("list.zig");
            pub const panic = asml.panic;
            export fn handler() i32 {
                return asml.run(fail);
            }
            fn fail(allocator: std.mem.Allocator) !void {
                const event = try asml.eventAs(struct { n: usize }, allocator);
                if (list.at(event.n) == 0) return error.Unlucky;
            }
            """)
        try project.write(
            "services/s/f/list.zig",
            """
            var list = [_]u8{ 0, 0, 0 };
            pub fn at(n: usize) u8 {
                const items: []u8 = &list;
                return items[n];
            }
            """)
        let text = try await project.answer(
            try await project.make("s", "f"), to: ["--data", event])
        #expect(text.contains(expected), "\(text)")
    }
}
