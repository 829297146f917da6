/// Writes zips: the same contents give the same bytes, and every mode and size is in the headers
/// in front of the bodies, as AWS Lambda and readers of streams want them.
package struct ZipWriter {
    private let sink: any SeekableSink
    private let level: CompressionLevel
    private var directory: [UInt8] = []
    private var count: UInt16 = 0
    /// Where the zip begins in the sink.
    private let start: UInt64

    /// All of it in memory.
    package static func bytes(
        of contents: ArchiveContents, level: CompressionLevel = .usual
    ) throws(ArchiveError) -> [UInt8] {
        let sink = MemorySink()
        try write(contents, to: sink, level: level)
        return sink.bytes
    }

    /// Under a temporary name until it is complete.
    package static func write(
        _ contents: ArchiveContents, toFile path: String, level: CompressionLevel = .usual
    ) throws(ArchiveError) {
        let sink = try FileSink(path)
        try write(contents, to: sink, level: level)
        try sink.commit()
    }

    package static func write(
        _ contents: ArchiveContents, to sink: any SeekableSink, level: CompressionLevel = .usual
    ) throws(ArchiveError) {
        var writer = ZipWriter(to: sink, level)
        for entry in contents.entries { try writer.add(entry) }
        try writer.finish()
    }

    private init(to sink: any SeekableSink, _ level: CompressionLevel) {
        self.sink = sink
        self.level = level
        start = sink.position
    }

    private mutating func add(_ entry: ArchiveEntry) throws(ArchiveError) {
        guard count < UInt16.max else {
            throw ArchiveError(
                .tooLarge, at: position, in: entry.path.text, "a zip has at most 65,535 entries")
        }
        var record = ZipRecord(entry, at: try checked(position, entry))
        try sink.write(record.local)
        if case .file(let content) = entry.node {
            try add(content, of: entry, &record)
        } else if case .link(let target) = entry.node {
            let bytes = Array(target.utf8)
            record.crc.update(bytes.span.bytes)
            record.size = UInt32(bytes.count)
            record.packedSize = record.size
            try sink.write(bytes)
        }
        try sink.overwrite(at: start + UInt64(record.offset), record.local)
        directory += record.central
        count += 1
    }

    /// Compressed, or as it is when that is not larger.
    private func add(
        _ content: ByteContent, of entry: ArchiveEntry, _ record: inout ZipRecord
    ) throws(ArchiveError) {
        // Here, not after 4 GiB have been written.
        _ = try checked(try content.size(), entry)
        let body = sink.position
        var crc = CRC32()
        var size: UInt64 = 0
        if level != .none {
            var deflater = try Deflater(.raw, level)
            try content.forEachPiece { piece throws(ArchiveError) in
                crc.update(piece)
                size += UInt64(piece.byteCount)
                try deflater.write(piece, to: sink)
            }
            try deflater.finish(to: sink)
            record.method = ZipLayout.deflated
        }
        if level == .none || sink.position - body >= size {
            try sink.truncate(to: body)
            var again = CRC32()
            try content.forEachPiece { piece throws(ArchiveError) in
                again.update(piece)
                try sink.write(piece)
            }
            guard level == .none || again == crc else {
                throw ArchiveError(
                    .changed, at: 0, in: content.name, "the file changed while it was read")
            }
            crc = again
            size = sink.position - body
            record.method = ZipLayout.stored
        }
        record.crc = crc
        record.size = try checked(size, entry)
        record.packedSize = try checked(sink.position - body, entry)
    }

    private mutating func finish() throws(ArchiveError) {
        let offset = try checked(position, nil)
        var end: [UInt8] = []
        end.append32(ZipLayout.endSignature)
        end.append16(0)
        end.append16(0)
        end.append16(count)
        end.append16(count)
        end.append32(try checked(UInt64(directory.count), nil))
        end.append32(offset)
        end.append16(0)
        try sink.write(directory)
        try sink.write(end)
    }

    private var position: UInt64 { sink.position - start }

    /// 0xFFFFFFFF stands for zip64, which Lambda's 250 MB will never need.
    private func checked(_ value: UInt64, _ entry: ArchiveEntry?) throws(ArchiveError) -> UInt32 {
        guard value < UInt64(UInt32.max) else {
            throw ArchiveError(
                .tooLarge, at: position, in: entry?.path.text ?? "",
                "a zip without zip64 has at most 4 GiB")
        }
        return UInt32(value)
    }
}

/// What the two headers of an entry say.
private struct ZipRecord {
    let name: [UInt8]
    let mode: UInt16
    let offset: UInt32
    var method = ZipLayout.stored
    var crc = CRC32()
    var size: UInt32 = 0
    var packedSize: UInt32 = 0

    init(_ entry: ArchiveEntry, at offset: UInt32) {
        self.offset = offset
        switch entry.node {
        case .file:
            mode = ZipLayout.regular | entry.mode
            name = Array(entry.path.text.utf8)
        case .folder:
            mode = ZipLayout.folder | entry.mode
            name = Array(entry.path.text.utf8) + [UInt8(ascii: "/")]
        case .link:
            mode = ZipLayout.link | entry.mode
            name = Array(entry.path.text.utf8)
        }
    }

    var local: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append32(ZipLayout.localSignature)
        bytes += common
        bytes += name
        return bytes
    }

    var central: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append32(ZipLayout.centralSignature)
        bytes.append16(ZipLayout.madeOnUnix | ZipLayout.version)
        bytes += common
        bytes.append16(0)  // the comment
        bytes.append16(0)  // the disk
        bytes.append16(0)  // internal attributes
        let isFolder = mode & ZipLayout.typeMask == ZipLayout.folder
        bytes.append32(UInt32(mode) << 16 | (isFolder ? ZipLayout.folderAttribute : 0))
        bytes.append32(offset)
        bytes += name
        return bytes
    }

    /// From the version needed to the length of the extra field: the same in both.
    private var common: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append16(ZipLayout.version)
        bytes.append16(name.contains { $0 >= 0x80 } ? ZipLayout.utf8 : 0)
        bytes.append16(method)
        bytes.append16(ZipLayout.time)
        bytes.append16(ZipLayout.date)
        bytes.append32(crc.value)
        bytes.append32(packedSize)
        bytes.append32(size)
        bytes.append16(UInt16(name.count))
        bytes.append16(0)
        return bytes
    }
}
