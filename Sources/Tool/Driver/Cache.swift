internal import CodeGen
internal import Crypto
internal import Diagnostics
internal import Foundation
internal import NativeLinker
internal import WasmLowering

/// What earlier compiles made, by what went into it: programs of `asml run`, and objects of the
/// levels that are made for development. In `$XDG_CACHE_HOME/asml`, or `~/.cache/asml`.
struct Cache: Sendable {
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

    func program(for bytes: [UInt8], _ options: CompileOptions) throws(Diagnostic) -> String {
        "\(folder)/\(digest(bytes, try options.identity()))"
    }

    /// Objects behind their digests: one that a full disk or a crash has damaged is none. A failure
    /// to keep one costs time only.
    var objects: ObjectStore {
        let compiler = fingerprint(Toolchain.executable)
        let path: @Sendable (ObjectStore.Key) -> String = { key in
            "\(folder)/\(digest(key.bitcode, "\(compiler)\n\(key.recipe)")).o"
        }
        return ObjectStore(
            find: { key in
                guard let kept = try? Files.read(path(key)), kept.count > SHA256.byteCount
                else { return nil }
                let object = Array(kept.dropFirst(SHA256.byteCount))
                guard
                    SHA256.hash(data: object).elementsEqual(kept.prefix(SHA256.byteCount))
                else { return nil }
                Self.markAsUsed(path(key))
                return object
            },
            keep: { key, object in
                let temporary = "\(folder)/.\(UUID().uuidString)"
                do {
                    try Files.write(Array(SHA256.hash(data: object)) + object, to: temporary)
                    rename(temporary, path(key))
                } catch {
                    unlink(temporary)
                }
            })
    }
}

extension CompileOptions {
    /// All that decides what comes of a module, this tool among it.
    func identity() throws(Diagnostic) -> String {
        let archive = try Toolchain().archive(architecture)
        let parts = [
            runtime.rawValue, architecture.rawValue, level.rawValue,
            processor.cpu, processor.features, memoryBase.rawValue,
            strictTraps ? "strict" : "",
            allowsMissingImports ? "missing" : "",
            config.isolates ? "isolates" : "",
            fingerprint(Toolchain.executable), fingerprint(archive),
        ]
        return parts.joined(separator: "\n")
    }
}

/// SHA-256 of both in hexadecimal.
private func digest(_ bytes: [UInt8], _ text: String) -> String {
    var hash = SHA256()
    hash.update(data: bytes)
    hash.update(data: Data(text.utf8))
    return hash.finalize().map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
}

/// Changes when the file does; the compiler itself is too large to hash at every run.
func fingerprint(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "missing" }
    return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
}

extension SHA256 {
    fileprivate static var byteCount: Int { Digest.byteCount }
}
