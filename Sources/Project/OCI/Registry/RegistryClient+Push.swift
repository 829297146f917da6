internal import Archive
internal import Foundation
internal import NIOHTTP1

extension RegistryClient {
    /// Blobs that are not there, some at a time, then the manifest under the tag, or under its
    /// digest when there is none. The manifest itself, no index: Lambda takes no other.
    ///
    /// - Returns: the manifest's digest.
    @discardableResult
    package func push(_ image: Image) async throws(OCIError) -> Digest {
        if let digest = reference.digest, digest != image.digest {
            throw OCIError(
                .wrongDigest(expected: digest, found: image.digest), in: reference.description,
                "the image's digest is \(image.digest)")
        }
        try await forEach(image.blobs) { blob throws(OCIError) in
            try await BlobUpload(client: self, blob: blob).run()
        }
        try await putManifest(image)
        return image.digest
    }

    /// Whether the name leads to this very image already. A registry whose tags are immutable, as
    /// ECR may be, refuses a manifest that it has.
    package func has(_ image: Image) async throws(OCIError) -> Bool {
        let name = reference.tag ?? image.digest.description
        var request = RegistryRequest(.HEAD, try url("manifests/\(name)"))
        request.headers = Self.accepted.map { ("Accept", $0) }
        let response = try await send(request, .push)
        // What else may be wrong, pushing shows.
        guard response.status == 200 else { return false }
        return response.headers.first(name: "Docker-Content-Digest").flatMap { Digest($0) }
            == image.digest
    }

    private func putManifest(_ image: Image) async throws(OCIError) {
        let name = reference.tag ?? image.digest.description
        var request = RegistryRequest(.PUT, try url("manifests/\(name)"))
        request.headers = [("Content-Type", image.manifest.descriptor.mediaType)]
        request.body = image.manifest.content
        let response = try await send(request, .push)
        guard response.status == 201 else { throw await RegistryFailure.error(response) }
        if let text = response.headers.first(name: "Docker-Content-Digest"),
            let digest = Digest(text), digest != image.digest
        {
            throw OCIError(
                .wrongDigest(expected: image.digest, found: digest), in: response.place,
                "the registry has stored another manifest")
        }
    }
}
