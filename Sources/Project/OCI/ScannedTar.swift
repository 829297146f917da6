internal import Archive

/// A tar, perhaps compressed, that has been read to its end: its digest, and where a layout's files
/// lie in it.
struct ScannedTar {
    let path: String
    let isCompressed: Bool
    /// Of the tar without compression.
    let digest: Digest
    /// The files of a layout.
    private let files: [String: Range<UInt64>]

    /// Root filesystems are large, and their names are nobody's business.
    private static let limits = ArchiveLimits(
        entries: 2_000_000, entrySize: 1 << 34, totalSize: 1 << 35)

    init(_ path: String) throws(OCIError) {
        self.path = path
        let (isCompressed, digest, files) = try archiving(path) { () throws(ArchiveError) in
            var magic = [UInt8](repeating: 0, count: GunzipStream.magic.count)
            _ = try ContentStream(.file(path)).read(into: &magic)
            let isCompressed = magic == GunzipStream.magic
            let (digest, files) = try Self.scan(path, isCompressed)
            return (isCompressed, digest, files)
        }
        self.isCompressed = isCompressed
        self.digest = digest
        self.files = files
    }

    var isLayout: Bool { files["oci-layout"] != nil }

    /// A plain tar, and where its files are.
    func uncompressed(
        in folder: String
    ) throws(OCIError) -> (path: String, files: [String: Range<UInt64>]) {
        guard isCompressed else { return (path, files) }
        let plain = "\(folder)/base-layout.tar"
        try archiving(path) { () throws(ArchiveError) in
            let stream = try GunzipStream(
                ContentStream(.file(path)), limit: Self.limits.totalSize)
            let output = try FileSink(plain)
            var buffer = [UInt8](repeating: 0, count: 1 << 17)
            while true {
                let count = try stream.read(into: &buffer)
                if count == 0 { break }
                try output.write(buffer.span.bytes.extracting(0..<count))
            }
            try output.commit()
        }
        return (plain, files)
    }

    private static func scan(
        _ path: String, _ isCompressed: Bool
    ) throws(ArchiveError) -> (Digest, [String: Range<UInt64>]) {
        let file = try ContentStream(.file(path))
        let plain: any ByteStream =
            isCompressed ? try GunzipStream(file, limit: limits.totalSize) : file
        let stream = DigestStream(plain)
        var reader = TarReader(stream, limits: limits)
        var files: [String: Range<UInt64>] = [:]
        while let entry = try reader.next() {
            guard entry.kind == .file, let name = layoutName(entry) else { continue }
            let range = entry.bodyOffset..<entry.bodyOffset + entry.size
            guard files.updateValue(range, forKey: name) == nil else {
                throw ArchiveError(
                    .path(.duplicate), at: entry.offset, in: name, "the name is there twice")
            }
        }
        return (stream.digest, files)
    }

    private static func layoutName(_ entry: TarEntry) -> String? {
        guard let name = try? entry.path().text else { return nil }
        let isPart = name == "oci-layout" || name == "index.json" || name.hasPrefix("blobs/")
        return isPart ? name : nil
    }
}
