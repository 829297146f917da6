internal import Archive
internal import Foundation

/// Reads an OCI image layout that somebody else made; every blob is checked against its digest.
struct LayoutReader {
    private let source: Source

    enum Source {
        case folder(String)
        case tar(String, [String: Range<UInt64>])
    }

    struct ConfiguredImage {
        let config: ImageConfig
        let layers: [Image.Blob]
    }

    init(_ source: Source) { self.source = source }

    /// The only image for the architecture.
    func image(for architecture: Architecture) throws(OCIError) -> ConfiguredImage {
        try checkVersion()
        let index: ImageIndex = try JSON.decode(read("index.json"), in: place("index.json"))
        var images: [ConfiguredImage] = []
        for descriptor in try manifests(of: index, depth: 0)
        where descriptor.platform.map({ $0 == Self.platform(architecture) }) ?? true {
            let image = try image(descriptor)
            let platform = Platform(architecture: image.config.architecture, os: image.config.os)
            if platform == Self.platform(architecture) { images.append(image) }
        }
        guard let image = images.first else {
            throw OCIError(
                .noImage(for: architecture), in: path, "no image for linux/\(architecture)")
        }
        guard images.count == 1 else {
            throw OCIError(
                .ambiguous, in: path, "\(images.count) images for linux/\(architecture)")
        }
        return image
    }

    private static func platform(_ architecture: Architecture) -> Platform {
        Platform(architecture: architecture.rawValue, os: "linux")
    }

    private func checkVersion() throws(OCIError) {
        struct Version: Decodable { var imageLayoutVersion: String }
        let version: Version = try JSON.decode(read("oci-layout"), in: place("oci-layout"))
        guard version.imageLayoutVersion.utf8.starts(with: "1.".utf8) else {
            throw OCIError(.malformed, in: place("oci-layout"), "not a layout of version 1")
        }
    }

    /// Through indexes in indexes, none twice.
    private func manifests(
        of index: ImageIndex, depth: Int
    ) throws(OCIError) -> [Descriptor] {
        var found: [Descriptor] = []
        for descriptor in index.manifests {
            switch descriptor.mediaType {
            case MediaType.manifest, MediaType.dockerManifest:
                found.append(descriptor)
            case MediaType.index, MediaType.dockerIndex:
                guard depth < 3, index.manifests.count <= 1000 else {
                    throw OCIError(.limit, in: path, "too many indexes in each other")
                }
                let inner: ImageIndex = try document(descriptor)
                found += try manifests(of: inner, depth: depth + 1)
            default:
                continue
            }
        }
        var known: Set<Digest> = []
        return found.filter { known.insert($0.digest).inserted }
    }

    private func image(_ descriptor: Descriptor) throws(OCIError) -> ConfiguredImage {
        let manifest: ImageManifest = try document(descriptor)
        let config: ImageConfig = try document(manifest.config)
        let diffIDs = config.rootfs.diffIDs
        guard diffIDs.count == manifest.layers.count else {
            throw OCIError(
                .malformed, in: place(Self.name(of: manifest.config.digest)),
                "\(diffIDs.count) layers, where the manifest has \(manifest.layers.count)")
        }
        var layers: [Image.Blob] = []
        for (layer, diffID) in zip(manifest.layers, diffIDs) {
            layers.append(try self.layer(layer, diffID))
        }
        return ConfiguredImage(config: config, layers: layers)
    }

    /// Its bytes are kept; Docker's name for their type becomes OCI's.
    private func layer(_ descriptor: Descriptor, _ diffID: Digest) throws(OCIError) -> Image.Blob {
        var descriptor = descriptor
        let isCompressed: Bool
        switch descriptor.mediaType {
        case MediaType.layerGzip: isCompressed = true
        case MediaType.layer: isCompressed = false
        case MediaType.dockerLayerGzip:
            descriptor.mediaType = MediaType.layerGzip
            isCompressed = true
        default:
            throw OCIError(
                .unsupportedMediaType(descriptor.mediaType), in: path,
                "a layer that is no tar and no tar with gzip: Lambda takes no other")
        }
        let content = try content(descriptor)
        let place = place(Self.name(of: descriptor.digest))
        let (found, foundDiffID) = try archiving(place) { () throws(ArchiveError) in
            let file = DigestStream(try ContentStream(content))
            let plain =
                isCompressed ? DigestStream(try GunzipStream(file, limit: 1 << 35)) : file
            var buffer = [UInt8](repeating: 0, count: 1 << 17)
            while try plain.read(into: &buffer) > 0 {}
            return (file.digest, plain.digest)
        }
        for (expected, found) in [(descriptor.digest, found), (diffID, foundDiffID)]
        where expected != found {
            throw Self.wrongDigest(expected, found, in: place)
        }
        return Image.Blob(descriptor, content)
    }

    private func document<Value: Decodable>(_ descriptor: Descriptor) throws(OCIError) -> Value {
        let name = Self.name(of: descriptor.digest)
        let content = try content(descriptor)
        let bytes = try archiving(place(name)) { () throws(ArchiveError) in
            try content.read(limit: UInt64(JSON.limit))
        }
        let found = Digest(of: bytes)
        guard found == descriptor.digest else {
            throw Self.wrongDigest(descriptor.digest, found, in: place(name))
        }
        return try JSON.decode(bytes, in: place(name))
    }

    /// Its size is the descriptor's; its digest is still to be compared.
    private func content(_ descriptor: Descriptor) throws(OCIError) -> ByteContent {
        let name = Self.name(of: descriptor.digest)
        guard let content = try content(name) else {
            throw OCIError(
                .missingBlob(descriptor.digest), in: path, "\(descriptor.digest) is missing")
        }
        let size = try archiving(place(name)) { () throws(ArchiveError) in try content.size() }
        guard size == descriptor.size else {
            throw OCIError(
                .wrongSize(expected: descriptor.size, found: size), in: place(name),
                "\(size) bytes, where its descriptor says \(descriptor.size)")
        }
        return content
    }

    private static func wrongDigest(
        _ expected: Digest, _ found: Digest, in place: String
    ) -> OCIError {
        OCIError(
            .wrongDigest(expected: expected, found: found), in: place,
            "its digest is \(found), not \(expected)")
    }

    private static func name(of digest: Digest) -> String { "blobs/sha256/\(digest.hex)" }

    private func read(_ name: String) throws(OCIError) -> [UInt8] {
        guard let content = try content(name) else {
            throw OCIError(.notAnImage, in: path, "no image: '\(name)' is missing")
        }
        return try archiving(place(name)) { () throws(ArchiveError) in
            try content.read(limit: UInt64(JSON.limit))
        }
    }

    private func content(_ name: String) throws(OCIError) -> ByteContent? {
        switch source {
        case .folder(let folder):
            let path = "\(folder)/\(name)"
            return FileManager.default.fileExists(atPath: path) ? .file(path) : nil
        case .tar(let tar, let files):
            return files[name].map { .part(of: tar, $0) }
        }
    }

    private var path: String {
        switch source {
        case .folder(let path), .tar(let path, _): path
        }
    }

    private func place(_ name: String) -> String { "\(path)/\(name)" }
}

extension LayoutReader {
    /// The only image there is, as it stands: to be pushed.
    func stored() throws(OCIError) -> Image {
        try checkVersion()
        let index: ImageIndex = try JSON.decode(read("index.json"), in: place("index.json"))
        let found = try manifests(of: index, depth: 0)
        guard found.count == 1, let descriptor = found.first else {
            throw OCIError(.ambiguous, in: path, "\(found.count) images, where one is expected")
        }
        let manifest: ImageManifest = try document(descriptor)
        return Image(
            manifest: Image.Blob(descriptor, try content(descriptor)),
            config: Image.Blob(manifest.config, try content(manifest.config)),
            layers: try manifest.layers.map { layer throws(OCIError) in
                Image.Blob(layer, try content(layer))
            })
    }
}

extension Image {
    /// From a layout that `writeTar` or `writeLayout` made; registries check the blobs' digests.
    ///
    /// - Parameter folder: for what has to be unpacked; needed as long as the image.
    package static func read(_ path: String, in folder: String) throws(OCIError) -> Image {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
        {
            return try LayoutReader(.folder(path)).stored()
        }
        let (plain, files) = try ScannedTar(path).uncompressed(in: folder)
        return try LayoutReader(.tar(plain, files)).stored()
    }
}
