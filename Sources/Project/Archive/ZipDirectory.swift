/// An entry of a zip, its two headers compared.
package struct ZipEntry: Sendable {
    package let path: ArchivePath
    package let kind: Kind
    /// The permission bits; 0o644 or 0o755 where the zip was not made on Unix.
    package let mode: UInt16
    package let size: UInt64
    let method: UInt16
    let crc: UInt32
    /// Of the header in front of the body.
    package let offset: UInt64
    let body: Range<UInt64>

    package enum Kind: Hashable, Sendable {
        case file, folder, link
    }
}

/// The directory at the end of a zip.
struct ZipDirectory {
    private let bytes: [UInt8]
    private let start: UInt64
    private let count: Int

    init(_ source: ByteSource, _ limits: ArchiveLimits) throws(ArchiveError) {
        let (end, endOffset) = try Self.findEnd(in: source)
        let disks = [end.value16(4), end.value16(6)]
        guard disks == [0, 0], end.value16(8) == end.value16(10) else {
            throw ArchiveError(
                .unsupported(.severalDisks), at: endOffset, "a part of a larger zip")
        }
        count = Int(end.value16(10))
        let size = UInt64(end.value32(12))
        start = UInt64(end.value32(16))
        guard count < 0xFFFF, start < 0xFFFF_FFFF, size < 0xFFFF_FFFF else {
            throw ArchiveError(.unsupported(.zip64), at: endOffset, "zip64 is not supported")
        }
        guard start + size == endOffset else {
            throw ArchiveError(
                .malformed, at: endOffset, "the directory does not end where its end is")
        }
        guard count <= limits.entries else {
            throw ArchiveError(
                .limit(.entries), at: endOffset, "more than \(limits.entries) entries")
        }
        guard size <= 1 << 26 else {
            throw ArchiveError(.limit(.headerSize), at: endOffset, "a directory of \(size) bytes")
        }
        bytes = try source.read(count: Int(size), at: start)
    }

    /// The last record whose comment ends where the file does.
    private static func findEnd(in source: ByteSource) throws(ArchiveError) -> ([UInt8], UInt64) {
        let length = Int(min(source.size, UInt64(ZipLayout.endSize + ZipLayout.longestComment)))
        let base = source.size - UInt64(length)
        let tail = try source.read(count: length, at: base)
        for offset in stride(from: length - ZipLayout.endSize, through: 0, by: -1) {
            guard tail[offset] == 0x50, tail[offset...].value32(0) == ZipLayout.endSignature,
                offset + ZipLayout.endSize + Int(tail[offset...].value16(20)) == length
            else { continue }
            return (Array(tail[offset..<offset + ZipLayout.endSize]), base + UInt64(offset))
        }
        let begins = try source.read(count: min(4, length), at: 0)
        if begins.count == 4, begins.value32(0) == ZipLayout.localSignature {
            throw ArchiveError(.truncated, at: source.size, "the zip's directory is missing")
        }
        throw ArchiveError(.notAnArchive, at: 0, "not a zip")
    }

    func entries(in source: ByteSource, _ limits: ArchiveLimits) throws(ArchiveError) -> [ZipEntry]
    {
        var entries: [ZipEntry] = []
        var position = 0
        var total: UInt64 = 0
        for _ in 0..<count {
            let header = try ZipCentralHeader(bytes, position, start)
            position += header.length
            try header.checkLimits(&total, limits)
            let entry = try header.entry(in: source, endingBefore: start)
            if !entry.path.isRoot { entries.append(entry) }
        }
        guard position == bytes.count else {
            throw ArchiveError(
                .malformed, at: start + UInt64(position), "more in the directory than it counts")
        }
        try Self.checkNames(entries)
        try Self.checkOverlaps(entries)
        return entries
    }

    private static func checkNames(_ entries: [ZipEntry]) throws(ArchiveError) {
        var kinds: [ArchivePath: ZipEntry.Kind] = [:]
        for entry in entries where kinds.updateValue(entry.kind, forKey: entry.path) != nil {
            throw ArchivePath.refused(entry.path.text, .duplicate, at: entry.offset)
        }
        for entry in entries {
            var parent = entry.path.parent
            while let folder = parent {
                if let kind = kinds[folder], kind != .folder {
                    throw ArchivePath.refused(entry.path.text, .belowFile, at: entry.offset)
                }
                parent = folder.parent
            }
        }
    }

    private static func checkOverlaps(_ entries: [ZipEntry]) throws(ArchiveError) {
        let sorted = entries.sorted { $0.offset < $1.offset }
        for (entry, next) in zip(sorted, sorted.dropFirst())
        where next.offset < entry.body.upperBound {
            throw ArchiveError(
                .overlap, at: next.offset, in: next.path.text,
                "shares bytes with \(entry.path.text.debugDescription)")
        }
    }
}
