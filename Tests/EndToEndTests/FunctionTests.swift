import Foundation
import LocalCloud
import Testing
import ToolFixtures

/// AssemblyLift 0.3-style functions under the local Lambda.
@Suite struct FunctionTests {
    struct Answer: Decodable, Equatable {
        var length: Int
        var checksum: String
        var greeting: String
    }

    /// Below, at and above the input page's 8192 bytes, and many pages.
    @Test(
        arguments: [
            "c-function", "cpp-function", "rust-function", "swift-function", "zig-function",
            "c-assemblylift",
        ],
        [0, 1, 8191, 8192, 8193, 1_000_000])
    func readsEventsOfEverySize(_ example: String, _ size: Int) async throws {
        try await checkAnswer(example, size, .host)
    }

    @Test(arguments: Target.allCases.filter { $0 != .host })
    func readsEventsOnAnotherMachine(_ target: Target) async throws {
        try await checkAnswer("c-assemblylift", 1_000_000, target)
    }

    /// The function's memory moves as it collects the event.
    @Test(arguments: Target.allCases) func readsEventsIntoAMemoryThatMoves(_ target: Target)
        async throws
    {
        try await checkAnswer("rust-function", 1_000_000, target, ["--memory-base", "dynamic"])
    }

    private func checkAnswer(
        _ example: String, _ size: Int, _ target: Target, _ options: [String] = []
    ) async throws {
        let event = Self.event(size)
        let report = try await invoke(example, event, target, options)
        guard case .response(let body, _) = report.outcome else {
            Issue.record("\(example) answered \(String(decoding: report.payload, as: UTF8.self))")
            return
        }
        let answer = try JSONDecoder().decode(Answer.self, from: Data(body))
        #expect(
            answer
                == Answer(
                    length: size, checksum: Self.checksum(event),
                    greeting: size >= 14 ? "Hello, Ada!" : "Hello, world!"))
        #expect(report.afterwards == .ready)
    }

    /// In JavaScript handlers see the decoded event.
    @Test(arguments: [0, 8192, 1_000_000]) func readsEventsInJavaScript(_ size: Int) async throws {
        let bootstrap = try await Programs.compiled(
            "javascript-function", runtime: "lambda", options: ["-O1"])
        let text = #"{"name":"Ada","more":"\#(String(repeating: "x", count: size))"}"#
        let report = try await LocalLambda(bootstrap, "f.handler").invoke(event: Array(text.utf8))
        #expect(report.afterwards == .ready)
        #expect(
            try JSONDecoder().decode(Answer.self, from: Data(report.payload))
                == Answer(
                    length: text.utf8.count, checksum: Self.checksum(Array(text.utf8)),
                    greeting: "Hello, Ada!"))
    }

    @Test(.enabled(if: geteuid() == 0, "chroot is root's"))
    func runsInAnEmptyFolderWithoutEnvironment() async throws {
        let scratch = try Scratch()
        let bootstrap = try await Programs.compiled("c-function", runtime: "lambda")
        try FileManager.default.copyItem(
            atPath: bootstrap, toPath: "\(scratch.path)/bootstrap")
        let outside = try Scratch()
        let entry = try outside.write(
            "bootstrap",
            Array(
                """
                #!/bin/sh
                exec env -i AWS_LAMBDA_RUNTIME_API="$AWS_LAMBDA_RUNTIME_API" \
                    /usr/sbin/chroot \(scratch.path) /bootstrap
                """.utf8), executable: true)
        let lambda = LocalLambda(entry, "function.handler")
        let report = try await lambda.invoke(event: Array(#"{"name":"Ada"}"#.utf8))
        #expect(String(decoding: report.payload, as: UTF8.self).contains("Hello, Ada!"))
        #expect(try scratch.contents == ["bootstrap"])
    }

    /// `/tmp` to write in, which is a folder of the guest's own, and the task's folder to read.
    @Test func hasTheFoldersThatLambdaGives() async throws {
        let scratch = try Scratch()
        let note = "asml-test-\(UUID().uuidString)"
        let module = """
            (module
              (import "env" "__asml_abi_success" (func $success (param i32 i32)))
              (import "wasi_snapshot_preview1" "fd_prestat_dir_name"
                (func $name (param i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_prestat_get"
                (func $prestat (param i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_open"
                (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 1000) "\(note)")
              (global $end (mut i32) (i32.const 0))
              (func $put (param i32)
                (i32.store8 (global.get $end) (local.get 0))
                (global.set $end (i32.add (global.get $end) (i32.const 1))))
              ;; The folder's name, and in brackets the error of making a file in it, from '0' on.
              (func $describe (param $fd i32)
                (if (call $prestat (local.get $fd) (i32.const 2000)) (then (return)))
                (drop (call $name (local.get $fd) (global.get $end) (i32.load (i32.const 2004))))
                (global.set $end (i32.add (global.get $end) (i32.load (i32.const 2004))))
                (call $put (i32.const 91))
                (call $put (i32.add (i32.const 48) (call $open (local.get $fd) (i32.const 0)
                  (i32.const 1000) (i32.const \(note.utf8.count)) (i32.const 1) (i64.const 64)
                  (i64.const 0) (i32.const 0) (i32.const 2008))))
                (call $put (i32.const 93)))
              (func (export "handler") (result i32)
                (call $describe (i32.const 3)) (call $describe (i32.const 4))
                (call $describe (i32.const 5))
                (call $success (i32.const 0) (global.get $end)) (i32.const 0)))
            """
        try scratch.write("f.wasm", try await assemble(module))
        let compiled = try await asml(
            ["compile", "f.wasm", "-o", "bootstrap", "--runtime", "lambda"], in: scratch.path)
        try #require(compiled.status == 0, "\(compiled.errors)")
        let lambda = LocalLambda("\(scratch.path)/bootstrap", "f.handler")
        let report = try await lambda.invoke(event: [])
        // 69 is EROFS, 'u' from '0' on.
        #expect(
            String(decoding: report.payload, as: UTF8.self)
                == "/tmp[0]\(scratch.path)[u]")
        #expect(unlink("/tmp/asml-guest/\(note)") == 0)
        #expect(try scratch.contents == ["bootstrap", "f.wasm"])
    }

    @Test(
        arguments: [
            ("divide", "integer divide by zero"), ("load", "out of bounds memory access"),
            ("recurse", "call stack exhausted"), ("unreachable", "unreachable"),
        ], Target.allCases)
    func reportsTraps(_ trap: (kind: String, message: String), _ target: Target) async throws {
        try await checkTrap(trap, target)
    }

    @Test func reportsTrapsOfAMemoryThatMoves() async throws {
        try await checkTrap(
            ("load", "out of bounds memory access"), .host, ["--memory-base", "dynamic"])
    }

    private func checkTrap(
        _ trap: (kind: String, message: String), _ target: Target, _ options: [String] = []
    ) async throws {
        let (kind, message) = trap
        let report = try await invoke("traps-function", Array(kind.utf8), target, options)
        guard case .functionError(let body, let type) = report.outcome else {
            Issue.record("no function error: \(report.outcome)")
            return
        }
        let error = try JSONDecoder().decode(FunctionError.self, from: Data(body))
        #expect(type == "Function.Trap")
        #expect(error.errorType == type)
        #expect(error.errorMessage.contains(message))
        let inner = kind == "recurse" ? "recurse_forever" : "\(kind)_inner"
        #expect(error.stackTrace.first?.contains(inner) == true, "\(error.stackTrace)")
        // A fresh instance is ready for the next event.
        #expect(report.afterwards == .ready)
    }

    /// A module's bootstrap, from its text.
    private func bootstrap(_ module: String, _ options: [String], in scratch: Scratch) async throws
        -> String
    {
        try scratch.write("f.wasm", try await assemble(module))
        let compiled = try await asml(
            ["compile", "f.wasm", "-o", "bootstrap", "--runtime", "lambda"] + options,
            in: scratch.path)
        try #require(compiled.status == 0, "\(compiled.errors)")
        return "\(scratch.path)/bootstrap"
    }

    /// Answers how often it was called, as a digit.
    @Test(arguments: [([], ["1", "2", "3"]), (["--isolate"], ["1", "1", "1"])])
    func instancesLiveOnUnlessIsolated(_ options: [String], _ answers: [String]) async throws {
        let scratch = try Scratch()
        let path = try await bootstrap(
            """
            (module
              (import "env" "__asml_abi_success" (func $success (param i32 i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "0")
              (func (export "handler") (result i32)
                (i32.store8 (i32.const 0)
                  (i32.add (i32.load8_u (i32.const 0)) (i32.const 1)))
                (call $success (i32.const 0) (i32.const 1)) (i32.const 0)))
            """, options, in: scratch)
        let function = LocalFunction(
            FunctionSettings(name: "f", bootstrap: path, handler: "f.handler"))
        for answer in answers {
            let invocation = Invocation(event: [], function.settings)
            let report = try await function.invoke(invocation).report
            #expect(String(decoding: report.payload, as: UTF8.self) == answer)
        }
        await function.stop()
    }

    @Test func aPointerNeedsAMemory() async throws {
        let scratch = try Scratch()
        let module = """
            (module
              (import "env" "__asml_abi_success" (func $success (param i32 i32)))
              (memory 1)
              (func (export "handler") (result i32) (i32.const 0)))
            """
        try scratch.write("f.wasm", try await assemble(module))
        let result = try await asml(
            ["compile", "f.wasm", "-o", "x", "--runtime", "lambda"], in: scratch.path)
        #expect(result.status == 1)
        #expect(
            result.errors.contains(
                "'__asml_abi_success' from 'env' takes a pointer, but no memory is exported"),
            "\(result.errors)")
    }

    /// Stopped from outside: it calls nothing.
    @Test func aHandlerThatNeverReturnsIsStopped() async throws {
        let scratch = try Scratch()
        let path = try await bootstrap(
            #"(module (func (export "handler") (result i32) (loop (br 0)) unreachable))"#, [],
            in: scratch)
        let report = try await LocalLambda(path, "f.handler", timeout: .seconds(1)).invoke(event: []
        )
        #expect(report.outcome == .timedOut(after: .seconds(1)))
    }

    @Test func anImportThatNobodyProvidesTrapsWhenItIsAllowed() async throws {
        let scratch = try Scratch()
        let module = """
            (module
              (import "elsewhere" "nothing" (func $nothing (param i32) (result i64)))
              (func (export "handler") (result i32)
                (drop (call $nothing (i32.const 1))) (i32.const 0)))
            """
        try scratch.write("refused.wasm", try await assemble(module))
        let refused = try await asml(
            ["compile", "refused.wasm", "-o", "x", "--runtime", "lambda"], in: scratch.path)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("nothing provides the import 'nothing' from 'elsewhere'"))
        #expect(refused.errors.contains("--allow-missing-imports"))
        let path = try await bootstrap(module, ["--allow-missing-imports"], in: scratch)
        let report = try await LocalLambda(path, "f.handler").invoke(event: [])
        guard case .functionError(let body, "Function.Trap") = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(String(decoding: body, as: UTF8.self).contains("trap: unreachable"))
    }

    /// What AssemblyLift 0.3's macros make of API Gateway's payload 1.0.
    @Test(arguments: [
        ("/hello", #""body":"\"GET /hello\"""#), ("/page", #""content-type":"text/html""#),
        ("/x", #""statusCode":404"#),
    ])
    func functionsOfAssemblyLift(_ path: String, _ part: String) async throws {
        let bootstrap = try await Programs.compiled("rust-assemblylift", runtime: "lambda")
        let event = #"{"httpMethod":"GET","path":"\#(path)","headers":{}}"#
        let report = try await LocalLambda(bootstrap, "f.handler").invoke(event: Array(event.utf8))
        #expect(String(decoding: report.payload, as: UTF8.self).contains(part))
    }

    /// Without IOmods in the package.
    @Test(arguments: ["c-calls", "rust-calls", "swift-calls"])
    func callsOfIomodsThatAreNotThere(_ example: String) async throws {
        let bootstrap = try await Programs.compiled(example, runtime: "lambda")
        let report = try await LocalLambda(bootstrap, "f.handler").invoke(event: Array("{}".utf8))
        guard case .functionError(let body, _) = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        let error = try JSONDecoder().decode(FunctionError.self, from: Data(body))
        #expect(error.errorType == "Function.NoIomod")
        #expect(error.errorMessage == "no IOmod answers to akkoro.std.crypto.uuid4")
    }

    /// With an IOmod inside the bootstrap (iomods.c), which its linker adds.
    @Test(arguments: ["c-calls", "rust-calls", "swift-calls"])
    func callsOfIomods(_ example: String) async throws {
        let scratch = try Scratch()
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
        try scratch.write(
            "linker",
            Array("#!/bin/sh\nexec ld.lld-19 \"$@\" \(scratch.path)/iomods.o\n".utf8),
            executable: true)
        let module = "\(try Programs.folder(.example))/\(example).wasm"
        let made = try await shell(
            """
            clang-19 --target=$(uname -m)-linux-musl -O2 -fPIE -ffreestanding -Wall -Wextra -Werror \
                -I \(here)/../../runtime-c/include -c \(here)/iomods.c -o iomods.o &&
            ASML_LINKER=$PWD/linker $asml compile \(module) -o bootstrap --runtime lambda
            """, in: scratch)
        try #require(made.status == 0, "\(made.errors)")
        let lambda = LocalLambda("\(scratch.path)/bootstrap", "f.handler")
        let report = try await lambda.invoke(event: Array("{}".utf8))
        #expect(
            String(decoding: report.payload, as: UTF8.self) == #"["id-1","id-2"]"#,
            "\(report.outcome)")
    }

    /// Rust's message, and the instance is fresh afterwards.
    @Test func panicsSayWhy() async throws {
        let bootstrap = try await Programs.compiled("rust-assemblylift", runtime: "lambda")
        let event = #"{"httpMethod":"GET","path":"/panic","headers":{}}"#
        let report = try await LocalLambda(bootstrap, "f.handler").invoke(event: Array(event.utf8))
        guard case .functionError(let body, _) = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        let error = try JSONDecoder().decode(FunctionError.self, from: Data(body))
        #expect(error.errorType == "Function.Panic")
        #expect(error.errorMessage.contains("no luck"))
        #expect(report.afterwards == .ready)
    }

    @Test(arguments: SampleEvent.allCases) func sampleEvents(_ event: SampleEvent) async throws {
        let bootstrap = try await Programs.compiled("c-function", runtime: "lambda")
        let result = try await asml(
            ["invoke", bootstrap, "--handler", "f.handler", "--json", "--example", event.rawValue])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains(#"\"length\":\#(event.bytes.count)"#))
    }

    @Test func aMissingHandlerIsAnInitError() async throws {
        let bootstrap = try await Programs.compiled("c-function", runtime: "lambda")
        let lambda = LocalLambda(bootstrap, "function.nothing")
        let report = try await lambda.invoke(event: [])
        guard case .initError(let body) = report.outcome else {
            Issue.record("no init error: \(report.outcome)")
            return
        }
        #expect(String(decoding: body, as: UTF8.self).contains("nothing"))
    }

    struct FunctionError: Decodable {
        var errorMessage: String
        var errorType: String
        var stackTrace: [String]
    }

    private func invoke(
        _ example: String, _ event: [UInt8], _ target: Target, _ options: [String] = []
    ) async throws -> InvocationReport {
        var bootstrap = try await Programs.compiled(
            example, runtime: "lambda", target: target, options: options)
        let scratch = try Scratch()
        if let emulator = target.emulator {
            bootstrap = try scratch.write(
                "bootstrap", Array("#!/bin/sh\nexec \(emulator) \(bootstrap)\n".utf8),
                executable: true)
        }
        let lambda = LocalLambda(bootstrap, "function.handler", timeout: .seconds(30))
        return try await lambda.invoke(event: event)
    }

    /// A name where there is room for one, then bytes that differ from page to page.
    private static func event(_ size: Int) -> [UInt8] {
        let head = Array(#"{"name":"Ada"}"#.utf8)
        guard size >= head.count else { return Array(repeating: 0x78, count: size) }
        return head + (head.count..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    }

    /// FNV-1a of 64 bits.
    private static func checksum(_ bytes: [UInt8]) -> String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension LocalLambda {
    init(_ bootstrap: String, _ handler: String, timeout: Duration = .seconds(30)) {
        var settings = FunctionSettings(name: "function", bootstrap: bootstrap, handler: handler)
        settings.timeout = timeout
        self.init(settings)
    }
}
