internal import Foundation

/// Where an archive is written to.
package protocol ByteSink: AnyObject {
    func write(_ bytes: RawSpan) throws(ArchiveError)
}

/// A sink that can go back: a zip's headers are known when the body behind them is compressed.
package protocol SeekableSink: ByteSink {
    /// How many bytes there are.
    var position: UInt64 { get }
    func overwrite(at offset: UInt64, _ bytes: [UInt8]) throws(ArchiveError)
    func truncate(to size: UInt64) throws(ArchiveError)
}

extension ByteSink {
    package func write(_ bytes: [UInt8]) throws(ArchiveError) {
        try write(bytes.span.bytes)
    }
}

/// A sink in memory.
package final class MemorySink: SeekableSink {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package var position: UInt64 { UInt64(bytes.count) }

    package func write(_ more: RawSpan) {
        more.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    package func overwrite(at offset: UInt64, _ replacement: [UInt8]) {
        let start = Int(offset)
        bytes.replaceSubrange(start..<start + replacement.count, with: replacement)
    }

    package func truncate(to size: UInt64) {
        bytes.removeSubrange(Int(size)...)
    }
}

/// A file that has its name only once it is complete; without `commit()` nothing stays.
package final class FileSink: SeekableSink {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private var committed = false
    package private(set) var position: UInt64 = 0

    package init(_ path: String, mode: UInt16 = 0o666) throws(ArchiveError) {
        self.path = path
        temporary = "\(path).\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).part"
        descriptor = open(
            temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode_t(mode))
        guard descriptor >= 0 else { throw .system("cannot write", path) }
    }

    deinit {
        close(descriptor)
        if !committed { unlink(temporary) }
    }

    package func write(_ bytes: RawSpan) throws(ArchiveError) {
        try put(bytes, at: position)
        position += UInt64(bytes.byteCount)
    }

    package func overwrite(at offset: UInt64, _ bytes: [UInt8]) throws(ArchiveError) {
        try put(bytes.span.bytes, at: offset)
    }

    package func truncate(to size: UInt64) throws(ArchiveError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw .system("cannot write", path) }
        position = size
    }

    /// Gives the file its name, in place of what had it.
    package func commit() throws(ArchiveError) {
        guard rename(temporary, path) == 0 else { throw .system("cannot write", path) }
        committed = true
    }

    private func put(_ bytes: RawSpan, at offset: UInt64) throws(ArchiveError) {
        let failure = bytes.withUnsafeBytes { all -> Int32? in
            var done = 0
            while done < all.count {
                let count = pwrite(
                    descriptor, all.baseAddress?.advanced(by: done), all.count - done,
                    off_t(offset) + off_t(done))
                if count > 0 { done += count }
                if count == 0 { return EIO }
                if count < 0, errno != EINTR { return errno }
            }
            return nil
        }
        if let failure { throw .system("cannot write", path, failure) }
    }
}
