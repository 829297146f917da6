import Foundation
import Testing
import ToolFixtures

/// WASI programs in three languages, and what becomes of a trap.
@Suite struct CommandTests {
    @Test(arguments: Target.allCases) func cProgram(_ target: Target) async throws {
        let program = try await Programs.compiled("c-command", runtime: "command", target: target)
        let result = try await execute(
            program, ["first", "zwei drei"], environment: ["GREETING": "hello"],
            input: "shout\nthis", target: target)
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.dropFirst().first == "argument 1: first")
        #expect(
            lines.suffix(6) == [
                "argument 2: zwei drei", "GREETING: hello",
                "monotonic clock: does not run backwards", "wall clock: is set", "SHOUT", "THIS",
            ])
    }

    @Test(arguments: Target.allCases) func rustProgram(_ target: Target) async throws {
        let program = try await Programs.compiled(
            "rust-command", runtime: "command", target: target)
        let result = try await execute(
            program, ["a", "b"], environment: ["KEY": "value"], target: target)
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.output == """
                arguments: ["a", "b"]
                environment: {"KEY": "value"}
                words: [("the", 3), ("and", 1), ("brown", 1)]
                Some(
                    (
                        "pretty",
                        [
                            1.5,
                            -0.25,
                            inf,
                        ],
                    ),
                )

                """)
    }

    @Test(arguments: Target.allCases) func aRustPanicIsATrapWithAStack(_ target: Target)
        async throws
    {
        let program = try await Programs.compiled(
            "rust-command", runtime: "command", target: target)
        let result = try await execute(program, ["panic"], target: target)
        #expect(result.status == 134)
        #expect(result.errors.contains("index out of bounds"))
        #expect(result.errors.contains("trap: unreachable"))
        #expect(result.stack.contains { $0.contains("main") }, "\(result.errors)")
    }

    @Test(arguments: Target.allCases) func swiftProgram(_ target: Target) async throws {
        let program = try await Programs.compiled(
            "swift-command", runtime: "command", target: target)
        let result = try await execute(program, target: target)
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            result.output == """
                Flatland: 33 loans, last to reader 3
                Erewhon: 67 loans, last to reader 0
                Utopia: 0 loans, to nobody
                reader 0 was lent 4202 pages
                reader 1 was lent 4039 pages
                reader 2 was lent 4039 pages
                reader 3 was lent 4039 pages
                reader 4 was lent 4202 pages
                primes below 10000: 1229

                """)
    }

    @Test func credentialsStayOutside() async throws {
        let program = try await Programs.compiled("rust-command", runtime: "command")
        let result = try await execute(
            program, [],
            environment: [
                "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token",
                "AWS_REGION": "eu-west-1",
            ])
        #expect(result.output.contains(#"environment: {"AWS_REGION": "eu-west-1"}"#))
    }

    @Test(.enabled(if: geteuid() == 0, "chroot is root's"))
    func runsInAnEmptyFolderWithoutEnvironment() async throws {
        let scratch = try Scratch()
        let program = try await Programs.compiled("c-command", runtime: "command")
        try FileManager.default.copyItem(atPath: program, toPath: "\(scratch.path)/program")
        let result = try await execute("/usr/sbin/chroot", [scratch.path, "/program"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("GREETING: (not set)"))
    }

    /// Traps of `$slow` and of a fill that it became, before any of the two calls another function:
    /// LLVM would make the frame only there.
    static let earlyTraps = [
        """
        (func $slow (param i32) (result i32)
          (if (result i32) (i32.load (local.get 0))
            (then (i32.add (i32.const 1) (call $slow (i32.load offset=4 (local.get 0)))))
            (else (i32.const 0))))
        """,
        """
        (func $slow (param i32) (result i32) (local $value i32)
          (local.set $value (i32.load (local.get 0)))
          (if (result i32) (local.get $value)
            (then (i32.add (local.get 0) (call $slow (i32.sub (local.get $value) (i32.const 1)))))
            (else (i32.load offset=4 (local.get 0)))))
        """,
        """
        (func $slow (param i32) (result i32) (local $count i32)
          (local.set $count (i32.const 70000))
          (loop $next
            (i32.store8 (local.get 0) (i32.const 0))
            (local.set 0 (i32.add (local.get 0) (i32.const 1)))
            (br_if $next (local.tee $count (i32.sub (local.get $count) (i32.const 1)))))
          (i32.const 0))
        """,
    ]

    @Test(arguments: earlyTraps, Target.allCases)
    func theCallerOfAFunctionThatTrapsEarlyIsKnown(_ slow: String, _ target: Target) async throws {
        let scratch = try Scratch()
        let module = try await assemble(
            """
            (module (memory (export "memory") 1)
              \(slow)
              (func $middle (param i32) (result i32)
                (i32.mul (i32.const 3) (call $slow (local.get 0))))
              (func $_start (export "_start")
                (drop (call $middle (i32.const 65533)))
                (drop (call $middle (i32.const 0)))))
            """)
        try scratch.write("slow.wasm", module)
        let compiled = try await asml(
            ["compile", "slow.wasm", "-o", "slow", "--target", target.rawValue],
            in: scratch.path)
        try #require(compiled.status == 0, "\(compiled.errors)")
        let result = try await execute("\(scratch.path)/slow", target: target)
        #expect(result.stack == ["slow", "middle", "_start"], "\(result.errors)")
    }

    @Test(
        arguments: [
            ("divide", "integer divide by zero"), ("load", "out of bounds memory access"),
            ("recurse", "call stack exhausted"), ("unreachable", "unreachable"),
        ], Target.allCases)
    func reportsTraps(_ trap: (kind: String, message: String), _ target: Target) async throws {
        let program = try await Programs.compiled(
            "traps-command", runtime: "command", target: target)
        let (kind, message) = trap
        let result = try await execute(program, [kind], target: target)
        #expect(result.status == 134)
        #expect(result.output == "about to: \(kind)\n")
        #expect(result.errors.hasPrefix("trap: \(message)\n"), "\(result.errors)")
        guard kind != "recurse" else {
            #expect(result.stack.first == "recurse_forever")
            return
        }
        #expect(
            result.stack.starts(with: ["\(kind)_inner", "\(kind)_middle", "\(kind)_outer"]),
            "\(result.errors)")
    }
}
