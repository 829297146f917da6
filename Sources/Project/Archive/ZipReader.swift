/// Reads a zip that somebody else made: every header is checked before a byte is unpacked.
///
/// Methods: stored and deflated. No encryption, no zip64, no parts, nothing in front of the zip.
package struct ZipReader: Sendable {
    /// In the order of the zip's directory.
    package let entries: [ZipEntry]
    private let source: ByteSource
    private let limits: ArchiveLimits

    package init(
        _ content: ByteContent, limits: ArchiveLimits = ArchiveLimits()
    ) throws(ArchiveError) {
        source = try ByteSource(content)
        self.limits = limits
        let directory = try ZipDirectory(source, limits)
        entries = try directory.entries(in: source, limits)
    }

    package func entry(_ path: ArchivePath) -> ZipEntry? {
        entries.first { $0.path == path }
    }

    /// A small file; `limit` keeps a large one out.
    package func read(_ entry: ZipEntry, limit: UInt64) throws(ArchiveError) -> [UInt8] {
        guard entry.size <= limit else {
            throw ArchiveError(
                .limit(.entrySize), at: entry.offset, in: entry.path.text,
                "more than \(limit) bytes")
        }
        let sink = MemorySink()
        try copy(entry, to: sink)
        return sink.bytes
    }

    /// Unpacks one entry, and checks its size and CRC.
    package func copy(_ entry: ZipEntry, to sink: any ByteSink) throws(ArchiveError) {
        let checked = CheckedSink(entry, sink)
        if entry.method == ZipLayout.stored {
            try copyStored(entry, to: checked)
        } else {
            try copyDeflated(entry, to: checked)
        }
        try checked.finish()
    }

    /// Everything, into a folder that is there only once it is complete.
    package func extract(to folder: String) throws(ArchiveError) {
        let extraction = try Extraction(to: folder)
        for entry in entries {
            switch entry.kind {
            case .folder:
                try extraction.addFolder(entry.path, mode: entry.mode)
            case .file:
                try extraction.addFile(entry.path, mode: entry.mode) { sink throws(ArchiveError) in
                    try copy(entry, to: sink)
                }
            case .link:
                let bytes = try read(entry, limit: UInt64(ArchivePath.longest))
                let target = try entry.path.checkLink(target: bytes, at: entry.offset)
                try extraction.addLink(entry.path, to: target)
            }
        }
        try extraction.commit()
    }

    private func copyStored(_ entry: ZipEntry, to sink: CheckedSink) throws(ArchiveError) {
        var offset = entry.body.lowerBound
        while offset < entry.body.upperBound {
            let count = min(UInt64(InputFile.pieceSize), entry.body.upperBound - offset)
            try sink.write(source.read(count: Int(count), at: offset))
            offset += count
        }
    }

    private func copyDeflated(_ entry: ZipEntry, to sink: CheckedSink) throws(ArchiveError) {
        var inflater = try Inflater(.raw)
        var output = [UInt8](repeating: 0, count: InputFile.pieceSize)
        var offset = entry.body.lowerBound
        while offset < entry.body.upperBound {
            let count = min(UInt64(InputFile.pieceSize), entry.body.upperBound - offset)
            let input = try source.read(count: Int(count), at: offset)
            var rest = 0..<input.count
            // zlib may hold output back that its input is already used up for.
            var mayHoldMore = true
            while !rest.isEmpty || mayHoldMore {
                let place = offset + UInt64(rest.lowerBound)
                let step = try inflater.step(input, rest, into: &output, at: place)
                try sink.write(output.span.bytes.extracting(0..<step.produced))
                rest = rest.lowerBound + step.consumed..<rest.upperBound
                mayHoldMore = step.produced == output.count
                if step.isAtEnd {
                    let end = offset + UInt64(rest.lowerBound)
                    guard end == entry.body.upperBound else {
                        throw ArchiveError(
                            .mismatch, at: end, in: entry.path.text,
                            "the compressed data ends before the size in its header")
                    }
                    return
                }
            }
            offset += count
        }
        throw ArchiveError(
            .truncated, at: offset, in: entry.path.text, "the compressed data has no end")
    }
}

/// Counts and checks what comes out of an entry before it is passed on.
private final class CheckedSink: ByteSink {
    private let entry: ZipEntry
    private let sink: any ByteSink
    private var size: UInt64 = 0
    private var crc = CRC32()

    init(_ entry: ZipEntry, _ sink: any ByteSink) {
        self.entry = entry
        self.sink = sink
    }

    func write(_ bytes: RawSpan) throws(ArchiveError) {
        size += UInt64(bytes.byteCount)
        guard size <= entry.size else { throw wrongSize("more") }
        crc.update(bytes)
        try sink.write(bytes)
    }

    func finish() throws(ArchiveError) {
        guard size == entry.size else { throw wrongSize("fewer") }
        guard crc.value == entry.crc else {
            throw ArchiveError(
                .checksum, at: entry.offset, in: entry.path.text, "the CRC is wrong")
        }
    }

    private func wrongSize(_ comparison: String) -> ArchiveError {
        ArchiveError(
            .mismatch, at: entry.offset, in: entry.path.text,
            "\(comparison) than the \(entry.size) bytes that its header announces")
    }
}
