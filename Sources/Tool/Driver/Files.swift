package import Diagnostics
internal import Foundation
internal import WasmDecoder

/// File access that reports mistakes as diagnostics and never leaves half a file.
package enum Files {
    /// The largest module is the largest file that anybody means to give.
    private static let limit = ImplementationLimit.moduleSize.maximum

    /// A file, a device or a pipe to its end.
    package static func read(_ path: String) throws(Diagnostic) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failed("read", path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failed("read", path) }
        // A file may have holes: its size says nothing about how much it takes on the disk.
        if status.st_mode & S_IFMT == S_IFREG { try checkSize(Int(status.st_size), path) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = Foundation.read(descriptor, &part, part.count)
            if count == 0 { return bytes }
            if count > 0 { bytes += part[..<count] }
            if count < 0, errno != EINTR { throw failed("read", path) }
            try checkSize(bytes.count, path)
        }
    }

    private static func checkSize(_ size: Int, _ path: String) throws(Diagnostic) {
        guard size > limit else { return }
        throw Diagnostic(
            at: .file(path), "cannot read: the file is too large",
            notes: ["a module has at most \(limit) bytes"])
    }

    /// Makes a file that was not there.
    package static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failed("write", path) }
        defer { close(descriptor) }
        guard write(bytes[...], to: descriptor) else { throw failed("write", path) }
    }

    /// - Returns: whether all of it was written; if not, `errno` says why.
    static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 { rest = rest.dropFirst(count) }
            if count < 0, errno != EINTR { return false }
        }
        return true
    }

    /// As the name of an output.
    static let standardOutput = "-"

    /// All of it or nothing.
    static func put(_ bytes: [UInt8], at path: String) async throws {
        if path == standardOutput { return try Console.write(bytes) }
        try await OutputFile(path).make { temporary in try write(bytes, to: temporary) }
    }

    /// In bytes; 0 when there is none.
    static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// A folder with a name of its own in `parent` (or `$TMPDIR`), which nobody else can enter; it
    /// is gone when `body` is done, however it ends.
    package static func withTemporaryFolder<Result>(
        in parent: String? = nil, _ body: (String) async throws -> Result
    ) async throws -> Result {
        let parent = parent ?? temporaryFolder
        let path = "\(parent)/.asml-\(getpid())-\(UUID().uuidString)"
        Interruption.removeOnInterrupt(path)
        defer {
            remove(path)
            // Waits for ever when the tool is being interrupted: then its end is decided elsewhere.
            Interruption.forget(path)
        }
        guard mkdir(path, 0o700) == 0 else {
            let code = errno
            throw Diagnostic(
                at: .file(parent), "cannot make a folder in it: \(reason(code))",
                notes: parent == temporaryFolder ? ["TMPDIR names another one"] : [])
        }
        return try await body(path)
    }

    /// Whether a name is that of something unfinished whose maker is gone: a folder as above, or an
    /// archive's temporary file, which only commands make that hold the project's lock.
    static func isLeftover(_ name: String) -> Bool {
        if name.hasSuffix(".part") { return true }
        let parts = name.split(separator: "-", maxSplits: 2)
        guard parts.count == 3, parts[0] == ".asml", let process = Int32(parts[1]), process > 0
        else { return false }
        return kill(process, 0) != 0 && errno == ESRCH
    }

    package static var temporaryFolder: String {
        let chosen = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        return chosen.isEmpty ? "/tmp" : chosen
    }

    /// Removes a file or a folder with all that is in it. Something else may still be adding files,
    /// until the folder is not there any more.
    static func remove(_ path: String) {
        for _ in 0..<10 {
            var status = stat()
            guard lstat(path, &status) == 0 else { return }
            try? FileManager.default.removeItem(atPath: path)
        }
    }

    package static func makeFolder(_ path: String) throws(Diagnostic) {
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if mkdir(path, 0o700) == 0 { return }
        if errno == ENOENT, parent != path {
            try makeFolder(parent)
            if mkdir(path, 0o700) == 0 { return }
        }
        let code = errno
        var isFolder: ObjCBool = false
        if code == EEXIST, FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue
        {
            return
        }
        throw Diagnostic(at: .file(path), "cannot make the folder: \(reason(code))")
    }

    static func failed(_ what: String, _ path: String) -> Diagnostic {
        Diagnostic(at: .file(path), "cannot \(what): \(reason(errno))")
    }

    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
