import Foundation
import Testing
import ToolFixtures

/// What an example is compiled for. QEMU runs what this machine cannot.
enum Target: String, CaseIterable {
    case x86_64, arm64

    static var host: Target {
        #if arch(arm64)
            .arm64
        #else
            .x86_64
        #endif
    }

    var emulator: String? {
        guard self != .host else { return nil }
        let environment = ProcessInfo.processInfo.environment
        return environment["ASML_EMULATOR_\(rawValue.uppercased())"]
            ?? "/usr/bin/qemu-\(self == .arm64 ? "aarch64" : rawValue)-static"
    }
}

/// Examples compiled once for all tests of a run; `make test` says where they are.
actor Programs {
    static let shared = Programs()
    /// For the whole run; removed at its end.
    static let folder: String = {
        atexit { try? FileManager.default.removeItem(atPath: Programs.folder) }
        return FileManager.default.temporaryDirectory
            .appendingPathComponent("asml-tests-\(ProcessInfo.processInfo.processIdentifier)")
            .path
    }()
    private let folder = Programs.folder
    private var compiled: [String: Task<String, any Error>] = [:]

    /// - Returns: the executable's path.
    static func compiled(
        _ example: String, runtime: String, target: Target = .host, options: [String] = [],
        from kind: Kind = .example
    ) async throws -> String {
        try await shared.compile(
            "\(try folder(kind))/\(example).wasm", named: example,
            ["--runtime", runtime, "--target", target.rawValue] + options)
    }

    /// What `make examples` and `make programs` built; the raw values name the folders.
    enum Kind: String {
        case example = "ASML_EXAMPLES"
        case program = "ASML_PROGRAMS"
    }

    static func folder(_ kind: Kind) throws -> String {
        try #require(
            ProcessInfo.processInfo.environment[kind.rawValue],
            "\(kind.rawValue) names no folder; run 'make test'")
    }

    private func compile(
        _ input: String, named name: String, _ options: [String]
    ) async throws -> String {
        let key = ([name] + options).joined(separator: "-")
        if let running = compiled[key] { return try await running.value }
        let output = "\(folder)/\(key)"
        let task = Task {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            let result = try await asml(["compile", input, "-o", output] + options)
            try #require(result.status == 0, "\(result.errors)")
            return output
        }
        compiled[key] = task
        return try await task.value
    }
}

/// How a process ended and what it wrote.
struct Execution {
    var status: Int32
    var output: String
    var errors: String

    /// Frame names of a trap's report, innermost first.
    var stack: [String] {
        errors.split(separator: "\n").compactMap { line in
            line.firstMatch(of: #/^ +at ([^ ]+) \(/#).map { String($0.1) }
        }
    }
}

func execute(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:],
    input: String = "", folder: String? = nil, target: Target = .host
) async throws -> Execution {
    let command = (target.emulator.map { [$0] } ?? []) + [path] + arguments
    let result = try await runProgram(
        command, in: folder, environment: environment, input: input)
    let status: Int32 =
        switch result.end {
        case .exited(let status): status
        case .signaled(let signal): signal
        }
    return Execution(status: status, output: result.output, errors: result.errors)
}

/// The tool itself, as `make build` made it, with a cache of the run's own.
func asml(
    _ arguments: [String], in folder: String? = nil, cache: String? = nil,
    environment more: [String: String] = [:]
) async throws -> Execution {
    var environment = ProcessInfo.processInfo.environment.merging(more) { $1 }
    environment["XDG_CACHE_HOME"] = cache ?? Programs.folder
    let home = try #require(environment["ASML_HOME"], "ASML_HOME is not set; run 'make test'")
    return try await execute(
        "\(home)/bin/asml", arguments, environment: environment, folder: folder)
}

/// The binary of a module in the text format.
func assemble(_ text: String) async throws -> [UInt8] {
    let scratch = try Scratch()
    let environment = ProcessInfo.processInfo.environment
    let source = try scratch.write("module.wat", Array(text.utf8))
    let tool = environment["ASML_WASM_TOOLS"] ?? "wasm-tools"
    let result = try await execute(
        "/usr/bin/env", [tool, "parse", source, "-o", "\(scratch.path)/module.wasm"],
        environment: environment)
    try #require(result.status == 0, "wasm-tools: \(result.errors)")
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(scratch.path)/module.wasm")))
}
