import Foundation
import Testing
import ToolFixtures

/// `asml run` and its cache.
@Suite struct RunTests {
    private func prepare() async throws -> (Scratch, cache: Scratch) {
        let scratch = try Scratch()
        let module = """
            (module
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (func (export "_start") (call $exit (i32.const 7))))
            """
        try scratch.write("f.wasm", try await assemble(module))
        return (scratch, try Scratch())
    }

    @Test func severalAtOnceWithAnEmptyCache() async throws {
        let (scratch, cache) = try await prepare()
        var tools: [Background] = []
        for _ in 0..<4 {
            tools.append(
                try await Background(
                    ["run", "f.wasm"], in: scratch, environment: ["XDG_CACHE_HOME": cache.path]))
        }
        for tool in tools {
            #expect(try await tool.status() == 7)
            #expect(try tool.errors == "")
        }
        let kept = try FileManager.default.contentsOfDirectory(atPath: "\(cache.path)/asml")
        #expect(kept.count == 1, "\(kept)")
    }

    @Test func aCacheThatCannotBeUsedIsDoneWithout() async throws {
        let (scratch, cache) = try await prepare()
        let warning = "asml: warning: the program is not kept for the next run: "
        let result = try await shell(
            """
            env -u HOME -u XDG_CACHE_HOME "$asml" run f.wasm; echo $?
            env -u HOME XDG_CACHE_HOME=relative "$asml" run f.wasm; echo $?
            XDG_CACHE_HOME=/proc/nowhere "$asml" run f.wasm; echo $?
            mkdir -m 777 \(cache.path)/asml
            XDG_CACHE_HOME=\(cache.path) "$asml" run f.wasm; echo $?
            """, in: scratch, environment: ["TMPDIR": cache.path])
        #expect(result.output == "7\n7\n7\n7\n", "\(result.errors)")
        let warnings = result.errors.split(separator: "\n").filter { $0.hasPrefix(warning) }
        #expect(
            warnings.map { $0.dropFirst(warning.count) } == [
                "neither XDG_CACHE_HOME nor HOME names a folder",
                "neither XDG_CACHE_HOME nor HOME names a folder",
                "/proc/nowhere/asml: cannot make the folder: No such file or directory",
                "\(cache.path)/asml: others can write to it, 'chmod go-w' mends it",
            ])
        // Nothing is left of the programs, not even where they were made.
        #expect(try cache.contents == ["asml"])
        #expect(try scratch.contents == ["f.wasm"])
    }

    /// A machine that stops may leave a file without its content.
    @Test func aDamagedProgramInTheCacheIsMadeAgain() async throws {
        let (scratch, cache) = try await prepare()
        let result = try await shell(
            """
            "$asml" run f.wasm; echo $?
            for program in \(cache.path)/asml/*; do : > $program; done
            "$asml" run f.wasm; echo $?
            "$asml" run f.wasm; echo $?
            """, in: scratch, environment: ["XDG_CACHE_HOME": cache.path])
        #expect(result.output == "7\n7\n7\n", "\(result.errors)")
        #expect(result.errors == "")
    }

    /// What was not used for the longest time goes, when something new needs the room.
    @Test func theCacheHasALimit() async throws {
        let (scratch, cache) = try await prepare()
        let result = try await shell(
            """
            cp f.wasm g.wasm; printf '\\0\\2\\1x' >> g.wasm
            cp f.wasm h.wasm; printf '\\0\\2\\1y' >> h.wasm
            cd \(cache.path); mkdir -m 700 asml
            "$asml" run \(scratch.path)/f.wasm; old=$(echo asml/*)
            "$asml" run \(scratch.path)/g.wasm
            head -c 1M /dev/zero > asml/other; mkdir asml/.asml-killed
            touch -d '3 days ago' asml/*; touch -d '2 days ago' asml/.asml-killed asml/other
            "$asml" run \(scratch.path)/f.wasm
            ASML_CACHE_LIMIT=1 "$asml" run \(scratch.path)/h.wasm
            [ -e $old ] && echo kept; ls -A asml | wc -l
            """, in: scratch, environment: ["XDG_CACHE_HOME": cache.path])
        #expect(result.output == "kept\n2\n", "\(result.output)\(result.errors)")
    }

    /// What can be read once only is read once only.
    @Test func aModuleFromAPipe() async throws {
        let (scratch, cache) = try await prepare()
        let result = try await shell(
            #""$asml" run <(cat f.wasm)"#, in: scratch,
            environment: ["XDG_CACHE_HOME": cache.path])
        #expect(result.status == 7, "\(result.errors)")
    }

    /// Variables for the program are none for the compiler.
    @Test func theProgramsEnvironmentIsItsOwn() async throws {
        let (scratch, cache) = try await prepare()
        let result = try await shell(
            #""$asml" run --env TMPDIR=/nowhere --env ASML_LINKER=/nowhere f.wasm"#, in: scratch,
            environment: ["XDG_CACHE_HOME": cache.path])
        #expect(result.status == 7, "\(result.errors)")
    }
}
