/// Reads a tar from front to back: USTAR, extended headers of POSIX, long names of GNU.
///
/// Offsets are those of the tar itself, also when it came compressed.
package struct TarReader {
    private let stream: any ByteStream
    private let limits: ArchiveLimits
    private var position: UInt64 = 0
    /// Of the body at hand: what is left of it, and what fills its last block.
    private var left: UInt64 = 0
    private var padding = 0
    private var count = 0
    private var total: UInt64 = 0
    private var piece = [UInt8](repeating: 0, count: InputFile.pieceSize)
    private var unread = 0..<0

    package init(_ stream: any ByteStream, limits: ArchiveLimits = ArchiveLimits()) {
        self.stream = stream
        self.limits = limits
    }

    /// The next entry, whatever is left of the one before; nil at the end, when all has been read.
    package mutating func next() throws(ArchiveError) -> TarEntry? {
        try skipBody()
        var extensions = TarExtensions()
        while true {
            let offset = position
            guard let header = try TarBlock(readBlock(), at: offset) else {
                guard extensions.isEmpty else {
                    throw ArchiveError(.malformed, at: offset, "an extended header of nothing")
                }
                try drain()
                return nil
            }
            try countEntry(at: offset)
            switch header.type {
            case TarLayout.extended, TarLayout.global, TarLayout.gnuLongName,
                TarLayout.gnuLongLink:
                let bodyOffset = position
                let body = try readExtension(header, at: offset)
                try extensions.add(body, of: header.type, at: bodyOffset)
            default:
                return try entry(header, extensions, at: offset)
            }
        }
    }

    /// The body of the entry at hand, or what is left of it.
    package mutating func forEachPiece(
        _ body: (RawSpan) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        while left > 0 {
            let taken = try take(atMost: left)
            left -= UInt64(taken.count)
            try body(piece.span.bytes.extracting(taken))
        }
    }

    private mutating func entry(
        _ header: TarBlock, _ extensions: TarExtensions, at offset: UInt64
    ) throws(ArchiveError) -> TarEntry {
        var entry = TarEntry(
            nameBytes: extensions.name ?? header.name, kind: .file, mode: header.mode,
            size: extensions.size ?? header.size, offset: offset, bodyOffset: position)
        let linkName = extensions.linkName ?? header.linkName
        switch header.type {
        case TarLayout.file, TarLayout.oldFile, TarLayout.contiguousFile:
            // Before there was a type for folders, a slash at the end was it.
            if entry.nameBytes.last == UInt8(ascii: "/") { entry.kind = .folder }
        case TarLayout.folder: entry.kind = .folder
        case TarLayout.link: entry.kind = .link(target: linkName)
        case TarLayout.hardLink: entry.kind = .hardLink(target: linkName)
        default: entry.kind = .other(header.type)
        }
        switch entry.kind {
        case .file, .other: break
        // Some write the size of what a hard link names, but no body behind it.
        case .folder, .link, .hardLink: entry.size = 0
        }
        try countBytes(of: entry)
        expectBody(entry.size)
        return entry
    }

    private mutating func countBytes(of entry: TarEntry) throws(ArchiveError) {
        let limit: (ArchiveLimit, UInt64)
        total += entry.size
        if entry.size > limits.entrySize {
            limit = (.entrySize, limits.entrySize)
        } else if total > limits.totalSize {
            limit = (.totalSize, limits.totalSize)
        } else {
            return
        }
        throw ArchiveError(
            .limit(limit.0), at: entry.offset, in: entry.shownName, "more than \(limit.1) bytes")
    }

    private mutating func countEntry(at offset: UInt64) throws(ArchiveError) {
        count += 1
        guard count <= limits.entries else {
            throw ArchiveError(
                .limit(.entries), at: offset, "more than \(limits.entries) entries")
        }
    }

    private mutating func readExtension(
        _ header: TarBlock, at offset: UInt64
    ) throws(ArchiveError) -> [UInt8] {
        guard header.size <= TarLayout.longestExtension else {
            throw ArchiveError(
                .limit(.headerSize), at: offset, "an extended header that is too long")
        }
        expectBody(header.size)
        var bytes: [UInt8] = []
        try forEachPiece { piece in piece.withUnsafeBytes { bytes.append(contentsOf: $0) } }
        try skipBody()
        return bytes
    }

    private mutating func expectBody(_ size: UInt64) {
        left = size
        padding = TarLayout.padding(of: size)
    }

    private mutating func skipBody() throws(ArchiveError) {
        try forEachPiece { _ in }
        while padding > 0 { padding -= try take(atMost: UInt64(padding)).count }
    }

    /// Where in `piece` the next bytes are: at least one, at most `wanted`.
    private mutating func take(atMost wanted: UInt64) throws(ArchiveError) -> Range<Int> {
        if unread.isEmpty { unread = 0..<(try stream.read(into: &piece)) }
        guard !unread.isEmpty else {
            throw ArchiveError(.truncated, at: position, "the tar ends too early")
        }
        let count = Int(min(UInt64(unread.count), wanted))
        let taken = unread.lowerBound..<unread.lowerBound + count
        unread = taken.upperBound..<unread.upperBound
        position += UInt64(count)
        return taken
    }

    private mutating func readBlock() throws(ArchiveError) -> [UInt8] {
        var block: [UInt8] = []
        while block.count < TarLayout.blockSize {
            block += piece[try take(atMost: UInt64(TarLayout.blockSize - block.count))]
        }
        return block
    }

    /// The rest, so that what compressed it can check it.
    private mutating func drain() throws(ArchiveError) {
        while true {
            let count = try stream.read(into: &piece)
            guard count > 0 else { return }
            unread = 0..<0
            position += UInt64(count)
            guard position <= limits.totalSize else {
                throw ArchiveError(
                    .limit(.totalSize), at: position, "more than \(limits.totalSize) bytes")
            }
        }
    }
}
