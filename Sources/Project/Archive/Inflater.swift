internal import CZlib
internal import Foundation

/// zlib's decompressor, one buffer at a time.
struct Inflater: ~Copyable {
    /// zlib remembers the address.
    private let stream: UnsafeMutablePointer<z_stream>

    struct Step {
        var consumed: Int
        var produced: Int
        var isAtEnd: Bool
    }

    init(_ format: Deflater.Format) throws(ArchiveError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = inflateInit2_(
            stream, format.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw .system("cannot decompress", "", ENOMEM) }
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// As much of `input[range]` into `output` as fits; both are at most some pieces long.
    mutating func step(
        _ input: [UInt8], _ range: Range<Int>, into output: inout [UInt8], at offset: UInt64
    ) throws(ArchiveError) -> Step {
        let status = input.withUnsafeBufferPointer { bytes in
            output.withUnsafeMutableBufferPointer { room in
                stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: bytes.baseAddress?.advanced(by: range.lowerBound))
                stream.pointee.avail_in = UInt32(range.count)
                stream.pointee.next_out = room.baseAddress
                stream.pointee.avail_out = UInt32(room.count)
                return inflate(stream, Z_NO_FLUSH)
            }
        }
        let consumed = range.count - Int(stream.pointee.avail_in)
        switch status {
        case Z_OK, Z_STREAM_END, Z_BUF_ERROR:
            return Step(
                consumed: consumed, produced: output.count - Int(stream.pointee.avail_out),
                isAtEnd: status == Z_STREAM_END)
        case Z_MEM_ERROR:
            throw .system("cannot decompress", "", ENOMEM)
        default:
            throw refusal(at: offset + UInt64(consumed))
        }
    }

    /// zlib tells a wrong checksum from wrong bytes by its message only.
    private func refusal(at offset: UInt64) -> ArchiveError {
        let message = stream.pointee.msg.map { String(cString: $0) } ?? "a preset dictionary"
        switch message {
        case "incorrect data check", "incorrect length check", "header crc mismatch":
            return ArchiveError(.checksum, at: offset, message)
        case "incorrect header check":
            return ArchiveError(.notAnArchive, at: offset, "not gzip")
        default:
            return ArchiveError(.compression, at: offset, message)
        }
    }

    /// For the next member of a gzip file.
    mutating func reset() { inflateReset(stream) }
}
