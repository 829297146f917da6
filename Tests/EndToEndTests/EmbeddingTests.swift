import Foundation
import Testing
import ToolFixtures

/// `--emit obj`: a module inside a C program.
@Suite struct EmbeddingTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "Embedding").path

    /// Values of every type, imports, exported state, traps, reset, threads, foreign faults.
    @Test func aProgramOfThisMachinesOwnCLibraryUsesAModule() async throws {
        let scratch = try await shapes(.host)
        try await cc(["-fPIE", "-pie"], in: scratch)
        let result = try await execute("\(scratch.path)/host")
        #expect(result.status == 0 && result.output == "hello, host\n", "\(result.output)")
    }

    @Test(arguments: Target.allCases) func aStaticProgramUsesAModule(target: Target) async throws {
        let scratch = try await shapes(target)
        try await linkWithMusl(scratch, target)
        let result = try await execute("\(scratch.path)/host", target: target)
        #expect(result.status == 0 && result.output == "hello, host\n", "\(result.output)")
    }

    @Test(.enabled(if: Target.host == .x86_64, "elsewhere memory lies above all programs"))
    func aProgramAtAFixedAddressIsToldWhatIsInTheWay() async throws {
        let scratch = try await shapes(.host)
        try await cc(["-fno-pie", "-no-pie"], in: scratch)
        let result = try await execute("\(scratch.path)/host")
        #expect(result.status == 2)
        #expect(result.output.contains("linear memory at 0x100000"), "\(result.output)")
        #expect(result.output.contains("PIE"), "\(result.output)")
    }

    @Test func memoryWhereverThereIsRoomSuitsAProgramAtAFixedAddress() async throws {
        let scratch = try await shapes(.host, ["--memory-base", "dynamic"])
        try await cc(["-fno-pie", "-no-pie"], in: scratch)
        let result = try await execute("\(scratch.path)/host")
        #expect(result.status == 0 && result.output == "hello, host\n", "\(result.output)")
    }

    @Test func theHeaderIsAlsoCPlusPlus() async throws {
        let scratch = try await shapes(.host)
        let result = try await execute(
            "/usr/bin/c++",
            ["-x", "c++", "-Wall", "-Wextra", "-Werror", "-c", "shapes.h", "-o", "/dev/null"],
            environment: ProcessInfo.processInfo.environment, folder: scratch.path)
        #expect(result.status == 0, "\(result.errors)")
    }

    /// `int8_t`, `static_assert` and the like: a file's name and an export's may meet there.
    @Test(arguments: ["int8 t", "static assert", "UINT64 C", "and eq"])
    func namesThatCHasGivenAway(_ name: String) async throws {
        let parts = name.split(separator: " ")
        let scratch = try Scratch()
        try scratch.write(
            "m.wat", "(module (func (export \"\(parts[1])\") (result i32) (i32.const 7)))")
        let object = try await asml(
            ["compile", "m.wat", "-o", "\(parts[0]).o", "--emit", "obj"], in: scratch.path)
        try #require(object.status == 0, "\(object.errors)")
        try scratch.write(
            "main.cpp",
            """
            #include "\(parts[0]).h"
            int main(int argc, char **argv) {
                uint32_t seven = 0;
                \(parts[0])_module_start(argc, argv, nullptr);
                return \(parts[0])_\(parts[1])_2(&seven) || seven != 7;
            }
            """)
        let linked = try await execute(
            "/usr/bin/c++", ["-fPIE", "-pie", "main.cpp", "\(parts[0]).o", "-o", "main"],
            environment: ProcessInfo.processInfo.environment, folder: scratch.path)
        try #require(linked.status == 0, "\(linked.errors)")
        #expect(try await execute("\(scratch.path)/main").status == 0)
    }

    @Test func onlyTheModulesOwnNamesAreVisible() async throws {
        let scratch = try await shapes(.host)
        let result = try await execute(
            "/usr/lib/llvm-19/bin/llvm-nm",
            ["--extern-only", "--defined-only", "--format=just-symbols", "shapes.o"],
            folder: scratch.path)
        let names = result.output.split(separator: "\n")
        #expect(names.contains("shapes_module_start") && names.contains("shapes_memory"))
        #expect(names.allSatisfy { $0.hasPrefix("shapes_") }, "\(result.output)")
    }

    @Test func theSameModuleGivesTheSameBytes() async throws {
        let (first, second) = (try await shapes(.host), try await shapes(.host))
        for name in ["shapes.o", "shapes.h"] {
            let contents = [first, second].map {
                FileManager.default.contents(atPath: "\($0.path)/\(name)")
            }
            #expect(contents[0] != nil && contents[0] == contents[1], "\(name)")
        }
    }

    // MARK: Helpers

    private func shapes(_ target: Target, _ options: [String] = []) async throws -> Scratch {
        let scratch = try Scratch()
        let result = try await asml(
            [
                "compile", "\(Self.folder)/shapes.wat", "-o", "\(scratch.path)/shapes.o",
                "--emit", "obj", "--target", target.rawValue, "-O", "1",
            ] + options)
        try #require(result.status == 0, "\(result.errors)")
        #expect(try scratch.contents == ["shapes.h", "shapes.o"])
        return scratch
    }

    private func cc(_ flags: [String], in scratch: Scratch) async throws {
        let result = try await execute(
            "/usr/bin/cc",
            flags + ["-Wall", "-Wextra", "-Werror", "-I."]
                + ["\(Self.folder)/host.c", "shapes.o", "-o", "host"],
            environment: ProcessInfo.processInfo.environment, folder: scratch.path)
        try #require(result.status == 0, "\(result.errors)")
    }

    private func linkWithMusl(_ scratch: Scratch, _ target: Target) async throws {
        let environment = ProcessInfo.processInfo.environment
        let home = try #require(environment["ASML_HOME"])
        let machine = target == .arm64 ? "aarch64" : "x86_64"
        let root = target == .host ? "" : "\(home)/tools/sysroot-\(target.rawValue)"
        let compiled = try await execute(
            "/usr/bin/clang-19",
            [
                "--target=\(machine)-linux-musl", "-isystem",
                "\(root)/usr/include/\(machine)-linux-musl",
                "-fPIE", "-O1", "-Wall", "-Wextra", "-Werror", "-I.", "-c",
                "\(Self.folder)/host.c", "-o", "host.o",
            ], environment: environment, folder: scratch.path)
        try #require(compiled.status == 0, "\(compiled.errors)")
        let libraries = "\(home)/lib/asml/\(target.rawValue)"
        let linked = try await execute(
            "/usr/lib/llvm-19/bin/ld.lld",
            [
                "-static", "-pie", "--no-dynamic-linker", "-z", "text", "-o", "host",
                "\(libraries)/rcrt1.o", "\(libraries)/crti.o", "host.o", "shapes.o",
                "\(libraries)/libc.a", "\(libraries)/crtn.o",
            ], environment: environment, folder: scratch.path)
        try #require(linked.status == 0, "\(linked.errors)")
    }
}
