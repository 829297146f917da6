package import Archive

/// An image, or another artifact, of one architecture: its manifest and the blobs that it names.
package struct Image: Sendable {
    package let manifest: Blob
    package let config: Blob
    /// From the lowest on.
    package let layers: [Blob]

    /// Bytes with the descriptor that they are known by.
    package struct Blob: Sendable {
        package let descriptor: Descriptor
        package let content: ByteContent

        package init(_ descriptor: Descriptor, _ content: ByteContent) {
            self.descriptor = descriptor
            self.content = content
        }

        package init(_ mediaType: String, _ bytes: [UInt8]) {
            self.init(
                Descriptor(mediaType, Digest(of: bytes), size: UInt64(bytes.count)), .bytes(bytes))
        }
    }

    /// With a manifest for these blobs. An artifact that is no image says what it is.
    package init(config: Blob, layers: [Blob], artifactType: String? = nil) {
        var manifest = ImageManifest(
            config: config.descriptor, layers: layers.map(\.descriptor))
        manifest.artifactType = artifactType
        self.init(
            manifest: Blob(MediaType.manifest, JSON.encode(manifest)), config: config,
            layers: layers)
    }

    init(manifest: Blob, config: Blob, layers: [Blob]) {
        self.manifest = manifest
        self.config = config
        self.layers = layers
    }

    /// What is pushed and what Lambda is told.
    package var digest: Digest { manifest.descriptor.digest }

    /// Config and layers, none twice.
    package var blobs: [Blob] {
        var known: Set<Digest> = []
        return ([config] + layers).filter { known.insert($0.descriptor.digest).inserted }
    }
}
