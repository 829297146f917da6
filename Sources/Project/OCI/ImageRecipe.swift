package import Archive
internal import Foundation

/// What an image for Lambda is made of; the same recipe gives the same bytes.
package struct ImageRecipe: Sendable {
    package var architecture: Architecture
    package var base: BaseImage
    /// From the lowest on; made readable for everybody, for Lambda picks the user.
    package var layers: [ArchiveContents]
    package var entrypoint: [String] = []
    package var command: [String] = []
    package var workingDirectory = "/var/task"
    /// Beside the base's own; one of the same name takes its place.
    package var environment: [String: String] = [:]
    package var labels: [String: String] = [:]
    /// Seconds since 1970, as `SOURCE_DATE_EPOCH` has them.
    package var created = 0

    /// What `SOURCE_DATE_EPOCH` says (https://reproducible-builds.org/specs/source-date-epoch), else
    /// the epoch itself.
    package static func created(
        in environment: [String: String]
    ) throws(OCIError) -> Int {
        let name = "SOURCE_DATE_EPOCH"
        guard let text = environment[name] else { return 0 }
        // Up to the year 9999.
        guard let seconds = Int(text), (0..<253_402_300_800).contains(seconds) else {
            throw OCIError(.malformed, in: name, "not a number of seconds since 1970")
        }
        return seconds
    }

    package init(
        architecture: Architecture, base: BaseImage = .empty, layers: [ArchiveContents]
    ) {
        self.architecture = architecture
        self.base = base
        self.layers = layers
    }

    /// Compresses the layers into files in `folder`, which the image reads until it is written or
    /// pushed.
    package func assemble(
        in folder: String, level: CompressionLevel = .usual
    ) throws(OCIError) -> Image {
        var blobs = base.layers
        var diffIDs = base.diffIDs
        for (index, layer) in layers.enumerated() {
            let file = "\(folder)/layer-\(index).tar.gz"
            let contents = try archiving(file) { () throws(ArchiveError) in
                try Self.readable(layer, addingFolders: index == 0)
            }
            let (blob, diffID) = try Self.write(contents, to: file, level)
            blobs.append(blob)
            diffIDs.append(diffID)
        }
        let config = Image.Blob(MediaType.config, JSON.encode(config(diffIDs)))
        return Image(config: config, layers: blobs)
    }

    private func config(_ diffIDs: [Digest]) -> ImageConfig {
        let date = Date(timeIntervalSince1970: TimeInterval(created)).formatted(.iso8601)
        var settings = ImageConfig.Settings()
        let allVariables = mergedEnvironment
        settings.environment = allVariables.isEmpty ? nil : allVariables
        settings.entrypoint = entrypoint.isEmpty ? nil : entrypoint
        settings.command = command.isEmpty ? nil : command
        settings.workingDirectory = workingDirectory
        settings.labels = labels.isEmpty ? nil : labels
        var config = ImageConfig(
            created: date, architecture: architecture.rawValue, os: "linux", config: settings,
            rootfs: ImageConfig.RootFilesystem(diffIDs: diffIDs))
        config.history =
            base.history
            + layers.map { _ in ImageConfig.Step(created: date, createdBy: "asml") }
        return config
    }

    /// The base's in its order, then ours by name.
    private var mergedEnvironment: [String] {
        func name(_ variable: String) -> String {
            String(Substring(variable.utf8.prefix { $0 != UInt8(ascii: "=") }))
        }
        return base.environment.filter { environment[name($0)] == nil }
            + environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    }

    /// What Lambda expects of a root filesystem, and modes that let anybody read.
    private static func readable(
        _ layer: ArchiveContents, addingFolders: Bool
    ) throws(ArchiveError) -> ArchiveContents {
        var entries = layer.entries
        for index in entries.indices {
            switch entries[index].node {
            case .folder: entries[index].mode |= 0o555
            case .file: entries[index].mode |= entries[index].mode & 0o111 == 0 ? 0o444 : 0o555
            case .link: break
            }
        }
        if addingFolders {
            let known = Set(entries.map(\.path))
            for (text, mode) in [("tmp", 0o1777), ("var/task", 0o755)] as [(String, UInt16)] {
                let path = try ArchivePath(text)
                if !known.contains(path) { entries.append(.folder(path, mode: mode)) }
            }
        }
        return try ArchiveContents(entries).withFolders()
    }

    private static func write(
        _ contents: ArchiveContents, to file: String, _ level: CompressionLevel
    ) throws(OCIError) -> (Image.Blob, diffID: Digest) {
        try archiving(file) { () throws(ArchiveError) in
            let output = try FileSink(file)
            let compressed = DigestSink(to: output)
            let gzip = try GzipSink(to: compressed, level: level)
            let plain = DigestSink(to: gzip)
            try TarWriter.write(contents, to: plain)
            try gzip.finish()
            try output.commit()
            let descriptor = Descriptor(
                MediaType.layerGzip, compressed.digest, size: compressed.size)
            return (Image.Blob(descriptor, .file(file)), plain.digest)
        }
    }
}
