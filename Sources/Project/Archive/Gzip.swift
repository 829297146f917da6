/// Compresses what is written to it: no name and no time in the header.
package final class GzipSink: ByteSink {
    private let sink: any ByteSink
    private var deflater: Deflater

    package init(to sink: any ByteSink, level: CompressionLevel = .usual) throws(ArchiveError) {
        self.sink = sink
        deflater = try Deflater(.gzip, level)
    }

    package func write(_ bytes: RawSpan) throws(ArchiveError) {
        var rest = bytes
        while rest.byteCount > InputFile.pieceSize {
            try deflater.write(rest.extracting(first: InputFile.pieceSize), to: sink)
            rest = rest.extracting(droppingFirst: InputFile.pieceSize)
        }
        try deflater.write(rest, to: sink)
    }

    /// Without it, the end is missing.
    package func finish() throws(ArchiveError) {
        try deflater.finish(to: sink)
    }
}

/// What a gzip file (RFC 1952) holds; its members one after the other, each checked.
package final class GunzipStream: ByteStream {
    package private(set) var position: UInt64 = 0
    private let stream: any ByteStream
    private let limit: UInt64
    private var inflater: Inflater
    private var input = [UInt8](repeating: 0, count: 1 << 16)
    private var rest = 0..<0
    private var state = State.between
    private var memberCount = 0

    private enum State {
        case between, inMember, atEnd
    }

    /// - Parameter limit: how many bytes there may be, decompressed.
    package init(_ stream: any ByteStream, limit: UInt64) throws(ArchiveError) {
        self.stream = stream
        self.limit = limit
        inflater = try Inflater(.gzip)
    }

    package static let magic: [UInt8] = [0x1F, 0x8B]

    package func read(into buffer: inout [UInt8]) throws(ArchiveError) -> Int {
        while state != .atEnd, !buffer.isEmpty {
            if rest.isEmpty, try refill() == 0 {
                // A file has one member at least, and each is complete.
                guard state == .between, memberCount > 0 else {
                    throw ArchiveError(.truncated, at: stream.position, "gzip data ends too early")
                }
                state = .atEnd
                break
            }
            if state == .between, try skipPadding() { continue }
            state = .inMember
            let step = try inflater.step(input, rest, into: &buffer, at: offset)
            rest = rest.lowerBound + step.consumed..<rest.upperBound
            position += UInt64(step.produced)
            guard position <= limit else {
                throw ArchiveError(
                    .limit(.totalSize), at: offset, "more than \(limit) bytes, decompressed")
            }
            if step.isAtEnd {
                inflater.reset()
                state = .between
            }
            if step.produced > 0 { return step.produced }
        }
        return 0
    }

    private func refill() throws(ArchiveError) -> Int {
        rest = 0..<(try stream.read(into: &input))
        return rest.count
    }

    /// Zeros after a member are what tapes and some tools add.
    private func skipPadding() throws(ArchiveError) -> Bool {
        guard memberCount > 0, input[rest.lowerBound] == 0 else {
            memberCount += 1
            return false
        }
        rest = rest.lowerBound + 1..<rest.upperBound
        return true
    }

    /// Of the next byte to take, in the gzip file.
    private var offset: UInt64 { stream.position - UInt64(rest.count) }
}
