internal import CodeGen
internal import Crypto
internal import Diagnostics
internal import Foundation
internal import NativeLinker
internal import WasmLowering

/// Compiles into the cache, unless it is there, and becomes the program.
///
/// `options.config` is what the program is started with, not part of it.
///
/// - Returns: never, when all went well.
package func run(_ input: String, arguments: [String], _ options: CompileOptions) async throws {
    guard options.architecture == .host else {
        throw Diagnostic(
            at: .tool,
            "cannot run a program for \(options.architecture.rawValue): "
                + "this machine is \(Architecture.host.rawValue)",
            notes: ["'asml compile' makes it, to be run elsewhere"])
    }
    var options = options
    let config = options.config
    options.config = ProgramConfig()
    let bytes = try Files.read(input)
    let program = try Cache().path(for: bytes, options)
    if !FileManager.default.isExecutableFile(atPath: program) {
        try await compile(input, to: program, options)
    }
    start(config)
    var argv = ([input] + arguments).map { strdup($0) }
    argv.append(nil)
    execv(program, argv)
    throw Diagnostic(at: .file(program), "cannot start: \(String(cString: strerror(errno)))")
}

/// What the program reads at its start, see docs/wasi.md. Without `--dir`, `ASML_DIRS` stays what it is.
private func start(_ config: ProgramConfig) {
    if !config.folders.isEmpty { setenv("ASML_DIRS", config.folderText, 1) }
    for entry in config.environment {
        let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        setenv(String(parts[0]), String(parts[1]), 1)
    }
}

/// Compiled programs by what went into them: `$XDG_CACHE_HOME/asml`, or `~/.cache/asml`.
struct Cache {
    private let folder: String

    init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(Diagnostic) {
        let base =
            environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? "\(environment["HOME"] ?? "/tmp")/.cache"
        folder = "\(base)/asml"
        try Files.makeFolder(folder)
    }

    func path(for bytes: [UInt8], _ options: CompileOptions) throws(Diagnostic) -> String {
        let toolchain = try Toolchain()
        var hash = SHA256()
        hash.update(data: Data(bytes))
        let parts = [
            options.runtime.rawValue, options.architecture.rawValue, options.level.rawValue,
            options.processor.cpu, options.processor.features, options.memoryBase.rawValue,
            options.strictTraps ? "strict" : "",
            fingerprint(Toolchain.executable), fingerprint(toolchain.archive(options.architecture)),
        ]
        hash.update(data: Data(parts.joined(separator: "\n").utf8))
        let digest = hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0\(digits)" : digits
        }
        return "\(folder)/\(digest.joined())"
    }

    /// Changes when the file does; the compiler itself is too large to hash at every run.
    private func fingerprint(_ path: String) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { return "missing" }
        return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
    }
}
