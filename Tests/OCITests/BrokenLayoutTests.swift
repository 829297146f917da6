internal import Archive
internal import Foundation
internal import OCI
internal import Testing

/// A layout of one image, which `change` breaks.
private func expectRefusal(
    _ kind: (Image) throws -> OCIError.Kind, for architecture: Architecture = .amd64,
    _ location: SourceLocation = #_sourceLocation,
    _ change: (_ folder: String, Image) throws -> Void
) async throws {
    try await withFolder { folder in
        let image = try recipe().assemble(in: folder)
        try image.writeLayout(to: folder + "/layout")
        try change(folder + "/layout", image)
        await expectError(try kind(image), location) {
            try BaseImage.read(folder + "/layout", for: architecture, in: folder)
        }
    }
}

private func path(_ folder: String, _ blob: Image.Blob) -> String {
    "\(folder)/blobs/sha256/\(blob.descriptor.digest.hex)"
}

/// In place of the manifest.
private func replaceManifest(_ folder: String, _ manifest: Image.Blob) throws {
    try write(manifest.content.read(limit: 1 << 20), path(folder, manifest))
    try write(JSON.encode(ImageIndex(manifests: [manifest.descriptor])), folder + "/index.json")
}

private func manifest(
    config: Descriptor, _ layers: [Descriptor]
) -> Image.Blob {
    Image.Blob(
        MediaType.manifest, JSON.encode(ImageManifest(config: config, layers: layers)))
}

@Test func blobsThatAreNotWhatTheyAreCalledAreRefused() async throws {
    let bytes = [UInt8]("hello".utf8)
    try await expectRefusal({ image in
        .wrongSize(expected: image.layers[0].descriptor.size, found: 5)
    }) { folder, image in try write(bytes, path(folder, image.layers[0])) }
    try await expectRefusal({ .missingBlob($0.config.descriptor.digest) }) { folder, image in
        try FileManager.default.removeItem(atPath: path(folder, image.config))
    }
    var config: [UInt8] = []
    try await expectRefusal({ image in
        .wrongDigest(expected: image.config.descriptor.digest, found: Digest(of: config))
    }) { folder, image in
        config = try contents(of: path(folder, image.config))
        config[config.count / 2] ^= 1
        try write(config, path(folder, image.config))
    }
}

@Test func aLayerThatIsNotWhatTheConfigSaysIsRefused() async throws {
    var found = Digest(of: [])
    var other = found
    try await expectRefusal({ _ in .wrongDigest(expected: other, found: found) }) { folder, image in
        let original: ImageConfig = try JSON.decode(
            contents(of: path(folder, image.config)), in: "")
        found = original.rootfs.diffIDs[0]
        other = Digest(of: [1])
        var changed = original
        changed.rootfs.diffIDs = [other]
        let config = Image.Blob(MediaType.config, JSON.encode(changed))
        try write(config.content.read(limit: 1 << 20), path(folder, config))
        try replaceManifest(
            folder, manifest(config: config.descriptor, image.layers.map(\.descriptor)))
    }
}

@Test func layersAndConfigMustAgreeInNumber() async throws {
    try await expectRefusal({ _ in .malformed }) { folder, image in
        try replaceManifest(folder, manifest(config: image.config.descriptor, []))
    }
}

@Test func layersThatLambdaDoesNotTakeAreRefused() async throws {
    let zstd = "application/vnd.oci.image.layer.v1.tar+zstd"
    try await expectRefusal({ _ in .unsupportedMediaType(zstd) }) { folder, image in
        var layer = image.layers[0].descriptor
        layer.mediaType = zstd
        try replaceManifest(folder, manifest(config: image.config.descriptor, [layer]))
    }
}

@Test func imagesForOtherMachinesOrSeveralAreRefused() async throws {
    try await expectRefusal({ _ in .noImage(for: .arm64) }, for: .arm64) { _, _ in }
    try await expectRefusal({ _ in .ambiguous }) { folder, image in
        let layers = image.layers.map(\.descriptor)
        var second = ImageManifest(config: image.config.descriptor, layers: layers)
        second.annotations = ["a": "b"]
        let blob = Image.Blob(MediaType.manifest, JSON.encode(second))
        try write(blob.content.read(limit: 1 << 20), path(folder, blob))
        let index = ImageIndex(manifests: [image.manifest.descriptor, blob.descriptor])
        try write(JSON.encode(index), folder + "/index.json")
    }
}

@Test func whatIsNoLayoutAndNoTarIsRefused() async throws {
    try await withFolder { folder in
        await expectError(.notAnImage) { try BaseImage.read(folder, for: .amd64, in: folder) }
        try write([UInt8](repeating: 65, count: 2000), folder + "/text")
        await expectError(.archive(.notAnArchive, offset: 0)) {
            try BaseImage.read(folder + "/text", for: .amd64, in: folder)
        }
        await expectError(.archive(.system(ENOENT), offset: 0)) {
            try BaseImage.read(folder + "/nothing", for: .amd64, in: folder)
        }
    }
    let broken = ["[]", "{", #"{"manifests":[{"digest":"sha256:../../x"}]}"#, ""]
    for text in broken {
        try await expectRefusal({ _ in .malformed }) { folder, _ in
            try write(Array(text.utf8), folder + "/index.json")
        }
    }
    try await expectRefusal({ _ in .malformed }) { folder, _ in
        try write(Array(#"{"imageLayoutVersion":"2.0.0"}"#.utf8), folder + "/oci-layout")
    }
}
