internal import Foundation

/// A folder that is filled from an archive, without following a link, and has its name only once
/// it is complete.
///
/// Modes: owners may write, others never; nothing is set-user-ID.
package final class Extraction {
    private let path: String
    private let temporary: String
    private let root: Int32
    private var committed = false
    private var links: [(path: ArchivePath, target: String)] = []
    private var folderModes: [ArchivePath: UInt16] = [:]

    package init(to path: String) throws(ArchiveError) {
        var path = path
        while path.count > 1, path.last == "/" { path.removeLast() }
        self.path = path
        temporary = "\(path).\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).part"
        guard mkdir(temporary, 0o755) == 0 else { throw .system("cannot make a folder", path) }
        root = open(temporary, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard root >= 0 else { throw .system("cannot make a folder", path) }
    }

    deinit {
        close(root)
        if !committed { try? FileManager.default.removeItem(atPath: temporary) }
    }

    package func addFolder(_ path: ArchivePath, mode: UInt16) throws(ArchiveError) {
        guard !path.isRoot else { return }
        close(try openFolder(path))
        folderModes[path] = (mode & 0o755) | 0o700
    }

    /// The body is what `write` writes.
    package func addFile(
        _ path: ArchivePath, mode: UInt16, _ write: (any ByteSink) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        let folder = try openFolder(path.parent ?? .root)
        defer { close(folder) }
        let descriptor = openat(
            folder, path.name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw refusal(path) }
        let sink = DescriptorSink(descriptor, path.text)
        try write(sink)
        try sink.finish(mode: (mode & 0o755) | 0o600)
    }

    /// Made at the end, so that nothing is ever put through a link.
    package func addLink(_ path: ArchivePath, to target: String) throws(ArchiveError) {
        links.append((path, try path.checkLink(target: target.utf8, at: 0)))
    }

    /// Gives the folder its name, which none but an empty folder may have had.
    package func commit() throws(ArchiveError) {
        for (link, target) in links {
            let folder = try openFolder(link.parent ?? .root)
            defer { close(folder) }
            guard symlinkat(target, folder, link.name) == 0 else { throw refusal(link) }
        }
        for (path, mode) in folderModes {
            let folder = try openFolder(path)
            defer { close(folder) }
            guard fchmod(folder, mode_t(mode)) == 0 else { throw refusal(path) }
        }
        guard rename(temporary, path) == 0 else { throw .system("cannot make a folder", path) }
        committed = true
    }

    /// Step by step from the root, making what is missing.
    private func openFolder(_ path: ArchivePath) throws(ArchiveError) -> Int32 {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        var folder = openat(root, ".", flags)
        guard folder >= 0 else { throw refusal(path) }
        for component in path.components {
            var next = openat(folder, component, flags)
            if next < 0, errno == ENOENT, mkdirat(folder, component, 0o755) == 0 {
                next = openat(folder, component, flags)
            }
            let error = refusal(path)
            close(folder)
            guard next >= 0 else { throw error }
            folder = next
        }
        return folder
    }

    private func refusal(_ path: ArchivePath) -> ArchiveError {
        switch errno {
        case EEXIST: ArchivePath.refused(path.text, .duplicate, at: 0)
        case ENOTDIR, ELOOP: ArchivePath.refused(path.text, .belowFile, at: 0)
        default: .system("cannot write", path.text)
        }
    }
}

/// An open file, closed with this.
private final class DescriptorSink: ByteSink {
    private let descriptor: Int32
    private let name: String

    init(_ descriptor: Int32, _ name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    deinit { close(descriptor) }

    func finish(mode: UInt16) throws(ArchiveError) {
        guard fchmod(descriptor, mode_t(mode)) == 0 else { throw .system("cannot write", name) }
    }

    func write(_ bytes: RawSpan) throws(ArchiveError) {
        let failure = bytes.withUnsafeBytes { all -> Int32? in
            var done = 0
            while done < all.count {
                let count = Foundation.write(
                    descriptor, all.baseAddress?.advanced(by: done), all.count - done)
                if count > 0 { done += count }
                if count == 0 { return EIO }
                if count < 0, errno != EINTR { return errno }
            }
            return nil
        }
        if let failure { throw .system("cannot write", name, failure) }
    }
}
