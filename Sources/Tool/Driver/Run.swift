internal import CodeGen
internal import Diagnostics
internal import Foundation

/// Compiles into the cache, unless it is there, and becomes the program.
///
/// `options.config` is what the program is started with, not part of it.
///
/// - Returns: never, when all went well.
package func run(_ input: String, arguments: [String], _ options: CompileOptions) async throws {
    try checkMachine(options)
    let program = Program(name: input, arguments: arguments, config: options.config)
    var options = options
    options.config = ProgramConfig()
    let bytes = try Files.read(input)
    let cache: Cache
    do {
        cache = try Cache()
    } catch {
        Console.report(error)
        return try await runUncached(bytes, program, options)
    }
    let path = try cache.program(for: bytes, options)
    if FileManager.default.isExecutableFile(atPath: path) {
        Cache.markAsUsed(path)
        // Where a machine has stopped before the file was written out, it is no program.
        let code = program.start(path)
        guard code == ENOEXEC else { throw cannotStart(path, code) }
    }
    try await compile(bytes, named: input, into: cache, at: path, options)
    throw cannotStart(path, program.start(path))
}

/// What is compiled to be run at once is for this machine.
private func checkMachine(_ options: CompileOptions) throws(Diagnostic) {
    guard options.architecture == .host else {
        throw Diagnostic(
            at: .tool,
            "cannot run a program for \(options.architecture.rawValue): "
                + "this machine is \(Architecture.host.rawValue)",
            notes: ["'asml compile' makes it, to be run elsewhere"])
    }
}

/// The compiled program of a module, made unless it is in the cache.
func cachedProgram(_ input: String, _ options: CompileOptions) async throws -> String {
    try checkMachine(options)
    let bytes = try Files.read(input)
    let cache = try Cache()
    let path = try cache.program(for: bytes, options)
    if FileManager.default.isExecutableFile(atPath: path) {
        Cache.markAsUsed(path)
    } else {
        try await compile(bytes, named: input, into: cache, at: path, options)
    }
    return path
}

private func compile(
    _ bytes: [UInt8], named name: String, into cache: Cache, at path: String,
    _ options: CompileOptions
) async throws {
    cache.makeRoom()
    try await compile(ModuleSource(bytes, named: name), to: path, options)
}

/// Without a cache the program has no name any more when it starts.
private func runUncached(
    _ bytes: [UInt8], _ program: Program, _ options: CompileOptions
) async throws {
    let descriptor = try await Files.withTemporaryFolder { folder in
        try await compile(
            ModuleSource(bytes, named: program.name), to: "\(folder)/program", options)
        return open("\(folder)/program", O_RDONLY | O_CLOEXEC)
    }
    throw cannotStart(program.name, program.start("/proc/self/fd/\(descriptor)"))
}

private func cannotStart(_ program: String, _ code: Int32) -> Diagnostic {
    Diagnostic(at: .file(program), "cannot start: \(Files.reason(code))")
}

/// What the tool becomes.
private struct Program {
    /// Its first argument.
    let name: String
    let arguments: [String]
    /// See docs/wasi.md. Without folders, `ASML_DIRS` stays what it is.
    let config: ProgramConfig

    /// - Returns: only when the program cannot be started, why.
    func start(_ path: String) -> Int32 {
        if !config.folders.isEmpty { setenv("ASML_DIRS", config.folderText, 1) }
        for entry in config.environment {
            let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            setenv(String(parts[0]), String(parts[1]), 1)
        }
        var argv = ([name] + arguments).map { strdup($0) }
        defer { argv.forEach { free($0) } }
        argv.append(nil)
        execv(path, argv)
        return errno
    }
}
