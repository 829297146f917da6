internal import Foundation

/// Bytes in memory, or on the disk, where they are read piece by piece when they are written.
package enum ByteContent: Sendable {
    case bytes([UInt8])
    case file(String)
    /// A part of a file, as an image layer lies in a tar.
    case part(of: String, Range<UInt64>)

    package func size() throws(ArchiveError) -> UInt64 {
        switch self {
        case .bytes(let bytes): UInt64(bytes.count)
        case .file(let path): try InputFile(path).size
        case .part(_, let range): range.upperBound - range.lowerBound
        }
    }

    /// From the first byte to the last.
    package func forEachPiece(
        _ body: (RawSpan) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        let file: InputFile
        let range: Range<UInt64>
        switch self {
        case .bytes(let bytes):
            return try InputFile.forEachPiece(of: bytes, body)
        case .file(let path):
            file = try InputFile(path)
            range = 0..<file.size
        case .part(let path, let part):
            file = try InputFile(path)
            range = part
        }
        var piece = [UInt8](repeating: 0, count: InputFile.pieceSize)
        var offset = range.lowerBound
        while offset < range.upperBound {
            let wanted = min(UInt64(piece.count), range.upperBound - offset)
            let count = try file.read(into: &piece, count: Int(wanted), at: offset)
            guard count > 0 else {
                throw ArchiveError(.changed, at: 0, in: file.path, "the file became shorter")
            }
            try body(piece.span.bytes.extracting(0..<count))
            offset += UInt64(count)
        }
    }

    /// All of it in memory; `limit` keeps a large file out.
    package func read(limit: UInt64) throws(ArchiveError) -> [UInt8] {
        let size = try size()
        guard size <= limit else {
            throw ArchiveError(.limit(.entrySize), at: 0, in: name, "more than \(limit) bytes")
        }
        if case .bytes(let bytes) = self { return bytes }
        let sink = MemorySink()
        try forEachPiece { piece throws(ArchiveError) in sink.write(piece) }
        return sink.bytes
    }

    var name: String {
        switch self {
        case .bytes: ""
        case .file(let path), .part(let path, _): path
        }
    }
}

/// A regular file, open for reading.
package final class InputFile: Sendable {
    package let path: String
    package let size: UInt64
    private let descriptor: Int32

    static let pieceSize = 1 << 17

    package init(_ path: String) throws(ArchiveError) {
        // Without O_NONBLOCK, a pipe with no writer would wait for ever.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .system("cannot open", path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let error = ArchiveError.system("cannot open", path)
            close(descriptor)
            throw error
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ArchiveError(.malformed, at: 0, in: path, "is not a regular file")
        }
        self.path = path
        self.size = UInt64(status.st_size)
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// - Returns: how many bytes there were; 0 at the end of the file.
    func read(into buffer: inout [UInt8], count: Int, at offset: UInt64) throws(ArchiveError) -> Int
    {
        while true {
            let found = pread(descriptor, &buffer, min(count, buffer.count), off_t(offset))
            if found >= 0 { return found }
            if errno != EINTR { throw .system("cannot read", path) }
        }
    }

    static func forEachPiece(
        of bytes: [UInt8], _ body: (RawSpan) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        let all = bytes.span.bytes
        var start = 0
        while start < all.byteCount {
            let end = min(start + pieceSize, all.byteCount)
            try body(all.extracting(start..<end))
            start = end
        }
    }
}

extension ArchiveError {
    /// What `errno` says about the last call.
    static func system(_ what: String, _ path: String, _ number: Int32 = errno) -> ArchiveError {
        ArchiveError(
            .system(number), at: 0, in: path, "\(what): \(String(cString: strerror(number)))")
    }
}
