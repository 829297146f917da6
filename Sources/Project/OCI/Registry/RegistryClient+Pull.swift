internal import Archive
internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

extension RegistryClient {
    /// The image for an architecture, its blobs in `folder`, each checked against its digest.
    /// Without one, what is named must be a manifest and no index.
    package func pull(
        for architecture: Architecture? = nil, into folder: String
    ) async throws(OCIError) -> Image {
        let blob = try await manifest(for: architecture)
        let place = reference.description
        let bytes = try archiving(place) { () throws(ArchiveError) in
            try blob.content.read(limit: UInt64(JSON.limit))
        }
        let manifest: ImageManifest = try JSON.decode(bytes, in: place)
        let descriptors = [manifest.config] + manifest.layers
        try checkSizes(descriptors, place)
        var known: Set<Digest> = []
        try await forEach(descriptors.filter { known.insert($0.digest).inserted }) {
            descriptor throws(OCIError) in
            try await fetch(descriptor, to: "\(folder)/\(descriptor.digest.hex)")
        }
        func pulled(_ descriptor: Descriptor) -> Image.Blob {
            Image.Blob(descriptor, .file("\(folder)/\(descriptor.digest.hex)"))
        }
        return Image(
            manifest: blob, config: pulled(manifest.config), layers: manifest.layers.map(pulled))
    }

    private func checkSizes(_ descriptors: [Descriptor], _ place: String) throws(OCIError) {
        var total: UInt64 = 0
        for descriptor in descriptors {
            let (sum, overflow) = total.addingReportingOverflow(descriptor.size)
            total = sum
            guard !overflow, total <= options.largestBlob, descriptors.count <= 10_000 else {
                throw OCIError(.limit, in: place, "more than \(options.largestBlob) bytes of blobs")
            }
        }
    }

    /// Through an index, if there is one.
    private func manifest(for architecture: Architecture?) async throws(OCIError) -> Image.Blob {
        let first = try await document(reference.manifestName, reference.digest)
        let mediaType = first.descriptor.mediaType
        guard mediaType == MediaType.index || mediaType == MediaType.dockerIndex else {
            return first
        }
        let place = reference.description
        guard let architecture else {
            throw OCIError(.ambiguous, in: place, "an index of several manifests")
        }
        let bytes = try archiving(place) { () throws(ArchiveError) in
            try first.content.read(limit: UInt64(JSON.limit))
        }
        let index: ImageIndex = try JSON.decode(bytes, in: place)
        let platform = Platform(architecture: architecture.rawValue, os: "linux")
        guard let found = index.manifests.first(where: { $0.platform == platform }) else {
            throw OCIError(
                .noImage(for: architecture), in: place, "no image for linux/\(architecture)")
        }
        let manifest = try await document(found.digest.description, found.digest)
        guard
            [MediaType.manifest, MediaType.dockerManifest].contains(
                manifest.descriptor.mediaType)
        else {
            throw OCIError(
                .unsupportedMediaType(manifest.descriptor.mediaType), in: place,
                "an index in an index")
        }
        return manifest
    }

    static let accepted = [
        MediaType.manifest, MediaType.index, MediaType.dockerManifest, MediaType.dockerIndex,
    ]

    private func document(
        _ name: String, _ digest: Digest?
    ) async throws(OCIError) -> Image.Blob {
        var request = RegistryRequest(.GET, try url("manifests/\(name)"))
        request.headers = Self.accepted.map { ("Accept", $0) }
        let (response, bytes) = try await read(request)
        // What the document says it is, else what the registry says.
        struct Typed: Decodable { var mediaType: String? }
        let typed: Typed = try JSON.decode(bytes, in: response.place)
        let header = response.headers.first(name: "Content-Type") ?? ""
        let mediaType = typed.mediaType ?? String(header.prefix { $0 != ";" && $0 != " " })
        guard Self.accepted.contains(mediaType) else {
            throw OCIError(
                .unsupportedMediaType(mediaType), in: response.place,
                "neither a manifest nor an index")
        }
        let blob = Image.Blob(mediaType, bytes)
        if let digest, digest != blob.descriptor.digest {
            throw OCIError(
                .wrongDigest(expected: digest, found: blob.descriptor.digest), in: response.place,
                "its digest is \(blob.descriptor.digest), not \(digest)")
        }
        return blob
    }

    /// A small answer, from the beginning when it breaks off.
    private func read(
        _ request: RegistryRequest
    ) async throws(OCIError) -> (RegistryResponse, [UInt8]) {
        var attempt = 1
        while true {
            let response = try await send(request, .pull)
            guard response.status == 200 else { throw await RegistryFailure.error(response) }
            do { return (response, try await response.bytes()) } catch {
                guard error.kind == .connection, attempt < options.attempts else { throw error }
            }
            try await backoff.wait(after: attempt)
            attempt += 1
        }
    }

    /// One blob into a file, from the beginning when it breaks off.
    private func fetch(_ descriptor: Descriptor, to path: String) async throws(OCIError) {
        let request = RegistryRequest(.GET, try url("blobs/\(descriptor.digest)"))
        var attempt = 1
        while true {
            let response = try await send(request, .pull)
            guard response.status == 200 else { throw await RegistryFailure.error(response) }
            do { return try await save(response, descriptor, to: path) } catch {
                guard error.kind == .connection, attempt < options.attempts else { throw error }
            }
            try await backoff.wait(after: attempt)
            attempt += 1
        }
    }

    private func save(
        _ response: RegistryResponse, _ descriptor: Descriptor, to path: String
    ) async throws(OCIError) {
        do {
            let file = try FileSink(path)
            let sink = DigestSink(to: file)
            guard case .stream(let stream) = response.body else {
                preconditionFailure("the answer to GET with status 200 is a stream")
            }
            for try await buffer in stream {
                let bytes = Array(buffer.readableBytesView)
                guard sink.size + UInt64(bytes.count) <= descriptor.size else {
                    throw OCIError(
                        .wrongSize(
                            expected: descriptor.size, found: sink.size + UInt64(bytes.count)),
                        in: response.place,
                        "more than the \(descriptor.size) bytes of its descriptor")
                }
                try sink.write(bytes)
                report(descriptor, sink.size)
            }
            // A cancelled body just ends.
            try Task.checkCancellation()
            try check(sink, descriptor, response.place)
            try file.commit()
        } catch { throw RegistryTransport.failure(error, in: response.place) }
    }

    private func check(
        _ sink: DigestSink, _ descriptor: Descriptor, _ place: String
    ) throws(OCIError) {
        guard sink.size == descriptor.size else {
            throw OCIError(
                .wrongSize(expected: descriptor.size, found: sink.size), in: place,
                "\(sink.size) bytes, where its descriptor says \(descriptor.size)")
        }
        let found = sink.digest
        guard found == descriptor.digest else {
            throw OCIError(
                .wrongDigest(expected: descriptor.digest, found: found), in: place,
                "its digest is \(found), not \(descriptor.digest)")
        }
    }

    private func report(_ descriptor: Descriptor, _ transferred: UInt64) {
        options.progress?(
            Progress(digest: descriptor.digest, transferred: transferred, size: descriptor.size))
    }
}
