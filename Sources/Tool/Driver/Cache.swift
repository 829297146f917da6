internal import CodeGen
internal import Crypto
internal import Diagnostics
internal import Foundation
internal import NativeLinker

/// Compiled programs by what went into them: `$XDG_CACHE_HOME/asml`, or `~/.cache/asml`.
struct Cache {
    let folder: String

    /// - Throws: a warning, why programs cannot be kept.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) throws(Diagnostic) {
        guard let folder = Self.folder(environment) else {
            throw Self.unusable("neither XDG_CACHE_HOME nor HOME names a folder")
        }
        self.folder = folder
        do {
            try Files.makeFolder(folder)
        } catch {
            throw Self.unusable("\(folder): \(error.message)")
        }
        try check()
    }

    /// Where it is, whether it exists or not. Names that are not absolute are void, see
    /// https://specifications.freedesktop.org/basedir-spec/latest/#variables
    static func folder(_ environment: [String: String]) -> String? {
        let places = [("XDG_CACHE_HOME", ""), ("HOME", "/.cache")]
        for (name, suffix) in places {
            if let base = environment[name], base.hasPrefix("/") { return "\(base)\(suffix)/asml" }
        }
        return nil
    }

    /// Whoever can write there decides what runs here.
    private func check() throws(Diagnostic) {
        var status = stat()
        guard stat(folder, &status) == 0 else {
            throw Self.unusable("\(folder): \(Files.reason(errno))")
        }
        guard status.st_uid == geteuid(), status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            throw Self.unusable("\(folder): others can write to it, 'chmod go-w' mends it")
        }
        guard faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0 else {
            throw Self.unusable("\(folder): \(Files.reason(errno))")
        }
    }

    private static func unusable(_ reason: String) -> Diagnostic {
        Diagnostic(
            .warning, at: .tool, "the program is not kept for the next run: \(reason)",
            notes: ["XDG_CACHE_HOME names another folder for it"])
    }

    func path(for bytes: [UInt8], _ options: CompileOptions) throws(Diagnostic) -> String {
        let toolchain = try Toolchain()
        var hash = SHA256()
        hash.update(data: Data(bytes))
        let parts = [
            options.runtime.rawValue, options.architecture.rawValue, options.level.rawValue,
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
