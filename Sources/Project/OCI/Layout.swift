internal import Archive

extension Image {
    /// As a folder in the OCI image layout, which appears once it is complete.
    package func writeLayout(to folder: String, tag: String? = nil) throws(OCIError) {
        try archiving(folder) { () throws(ArchiveError) in
            let extraction = try Extraction(to: folder)
            for entry in try layout(tag).entries {
                guard case .file(let content) = entry.node else { continue }
                try extraction.addFile(entry.path, mode: entry.mode) { sink throws(ArchiveError) in
                    try content.forEachPiece { piece throws(ArchiveError) in try sink.write(piece) }
                }
            }
            try extraction.commit()
        }
    }

    /// As a tar that is an OCI layout and that `docker load` reads too.
    ///
    /// - Parameter name: with its tag, as `mail:latest`.
    package func writeTar(to file: String, name: String) throws(OCIError) {
        struct Loaded: Encodable {
            var Config: String
            var RepoTags: [String]
            var Layers: [String]
        }
        let loaded = Loaded(
            Config: Self.path(of: config), RepoTags: [name], Layers: layers.map(Self.path))
        let tag = name.utf8.lastIndex(of: UInt8(ascii: ":")).map {
            String(name[name.utf8.index(after: $0)...])
        }
        try archiving(file) { () throws(ArchiveError) in
            let manifest = ArchiveEntry.file(
                try ArchivePath("manifest.json"), .bytes(JSON.encode([loaded])))
            let contents = try ArchiveContents(layout(tag).entries + [manifest]).withFolders()
            let sink = try FileSink(file)
            try TarWriter.write(contents, to: sink)
            try sink.commit()
        }
    }

    private func layout(_ tag: String?) throws(ArchiveError) -> ArchiveContents {
        struct Version: Encodable { var imageLayoutVersion = "1.0.0" }
        var descriptor = manifest.descriptor
        if let tag { descriptor.annotations = ["org.opencontainers.image.ref.name": tag] }
        let index = ImageIndex(manifests: [descriptor])
        var entries = [
            ArchiveEntry.file(try ArchivePath("oci-layout"), .bytes(JSON.encode(Version()))),
            .file(try ArchivePath("index.json"), .bytes(JSON.encode(index))),
        ]
        for blob in blobs + [manifest] {
            entries.append(.file(try ArchivePath(Self.path(of: blob)), blob.content))
        }
        return try ArchiveContents(entries)
    }

    private static func path(of blob: Blob) -> String {
        "blobs/sha256/\(blob.descriptor.digest.hex)"
    }
}
