package import Diagnostics
internal import Foundation

/// File access that reports mistakes as diagnostics and never leaves half a file.
package enum Files {
    package static func read(_ path: String) throws(Diagnostic) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw cannotRead(path, errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = Foundation.read(descriptor, &part, part.count)
            if count == 0 { return bytes }
            if count > 0 { bytes += part[..<count] }
            if count < 0, errno != EINTR { throw cannotRead(path, errno) }
        }
    }

    private static func cannotRead(_ path: String, _ code: Int32) -> Diagnostic {
        Diagnostic(at: .file(path), "cannot read: \(String(cString: strerror(code)))")
    }

    /// Gives `body` a name in the target's own folder, and renames what it made there.
    package static func replace<Failure: Error>(
        _ path: String, _ body: (String) async throws(Failure) -> Void
    ) async throws {
        let target = URL(fileURLWithPath: path)
        let temporary = target.deletingLastPathComponent()
            .appendingPathComponent(".\(target.lastPathComponent).\(getpid()).tmp").path
        Interruption.removeOnInterrupt(temporary)
        defer {
            unlink(temporary)
            Interruption.forget(temporary)
        }
        try checkWritable(target)
        try await body(temporary)
        guard rename(temporary, path) == 0 else {
            throw Diagnostic(at: .file(path), "cannot write: \(String(cString: strerror(errno)))")
        }
    }

    /// All of it or nothing; to standard output for "-".
    static func put(_ bytes: [UInt8], at path: String) async throws {
        if path == "-" { return try writeToStandardOutput(bytes) }
        try await replace(path) { temporary in try write(bytes, to: temporary) }
    }

    private static func writeToStandardOutput(_ bytes: [UInt8]) throws(Diagnostic) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno != EINTR {
                throw Diagnostic(
                    at: .tool, "cannot write: \(String(cString: strerror(errno)))")
            }
            rest = rest.dropFirst(max(count, 0))
        }
    }

    /// In bytes; 0 when there is none.
    static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// A folder that is gone when `body` is done, however it ends.
    package static func withTemporaryFolder<Result>(_ body: (String) async throws -> Result)
        async throws -> Result
    {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("asml-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        Interruption.removeOnInterrupt(path)
        defer {
            try? FileManager.default.removeItem(atPath: path)
            Interruption.forget(path)
        }
        return try await body(path)
    }

    package static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        } catch {
            throw Diagnostic(at: .file(path), "cannot write: \(reason(error))")
        }
    }

    package static func makeFolder(_ path: String) throws(Diagnostic) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Diagnostic(at: .file(path), "cannot make the folder: \(reason(error))")
        }
    }

    private static func checkWritable(_ target: URL) throws(Diagnostic) {
        let folder = target.deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        let manager = FileManager.default
        if manager.fileExists(atPath: target.path, isDirectory: &isFolder), isFolder.boolValue {
            throw Diagnostic(at: .file(target.relativePath), "cannot write: it is a folder")
        }
        guard manager.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
        else {
            throw Diagnostic(
                at: .file(target.relativePath), "cannot write: no folder \(folder)")
        }
        guard access(folder, W_OK) == 0 else {
            throw Diagnostic(
                at: .file(target.relativePath), "cannot write: folder \(folder) is read-only")
        }
    }

    private static func reason(_ error: any Error) -> String {
        let cocoa = error as NSError
        let posix = (cocoa.userInfo[NSUnderlyingErrorKey] as? NSError) ?? cocoa
        if posix.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(posix.code)))
        }
        return cocoa.localizedDescription
    }
}
