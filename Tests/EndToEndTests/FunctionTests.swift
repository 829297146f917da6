import Foundation
import LocalCloud
import Testing

/// AssemblyLift 0.3-style functions under the local Lambda.
@Suite struct FunctionTests {
    struct Answer: Decodable, Equatable {
        var length: Int
        var checksum: String
        var greeting: String
    }

    /// Below, at and above the input page's 8192 bytes, and many pages.
    @Test(arguments: ["c-function", "rust-function"], [0, 1, 8191, 8192, 8193, 1_000_000])
    func readsEventsOfEverySize(_ example: String, _ size: Int) async throws {
        try await checkAnswer(example, size, .host)
    }

    @Test(arguments: Target.allCases.filter { $0 != .host })
    func readsEventsOnAnotherMachine(_ target: Target) async throws {
        try await checkAnswer("c-function", 1_000_000, target)
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
        let lambda = LocalLambda(bootstrap: entry, handler: "function.handler")
        let report = try await lambda.invoke(event: Array(#"{"name":"Ada"}"#.utf8))
        #expect(String(decoding: report.payload, as: UTF8.self).contains("Hello, Ada!"))
        #expect(try scratch.contents == ["bootstrap"])
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

    @Test func aMissingHandlerIsAnInitError() async throws {
        let bootstrap = try await Programs.compiled("c-function", runtime: "lambda")
        let lambda = LocalLambda(bootstrap: bootstrap, handler: "function.nothing")
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
        let lambda = LocalLambda(
            bootstrap: bootstrap, handler: "function.handler", timeout: .seconds(30))
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
