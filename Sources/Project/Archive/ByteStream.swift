/// Where an archive is read from, from front to back.
package protocol ByteStream: AnyObject {
    /// How many bytes have been read.
    var position: UInt64 { get }
    /// - Returns: how many bytes were put at the front of `buffer`; 0 at the end.
    func read(into buffer: inout [UInt8]) throws(ArchiveError) -> Int
}

/// Bytes in memory or on the disk as a stream.
package final class ContentStream: ByteStream {
    package private(set) var position: UInt64 = 0
    private let source: ByteSource
    private let range: Range<UInt64>

    package init(_ content: ByteContent) throws(ArchiveError) {
        source = try ByteSource(content)
        range = 0..<source.size
    }

    package func read(into buffer: inout [UInt8]) throws(ArchiveError) -> Int {
        let count = Int(min(UInt64(buffer.count), range.upperBound - position))
        let found = try source.read(into: &buffer, count: count, at: position)
        position += UInt64(found)
        return found
    }
}

/// Bytes in memory or on the disk, at any place.
struct ByteSource: Sendable {
    let size: UInt64
    private let place: Place

    private enum Place: Sendable {
        case bytes([UInt8])
        case file(InputFile, start: UInt64)
    }

    init(_ content: ByteContent) throws(ArchiveError) {
        switch content {
        case .bytes(let bytes):
            place = .bytes(bytes)
            size = UInt64(bytes.count)
        case .file(let path):
            let file = try InputFile(path)
            place = .file(file, start: 0)
            size = file.size
        case .part(let path, let range):
            place = .file(try InputFile(path), start: range.lowerBound)
            size = range.upperBound - range.lowerBound
        }
    }

    /// - Returns: how many bytes there were, at most `count` and the buffer's size.
    func read(
        into buffer: inout [UInt8], count: Int, at offset: UInt64
    ) throws(ArchiveError) -> Int {
        guard offset < size else { return 0 }
        let count = min(count, buffer.count, Int(clamping: size - offset))
        switch place {
        case .bytes(let bytes):
            let start = Int(offset)
            buffer.replaceSubrange(0..<count, with: bytes[start..<start + count])
            return count
        case .file(let file, let start):
            return try file.read(into: &buffer, count: count, at: start + offset)
        }
    }

    /// Exactly `count` bytes, which the caller has bounded.
    func read(count: Int, at offset: UInt64) throws(ArchiveError) -> [UInt8] {
        guard offset <= size, UInt64(count) <= size - offset else {
            throw ArchiveError(.truncated, at: size, "\(count) bytes at \(offset) are missing")
        }
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        var buffer = bytes
        while done < count {
            let found = try read(into: &buffer, count: count - done, at: offset + UInt64(done))
            guard found > 0 else {
                throw ArchiveError(.truncated, at: offset + UInt64(done), "the file became shorter")
            }
            bytes.replaceSubrange(done..<done + found, with: buffer[..<found])
            done += found
        }
        return bytes
    }
}
