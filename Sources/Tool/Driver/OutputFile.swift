internal import Diagnostics
internal import Foundation

/// Where a program goes: a name whose file is replaced, or something that can only be written into.
///
/// A symbolic link stays one; what it leads to is replaced.
struct OutputFile {
    private enum Destination {
        case file(String)
        /// A device, a pipe, or a file without a name; to be written to, never to be replaced.
        case stream
    }

    /// As the user wrote it.
    private let path: String
    private let destination: Destination

    /// Finds out before any work whether the output can be written.
    ///
    /// - Parameter input: a file that must not be the same one.
    init(_ path: String, unlike input: String? = nil) throws(Diagnostic) {
        self.path = path
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT else { throw Files.failed("write", path) }
            let file = Self.target(of: path)
            // Only a folder's name may end in one.
            guard !file.hasSuffix("/") else { throw Self.isFolder(path) }
            destination = .file(file)
            try checkFolder(of: file)
            return
        }
        if let input, Self.isSame(status, input) {
            throw Diagnostic(at: .file(path), "cannot write: it is the input")
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw Self.isFolder(path)
        case S_IFREG:
            let file = Self.target(of: path)
            // A link of /proc leads to files that have lost their names, too.
            destination = Self.isSame(status, file) ? .file(file) : .stream
            if case .file = destination { try checkFolder(of: file) }
        case S_IFCHR, S_IFIFO: destination = .stream
        default:
            throw Diagnostic(
                at: .file(path), "cannot write: it is neither a file nor a pipe")
        }
    }

    private static func isFolder(_ path: String) -> Diagnostic {
        Diagnostic(at: .file(path), "cannot write: it is a folder")
    }

    /// Gives `body` a name that nobody else uses; what it makes there becomes the output at once,
    /// whole, or not at all.
    func make(_ body: (String) async throws -> Void) async throws {
        switch destination {
        case .file(let file):
            try await Files.withTemporaryFolder(in: Self.folder(of: file)) { folder in
                let new = "\(folder)/program"
                try await body(new)
                guard Interruption.between({ rename(new, file) == 0 }) else {
                    throw Files.failed("write", path)
                }
            }
        case .stream:
            try await Files.withTemporaryFolder { folder in
                let new = "\(folder)/program"
                try await body(new)
                try copy(try Files.read(new))
            }
        }
    }

    private func copy(_ bytes: [UInt8]) throws(Diagnostic) {
        let descriptor = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
        guard descriptor >= 0 else { throw Files.failed("write", path) }
        defer { close(descriptor) }
        guard Files.write(bytes[...], to: descriptor) else { throw Files.failed("write", path) }
    }

    private func checkFolder(of file: String) throws(Diagnostic) {
        let folder = Self.folder(of: file)
        // With the effective user's rights, unlike `access`; a read-only file system refuses root.
        guard faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0 else {
            let code = errno
            let problem =
                code == ENOENT
                ? "no folder \(folder)" : "folder \(folder): \(Files.reason(code))"
            throw Diagnostic(at: .file(path), "cannot write: \(problem)")
        }
    }

    private static func folder(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    private static func isSame(_ status: stat, _ other: String) -> Bool {
        var found = stat()
        guard stat(other, &found) == 0 else { return false }
        return found.st_dev == status.st_dev && found.st_ino == status.st_ino
    }

    /// The end of a chain of symbolic links, whether it exists or not.
    private static func target(of path: String) -> String {
        var path = path
        // The kernel's own limit.
        for _ in 0..<40 {
            var text = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = readlink(path, &text, text.count)
            guard count > 0 else { return path }
            let link = String(decoding: text[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
            path = link.hasPrefix("/") ? link : "\(folder(of: path))/\(link)"
        }
        return path
    }
}
