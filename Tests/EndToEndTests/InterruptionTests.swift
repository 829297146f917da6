import Foundation
import Testing
import ToolFixtures

/// The tool stopped amid its work: its status, and that nothing is left behind.
@Suite struct InterruptionTests {
    private static let signals = [SIGINT, SIGTERM, SIGHUP]

    /// A scratch folder with a module, and an empty one for temporary files.
    private func prepare() async throws -> (Scratch, temporary: Scratch, [String: String]) {
        let scratch = try Scratch()
        try scratch.write("f.wasm", try await assemble(#"(module (func (export "_start")))"#))
        let temporary = try Scratch()
        return (scratch, temporary, ["TMPDIR": temporary.path])
    }

    @Test(arguments: signals) func whileReading(_ signal: Int32) async throws {
        let (scratch, temporary, environment) = try await prepare()
        mkfifo("\(scratch.path)/pipe", 0o600)
        let tool = try await Background(
            ["compile", "pipe", "-o", "out"], in: scratch, environment: environment)
        // There is no other end until the tool reads.
        var end: Int32 = -1
        for _ in 0..<6000 where end < 0 {
            end = open("\(scratch.path)/pipe", O_WRONLY | O_NONBLOCK)
            if end < 0 { try await Task.sleep(for: .milliseconds(10)) }
        }
        try #require(end >= 0)
        defer { close(end) }
        tool.send(signal)
        #expect(try await tool.status() == 128 + signal)
        #expect(try scratch.contents == ["f.wasm", "pipe"])
        #expect(try temporary.contents == [])
    }

    /// A linker that has made its file and does not come back.
    private func slowLinker(in scratch: Scratch) throws -> String {
        try scratch.write(
            "linker",
            Array(
                #"""
                #!/bin/sh
                tool=$PPID
                for argument in "$@"; do
                    [ "$last" = -o ] && echo half > "$argument"
                    last=$argument
                done
                touch "$(dirname "$0")/started"
                while kill -0 $tool 2>/dev/null; do sleep 0.05; done
                """#.utf8), executable: true)
    }

    /// Sends a signal to the tool while its linker works, and waits for its end.
    private func stopLinking(_ signal: Int32, _ scratch: Scratch, _ environment: [String: String])
        async throws -> Background
    {
        let outside = try Scratch()
        let linker = ["ASML_LINKER": try slowLinker(in: outside)]
        let tool = try await Background(
            ["compile", "f.wasm", "-o", "out"], in: scratch,
            environment: environment.merging(linker) { $1 })
        try #require(try await appears("\(outside.path)/started"))
        tool.send(signal)
        #expect(try await tool.status() == 128 + signal)
        return tool
    }

    @Test(arguments: signals) func whileLinking(_ signal: Int32) async throws {
        let (scratch, temporary, environment) = try await prepare()
        let tool = try await stopLinking(signal, scratch, environment)
        #expect(try tool.errors == "")
        #expect(try scratch.contents == ["f.wasm"])
        #expect(try temporary.contents == [])
    }

    /// Nothing can be done about it then, but about the next time.
    @Test func killedWhileLinking() async throws {
        let (scratch, temporary, environment) = try await prepare()
        _ = try await stopLinking(SIGKILL, scratch, environment)
        let left = try scratch.contents.filter { $0 != "f.wasm" }
        #expect(left.count == 1 && left[0].hasPrefix(".asml-"), "\(left)")
        let result = try await asml(["compile", "f.wasm", "-o", "out"], in: scratch.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try await execute("\(scratch.path)/out").status == 0)
        #expect(try temporary.contents.allSatisfy { $0.hasPrefix(".asml-") })
    }

    /// At any moment of a compilation of some length.
    @Test func atAnyMoment() async throws {
        let folder = try #require(ProcessInfo.processInfo.environment["ASML_EXAMPLES"])
        let module = "\(folder)/rust-command.wasm"
        for delay in stride(from: 0, to: 1200, by: 60) {
            let (scratch, temporary, environment) = try await prepare()
            let tool = try await Background(
                ["compile", module, "-o", "out", "-O", "1"], in: scratch,
                environment: environment)
            try await Task.sleep(for: .milliseconds(delay))
            tool.send(delay % 120 == 0 ? SIGINT : SIGTERM)
            let status = try await tool.status()
            let errors = try tool.errors
            #expect([0, 130, 143].contains(status), "\(errors)")
            #expect(try temporary.contents == [])
            let made = try scratch.contents.filter { $0 != "f.wasm" }
            #expect(made == [] || made == ["out"], "\(made)")
            if status == 0 { #expect(made == ["out"]) }
            if made == ["out"] {
                #expect(try await execute("\(scratch.path)/out", ["a"]).status == 0)
            }
        }
    }

    /// What `nohup` ignores, the tool ignores.
    @Test func anIgnoredSignalStaysIgnored() async throws {
        let (scratch, _, _) = try await prepare()
        let outside = try Scratch()
        let linker = try slowLinker(in: outside)
        let result = try await shell(
            """
            trap '' HUP
            ASML_LINKER=\(linker) "$asml" compile f.wasm -o out &
            until [ -e \(outside.path)/started ]; do sleep 0.02; done
            kill -HUP $!
            kill -TERM $!
            wait $!
            """, in: scratch)
        #expect(result.status == 143, "\(result.errors)")
        #expect(try scratch.contents == ["f.wasm"])
    }
}
