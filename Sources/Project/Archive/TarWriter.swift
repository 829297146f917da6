/// Writes tars as image layers need them: sorted, owned by 0:0, made at time 0; USTAR headers, and
/// extended ones only where a name or a size does not fit.
package struct TarWriter {
    private let sink: any ByteSink
    private var offset: UInt64 = 0

    package static func write(
        _ contents: ArchiveContents, to sink: any ByteSink
    ) throws(ArchiveError) {
        var writer = TarWriter(sink: sink)
        for entry in contents.entries { try writer.add(entry) }
        try writer.put([UInt8](repeating: 0, count: 2 * TarLayout.blockSize))
    }

    private init(sink: any ByteSink) { self.sink = sink }

    private mutating func add(_ entry: ArchiveEntry) throws(ArchiveError) {
        var header = TarHeader(mode: entry.mode)
        var name = Array(entry.path.text.utf8)
        var linkName: [UInt8] = []
        switch entry.node {
        case .file(let content):
            header.size = try content.size()
        case .folder:
            header.type = TarLayout.folder
            name.append(UInt8(ascii: "/"))
        case .link(let target):
            header.type = TarLayout.link
            linkName = Array(target.utf8)
        }
        var extended: [UInt8] = []
        if !header.setName(name) { extended += Self.record("path", name) }
        if !header.setLinkName(linkName) { extended += Self.record("linkpath", linkName) }
        if header.size > TarLayout.largestSize {
            extended += Self.record("size", Array(String(header.size).utf8))
        }
        if !extended.isEmpty { try addExtended(extended) }
        try put(header.block)
        if case .file(let content) = entry.node { try addBody(content, header.size) }
    }

    private mutating func addExtended(_ records: [UInt8]) throws(ArchiveError) {
        var header = TarHeader(mode: 0o644)
        header.type = TarLayout.extended
        header.size = UInt64(records.count)
        _ = header.setName(Array("PaxHeaders/entry".utf8))
        try put(header.block)
        try addBody(.bytes(records), header.size)
    }

    private mutating func addBody(_ content: ByteContent, _ size: UInt64) throws(ArchiveError) {
        var written: UInt64 = 0
        try content.forEachPiece { piece throws(ArchiveError) in
            written += UInt64(piece.byteCount)
            try sink.write(piece)
        }
        guard written == size else {
            throw ArchiveError(
                .changed, at: offset, in: content.name, "the file changed while it was read")
        }
        offset += written
        try put([UInt8](repeating: 0, count: TarLayout.padding(of: size)))
    }

    private mutating func put(_ bytes: [UInt8]) throws(ArchiveError) {
        try sink.write(bytes)
        offset += UInt64(bytes.count)
    }

    /// `<length> <key>=<value>\n`, the length counting its own digits.
    private static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
        let rest = Array(" \(key)=".utf8) + value + [UInt8(ascii: "\n")]
        var length = rest.count
        while String(length).utf8.count + rest.count != length {
            length = String(length).utf8.count + rest.count
        }
        return Array(String(length).utf8) + rest
    }
}

private struct TarHeader {
    let mode: UInt16
    var size: UInt64 = 0
    var type = TarLayout.file
    private var name: [UInt8] = []
    private var prefix: [UInt8] = []
    private var linkName: [UInt8] = []

    init(mode: UInt16) { self.mode = mode }

    /// - Returns: whether the header holds all of it; if not, it holds what fits.
    mutating func setName(_ bytes: [UInt8]) -> Bool {
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        if isASCII, bytes.count <= TarLayout.name.count {
            name = bytes
            return true
        }
        // The last part, with a folder's own slash, must fit into one field, the rest in the other.
        let slash = bytes.indices.first {
            bytes[$0] == UInt8(ascii: "/") && bytes.count - $0 - 1 <= TarLayout.name.count
        }
        if isASCII, let slash, slash <= TarLayout.prefix.count, slash + 1 < bytes.count {
            prefix = Array(bytes[..<slash])
            name = Array(bytes[(slash + 1)...])
            return true
        }
        name = Self.fallback(bytes)
        return false
    }

    mutating func setLinkName(_ bytes: [UInt8]) -> Bool {
        let fits = bytes.count <= TarLayout.linkName.count && bytes.allSatisfy { $0 < 0x80 }
        linkName = fits ? bytes : Self.fallback(bytes)
        return fits
    }

    /// For readers that know no extended headers.
    private static func fallback(_ bytes: [UInt8]) -> [UInt8] {
        bytes.prefix(TarLayout.name.count).map { $0 < 0x80 ? $0 : UInt8(ascii: "_") }
    }

    var block: [UInt8] {
        var block = [UInt8](repeating: 0, count: TarLayout.blockSize)
        func put(_ bytes: some Collection<UInt8>, _ field: Range<Int>) {
            block.replaceSubrange(
                field.lowerBound..<field.lowerBound + bytes.count, with: bytes)
        }
        func octal(_ value: UInt64, digits: Int) -> [UInt8] {
            let text = Array(String(value, radix: 8).utf8)
            return [UInt8](repeating: UInt8(ascii: "0"), count: max(0, digits - text.count)) + text
        }
        put(name, TarLayout.name)
        put(octal(UInt64(mode), digits: 7), TarLayout.mode)
        put(octal(0, digits: 7), TarLayout.owner)
        put(octal(0, digits: 7), TarLayout.group)
        put(octal(size > TarLayout.largestSize ? 0 : size, digits: 11), TarLayout.size)
        put(octal(0, digits: 11), TarLayout.time)
        block[TarLayout.type] = type
        put(linkName, TarLayout.linkName)
        put(Array("ustar\u{0}00".utf8), TarLayout.magic)
        put(octal(0, digits: 7), TarLayout.deviceMajor)
        put(octal(0, digits: 7), TarLayout.deviceMinor)
        put(prefix, TarLayout.prefix)
        put(octal(TarLayout.sum(of: block), digits: 6) + [0, 0x20], TarLayout.checksum)
        return block
    }
}
