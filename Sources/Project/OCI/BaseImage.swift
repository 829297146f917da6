internal import Archive
internal import Foundation

/// What lies below our layers: nothing, a root filesystem, or the layers of another image, unchanged.
package struct BaseImage: Sendable {
    package let layers: [Image.Blob]
    package let diffIDs: [Digest]
    /// Of its config: `NAME=value`.
    package let environment: [String]
    let history: [ImageConfig.Step]

    package static let empty = BaseImage(layers: [], diffIDs: [], environment: [], history: [])

    /// The folder or tar of an OCI layout, or the tar of a root filesystem; tars may be compressed
    /// with gzip.
    ///
    /// - Parameter folder: for what has to be unpacked or compressed; needed as long as the image.
    package static func read(
        _ path: String, for architecture: Architecture, in folder: String
    ) throws(OCIError) -> BaseImage {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
        {
            return try BaseImage(LayoutReader(.folder(path)).image(for: architecture))
        }
        let tar = try ScannedTar(path)
        if tar.isLayout {
            let (plain, index) = try tar.uncompressed(in: folder)
            return try BaseImage(LayoutReader(.tar(plain, index)).image(for: architecture))
        }
        return try rootFilesystem(tar, in: folder)
    }

    init(_ image: LayoutReader.ConfiguredImage) throws(OCIError) {
        let config = image.config
        diffIDs = config.rootfs.diffIDs
        layers = image.layers
        environment = config.config?.environment ?? []
        let steps = config.history ?? []
        let isComplete = steps.count { $0.emptyLayer != true } == diffIDs.count
        history =
            isComplete
            ? steps
            : diffIDs.map { _ in ImageConfig.Step(created: Self.epoch, createdBy: "base image") }
    }

    /// A compressed one is the layer, as it is; a plain one is compressed.
    private static func rootFilesystem(
        _ tar: ScannedTar, in folder: String
    ) throws(OCIError) -> BaseImage {
        let layer: Image.Blob
        if tar.isCompressed {
            let sink = DigestSink()
            try archiving(tar.path) { () throws(ArchiveError) in
                try ByteContent.file(tar.path).forEachPiece { piece throws(ArchiveError) in
                    try sink.write(piece)
                }
            }
            let descriptor = Descriptor(MediaType.layerGzip, sink.digest, size: sink.size)
            layer = Image.Blob(descriptor, .file(tar.path))
        } else {
            layer = try compress(tar, to: "\(folder)/base.tar.gz")
        }
        let step = ImageConfig.Step(created: epoch, createdBy: "root filesystem")
        return BaseImage(
            layers: [layer], diffIDs: [tar.digest], environment: [], history: [step])
    }

    private static func compress(_ tar: ScannedTar, to file: String) throws(OCIError) -> Image.Blob
    {
        try archiving(tar.path) { () throws(ArchiveError) in
            let output = try FileSink(file)
            let compressed = DigestSink(to: output)
            let gzip = try GzipSink(to: compressed)
            let plain = DigestSink(to: gzip)
            try ByteContent.file(tar.path).forEachPiece { piece throws(ArchiveError) in
                try plain.write(piece)
            }
            guard plain.digest == tar.digest else {
                throw ArchiveError(
                    .changed, at: 0, in: tar.path, "the file changed while it was read")
            }
            try gzip.finish()
            try output.commit()
            return Image.Blob(
                Descriptor(MediaType.layerGzip, compressed.digest, size: compressed.size),
                .file(file))
        }
    }

    private init(
        layers: [Image.Blob], diffIDs: [Digest], environment: [String],
        history: [ImageConfig.Step]
    ) {
        self.layers = layers
        self.diffIDs = diffIDs
        self.environment = environment
        self.history = history
    }

    private static let epoch = "1970-01-01T00:00:00Z"
}
