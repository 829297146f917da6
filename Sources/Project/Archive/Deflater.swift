internal import CZlib
internal import Foundation

/// How much time compression may take.
package enum CompressionLevel: Int32, Sendable {
    /// Entries are stored as they are.
    case none = 0
    case fast = 1
    case usual = 6
    case best = 9
}

/// zlib's compressor. Its output depends on its input, the level and zlib's version, on nothing else.
struct Deflater: ~Copyable {
    enum Format: Int32 {
        case raw = -15
        /// No name and no time in the header.
        case gzip = 31
    }

    /// zlib remembers the address.
    private let stream: UnsafeMutablePointer<z_stream>
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    init(_ format: Format, _ level: CompressionLevel) throws(ArchiveError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = deflateInit2_(
            stream, level.rawValue, Z_DEFLATED, format.rawValue, 8, Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        // Only memory can be missing: the parameters are constants.
        guard status == Z_OK else { throw .system("cannot compress", "", ENOMEM) }
    }

    deinit {
        deflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    mutating func write(_ input: RawSpan, to sink: any ByteSink) throws(ArchiveError) {
        try run(input, Z_NO_FLUSH, to: sink)
    }

    mutating func finish(to sink: any ByteSink) throws(ArchiveError) {
        let nothing: [UInt8] = []
        try run(nothing.span.bytes, Z_FINISH, to: sink)
    }

    /// `input` has at most the size of a piece, far below zlib's 32 bits.
    private mutating func run(
        _ input: RawSpan, _ flush: Int32, to sink: any ByteSink
    ) throws(ArchiveError) {
        try input.withUnsafeBytes { bytes throws(ArchiveError) in
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
            stream.pointee.avail_in = UInt32(bytes.count)
            repeat {
                let room = buffer.count
                buffer.withUnsafeMutableBufferPointer { output in
                    stream.pointee.next_out = output.baseAddress
                    stream.pointee.avail_out = UInt32(room)
                    _ = deflate(stream, flush)
                }
                let count = room - Int(stream.pointee.avail_out)
                try sink.write(buffer.span.bytes.extracting(0..<count))
            } while stream.pointee.avail_out == 0
        }
    }
}

/// CRC-32 as zip and gzip have it.
struct CRC32: Equatable {
    private(set) var value: UInt32 = 0

    mutating func update(_ bytes: RawSpan) {
        bytes.withUnsafeBytes {
            value = UInt32(
                truncatingIfNeeded: crc32_z(
                    UInt(value), $0.bindMemory(to: UInt8.self).baseAddress, $0.count))
        }
    }
}
