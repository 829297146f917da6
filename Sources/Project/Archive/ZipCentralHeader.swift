/// A header in a zip's directory.
struct ZipCentralHeader {
    private let header: ArraySlice<UInt8>
    private let offset: UInt64
    private let nameLength: Int
    let length: Int

    private var madeBy: UInt16 { header.value16(4) }
    private var flags: UInt16 { header.value16(8) }
    private var method: UInt16 { header.value16(10) }
    private var crc: UInt32 { header.value32(16) }
    private var packedSize: UInt32 { header.value32(20) }
    private var size: UInt32 { header.value32(24) }
    private var attributes: UInt32 { header.value32(38) }
    private var localOffset: UInt64 { UInt64(header.value32(42)) }
    private var name: ArraySlice<UInt8> {
        header.dropFirst(ZipLayout.centralSize).prefix(nameLength)
    }

    init(_ directory: [UInt8], _ position: Int, _ start: UInt64) throws(ArchiveError) {
        offset = start + UInt64(position)
        let rest = directory[position...]
        guard rest.count >= ZipLayout.centralSize else {
            throw ArchiveError(.truncated, at: offset, "the directory ends too early")
        }
        guard rest.value32(0) == ZipLayout.centralSignature else {
            throw ArchiveError(.malformed, at: offset, "no entry of the directory")
        }
        nameLength = Int(rest.value16(28))
        length =
            ZipLayout.centralSize + nameLength + Int(rest.value16(30)) + Int(rest.value16(32))
        guard length <= rest.count else {
            throw ArchiveError(.truncated, at: offset, "the directory ends too early")
        }
        header = rest.prefix(length)
    }

    func checkLimits(_ total: inout UInt64, _ limits: ArchiveLimits) throws(ArchiveError) {
        total += UInt64(size)
        if UInt64(size) > limits.entrySize {
            throw refusal(.limit(.entrySize), "more than \(limits.entrySize) bytes")
        }
        if total > limits.totalSize {
            throw refusal(.limit(.totalSize), "more than \(limits.totalSize) bytes in all")
        }
    }

    func entry(
        in source: ByteSource, endingBefore directory: UInt64
    ) throws(ArchiveError) -> ZipEntry {
        try checkFeatures()
        let body = try checkLocalHeader(in: source, directory)
        let path = try ArchivePath(bytes: name, at: offset)
        let isUnix = madeBy & 0xFF00 == ZipLayout.madeOnUnix
        let unixMode = isUnix ? UInt16(truncatingIfNeeded: attributes >> 16) : 0
        let kind = try kind(unixMode & ZipLayout.typeMask)
        if kind == .folder, size > 0 { throw refusal(.malformed, "a folder that has a body") }
        return ZipEntry(
            path: path, kind: kind,
            mode: unixMode == 0 ? (kind == .folder ? 0o755 : 0o644) : unixMode & 0o7777,
            size: UInt64(size), method: method, crc: crc, offset: localOffset, body: body)
    }

    private func kind(_ type: UInt16) throws(ArchiveError) -> ZipEntry.Kind {
        let hasSlash = name.last == UInt8(ascii: "/")
        switch type {
        // Some set permissions only.
        case 0: return hasSlash ? .folder : .file
        case ZipLayout.regular where !hasSlash: return .file
        case ZipLayout.folder where hasSlash: return .folder
        case ZipLayout.link where !hasSlash: return .link
        case ZipLayout.regular, ZipLayout.folder, ZipLayout.link:
            throw refusal(.mismatch, "name and mode differ about what it is")
        default:
            throw refusal(
                .unsupported(.entryType(UInt8(type >> 12))), "neither a file, a folder nor a link")
        }
    }

    private func checkFeatures() throws(ArchiveError) {
        let encryption =
            ZipLayout.encrypted | ZipLayout.strongEncryption | ZipLayout.maskedHeaders
        guard flags & encryption == 0 else {
            throw refusal(.unsupported(.encryption), "encrypted")
        }
        guard method == ZipLayout.stored || method == ZipLayout.deflated else {
            throw refusal(.unsupported(.method(method)), "compressed by method \(method)")
        }
        guard size != UInt32.max, packedSize != UInt32.max, localOffset != UInt64(UInt32.max) else {
            throw refusal(.unsupported(.zip64), "zip64 is not supported")
        }
        guard method != ZipLayout.stored || size == packedSize else {
            throw refusal(.mismatch, "stored, but with two sizes")
        }
        guard header.value16(34) == 0 else {
            throw refusal(.unsupported(.severalDisks), "on another disk")
        }
    }

    /// - Returns: where the body is.
    private func checkLocalHeader(
        in source: ByteSource, _ directory: UInt64
    ) throws(ArchiveError) -> Range<UInt64> {
        guard localOffset + UInt64(ZipLayout.localSize) <= directory else {
            throw refusal(.overlap, "its header would be in the directory")
        }
        let local = try source.read(count: ZipLayout.localSize, at: localOffset)
        func differs(_ field: String) -> ArchiveError {
            ArchiveError(
                .mismatch, at: localOffset, in: shownName, "the directory has another \(field)")
        }
        guard local.value32(0) == ZipLayout.localSignature else {
            throw ArchiveError(.malformed, at: localOffset, in: shownName, "no header here")
        }
        guard local.value16(6) == flags else { throw differs("set of flags") }
        guard local.value16(8) == method else { throw differs("method") }
        let length = Int(local.value16(26))
        guard length == nameLength else { throw differs("name") }
        let nameOffset = localOffset + UInt64(ZipLayout.localSize)
        let bodyOffset = nameOffset + UInt64(length) + UInt64(local.value16(28))
        guard bodyOffset + UInt64(packedSize) <= directory else {
            throw refusal(.overlap, "its body would reach into the directory")
        }
        guard try source.read(count: length, at: nameOffset).elementsEqual(name) else {
            throw differs("name")
        }
        let sizes = [local.value32(14), local.value32(18), local.value32(22)]
        let mayComeLater = flags & ZipLayout.dataDescriptor != 0
        for (local, central) in zip(sizes, [crc, packedSize, size])
        where local != central && !(mayComeLater && local == 0) {
            throw differs("size or CRC")
        }
        return bodyOffset..<bodyOffset + UInt64(packedSize)
    }

    private var shownName: String { String(decoding: name, as: UTF8.self) }

    private func refusal(_ kind: ArchiveError.Kind, _ message: String) -> ArchiveError {
        ArchiveError(kind, at: offset, in: shownName, message)
    }
}
