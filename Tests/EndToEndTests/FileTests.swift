import Foundation
import Testing
import ToolFixtures

/// A way to start a program: as it is, or where the kernel has no openat2.
enum Start: CaseIterable {
    case plain
    case withoutOpenat2

    /// Runs a program that may use `folder` as `/work`.
    func run(_ program: String, _ arguments: [String], in folder: String) async throws
        -> Execution
    {
        let environment = ["ASML_DIRS": "\(folder)::/work"]
        switch self {
        case .plain: return try await execute(program, arguments, environment: environment)
        case .withoutOpenat2:
            let wrapper = try await Wrapper.shared.path
            return try await execute(wrapper, [program] + arguments, environment: environment)
        }
    }
}

/// The program that forbids openat2, compiled once.
private actor Wrapper {
    static let shared = Wrapper()
    private let scratch = Result { try Scratch() }
    private var made: Task<String, any Error>?

    var path: String {
        get async throws {
            let output = "\(try scratch.get().path)/without_openat2"
            let task =
                made
                ?? Task {
                    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                        .appendingPathComponent("without_openat2.c").path
                    let result = try await execute(
                        "/usr/bin/clang-19", ["-O2", source, "-o", output],
                        environment: ProcessInfo.processInfo.environment)
                    try #require(result.status == 0, "\(result.errors)")
                    return output
                }
            made = task
            return try await task.value
        }
    }
}

@Suite struct FileTests {
    private func wasmtime(_ example: String, _ arguments: [String], in folder: String) async throws
        -> Execution
    {
        let environment = ProcessInfo.processInfo.environment
        let home = try #require(environment["ASML_HOME"])
        let examples = try #require(environment["ASML_EXAMPLES"])
        return try await execute(
            "\(home)/tools/bin/wasmtime",
            ["run", "--dir", "\(folder)::/work", "\(examples)/\(example).wasm"] + arguments,
            environment: environment)
    }

    @Test(arguments: Start.allCases)
    func cProgramSeesWhatWasmtimeShows(_ start: Start) async throws {
        let program = try await Programs.compiled("c-files", runtime: "command")
        let (ours, theirs) = (try Scratch(), try Scratch())
        let result = try await start.run(program, ["check"], in: ours.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("listed 500, twice 0, others 2\n"))
        #expect(try await result.output == wasmtime("c-files", ["check"], in: theirs.path).output)
        #expect(try ours.contents.isEmpty)
    }

    @Test(arguments: Start.allCases)
    func aProgramMayHaveSoManyFilesOpen(_ start: Start) async throws {
        let program = try await Programs.compiled("c-files", runtime: "command")
        let folder = try Scratch()
        let result = try await start.run(program, ["exhaust"], in: folder.path)
        #expect(result.status == 0, "\(result.errors)")
        let answers = "too many: No file descriptors available\none more: 0\n"
        #expect(result.output == answers + "the folder still works: 0\n")
    }

    @Test func rustProgram() async throws {
        let program = try await Programs.compiled("rust-files", runtime: "command")
        let folder = try Scratch()
        let result = try await Start.plain.run(program, [], in: folder.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.output == """
                {"and": 2, "bird": 1, "cat": 1, "dog": 1, "the": 3}
                501 names, first c/, last file-499.txt
                "the cat and the dog\\nand the fish\\n"
                3 bytes are left
                "the"
                ["a/", "copy.txt", "moved.txt"]
                Some(NotFound)
                Some(AlreadyExists)
                true
                0 names are left

                """)
    }

    /// A folder `root` with ways out of it, and the file `outside` beside it.
    private func trap() async throws -> Scratch {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(
            atPath: "\(scratch.path)/root/d", withIntermediateDirectories: true)
        try scratch.write("outside", Array("secret\n".utf8))
        try scratch.write("root/real", Array("inside\n".utf8))
        for (name, target) in [
            ("relative", "../outside"), ("absolute", "\(scratch.path)/outside"),
            ("guest", "/work/real"), ("loop", "loop2"), ("loop2", "loop"), ("d/up", "../real"),
            ("d/dots", ".."), ("d/out", "../.."), ("chain", "d/../d/up"),
        ] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(scratch.path)/root/\(name)", withDestinationPath: target)
        }
        return scratch
    }

    private let escapes = [
        "../outside", "relative", "absolute", "guest", "loop", "d/out/outside",
        "d/../../outside", "d/../d/../../root/real",
    ].map { "/work/\($0)" }
    private let allowed = [
        "real", "d/up", "d/dots/real", "chain", "d/../real", "/d///up", "./real",
    ].map { "/work/\($0)" }

    @Test(arguments: Start.allCases)
    func noPathLeavesItsFolder(_ start: Start) async throws {
        let program = try await Programs.compiled("c-files", runtime: "command")
        let scratch = try await trap()
        let root = "\(scratch.path)/root"
        let paths = ["read"] + escapes + ["/etc/passwd"] + allowed
        let result = try await start.run(program, paths, in: root)
        #expect(!result.output.contains("secret"), "\(result.output)")
        for path in allowed { #expect(result.output.contains("\(path): inside\n")) }
        #expect(try await result.output == wasmtime("c-files", paths, in: root).output)
    }

    @Test(arguments: Start.allCases)
    func theGuestsOwnLinkLeadsNowhereEither(_ start: Start) async throws {
        let program = try await Programs.compiled("c-files", runtime: "command")
        let scratch = try await trap()
        let root = "\(scratch.path)/root"
        let made = try await start.run(program, ["link", "../outside", "/work/mine"], in: root)
        #expect(made.output == "symlink: 0\n")
        let result = try await start.run(program, ["read", "/work/mine"], in: root)
        #expect(result.output == "/work/mine: Operation not permitted\n")
        let absolute = try await start.run(program, ["link", "/etc", "/work/etc"], in: root)
        #expect(absolute.output == "symlink: Operation not permitted\n")
    }

    private let swap = """
        import os, sys
        folder, link = sys.argv[1:]
        parent = os.getppid()
        while os.getppid() == parent:
            os.rename(folder, folder + "-kept")
            os.rename(link, folder)
            os.rename(folder, link)
            os.rename(folder + "-kept", folder)
        """

    /// A folder that is a link out of the root every other moment.
    @Test(arguments: Start.allCases)
    func aFolderThatIsSwappedForALink(_ start: Start) async throws {
        let program = try await Programs.compiled("c-files", runtime: "command")
        let scratch = try Scratch()
        for (folder, text) in [("root/swapped", "inside\n"), ("elsewhere", "secret\n")] {
            try FileManager.default.createDirectory(
                atPath: "\(scratch.path)/\(folder)", withIntermediateDirectories: true)
            try scratch.write("\(folder)/file", Array(text.utf8))
        }
        let paths = ["swapped", "link"].map { "\(scratch.path)/root/\($0)" }
        try FileManager.default.createSymbolicLink(
            atPath: paths[1], withDestinationPath: "../elsewhere")
        let swapper = try await RunningProcess(
            ["/usr/bin/python3", "-c", swap] + paths,
            RunningProcess.Surroundings(folder: scratch.path))
        defer { swapper.stop() }
        for path in ["/work/swapped/file", "/work/swapped/../swapped/file"] {
            var output = ""
            // On a busy machine one of the two may not get its turn for a whole run.
            for _ in 0..<50 where !output.contains("inside some, refused some") {
                output = try await start.run(
                    program, ["spin", path, "20000"], in: "\(scratch.path)/root"
                ).output
                try #require(output.hasSuffix("outside 0\n"), "\(output)")
            }
            #expect(output == "inside some, refused some, outside 0\n")
        }
    }

    @Test func foldersAndVariablesThatWereCompiledIn() async throws {
        let scratch = try Scratch()
        try scratch.write("file", Array("here\n".utf8))
        let examples = try #require(ProcessInfo.processInfo.environment["ASML_EXAMPLES"])
        let made = try await asml([
            "compile", "\(examples)/c-files.wasm", "-o", "\(scratch.path)/program",
            "--dir", "\(scratch.path)::/work::ro",
        ])
        #expect(made.status == 0, "\(made.errors)")
        let program = "\(scratch.path)/program"
        #expect(try await execute(program, ["read", "/work/file"]).output == "/work/file: here\n")
        let link = try await execute(program, ["link", "x", "/work/new"])
        #expect(link.output == "symlink: Read-only file system\n")
        let none = try await execute(
            program, ["read", "/work/file"], environment: ["ASML_DIRS": ""])
        #expect(none.output == "/work/file: Capabilities insufficient\n")
        let missing = try await execute(program, environment: ["ASML_DIRS": "/no/such"])
        #expect(missing.status == 1)
        #expect(missing.errors.contains("cannot open the folder for the program: /no/such"))
        let wrong = try await asml(["compile", "x.wasm", "-o", "x", "--dir", "a;b"])
        #expect(wrong.status == 2)
    }
}
