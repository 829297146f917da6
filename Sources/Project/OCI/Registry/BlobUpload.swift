internal import Archive
internal import Foundation
internal import NIOHTTP1

/// Sends one blob: not at all when it is there, in one piece when it is small, else in pieces, going
/// on after an interruption from where the registry says it is.
struct BlobUpload {
    let client: RegistryClient
    let blob: Image.Blob

    private var descriptor: Descriptor { blob.descriptor }

    func run() async throws(OCIError) {
        let there = RegistryRequest(.HEAD, try client.url("blobs/\(descriptor.digest)"))
        let response = try await client.send(there, .push)
        switch response.status {
        case 200: return report(descriptor.size, isPresent: true)
        case 404: break
        default: throw await RegistryFailure.error(response)
        }
        var tries = Tries()
        while true {
            do {
                return try await upload(&tries)
            } catch {
                // From the beginning: an upload that broke cannot be trusted.
                guard Self.isTransient(error) else { throw error }
                try await waitAfter(error, &tries)
            }
        }
    }

    /// What has been tried without getting anywhere, for all of the blob.
    private struct Tries {
        var count = 1
        /// What the registry said about when to come again.
        var wanted: Duration?
    }

    private func waitAfter(_ problem: OCIError, _ tries: inout Tries) async throws(OCIError) {
        guard tries.count < client.options.attempts else { throw problem }
        try await client.backoff.wait(after: tries.count, tries.wanted)
        tries = Tries(count: tries.count + 1)
    }

    private func upload(_ tries: inout Tries) async throws(OCIError) {
        guard let (location, pieceSize) = try await start() else {
            return report(descriptor.size, isPresent: true)
        }
        if descriptor.size <= pieceSize {
            try await finish(location, with: blob.content, &tries)
        } else if let end = try await sendPieces(to: location, pieceSize, &tries) {
            try await finish(end, with: nil, &tries)
        } else if let (location, _) = try await start() {
            // The registry knows no pieces.
            try await finish(location, with: blob.content, &tries)
        }
    }

    /// - Returns: where to send it to, and how large pieces must be; nil when the registry took it
    ///   from another repository.
    private func start() async throws(OCIError) -> (RegistryURL, pieceSize: UInt64)? {
        var url = try client.url("blobs/uploads/")
        if let other = client.options.mountFrom {
            url = url.adding([("mount", descriptor.digest.description), ("from", other)])
        }
        let response = try await client.send(RegistryRequest(.POST, url), .push)
        switch response.status {
        case 201 where client.options.mountFrom != nil: return nil
        case 202:
            let least = response.headers.first(name: "OCI-Chunk-Min-Length").flatMap { UInt64($0) }
            return (
                try client.transport.location(of: response),
                max(client.options.pieceSize, least ?? 0, 1)
            )
        default: throw await RegistryFailure.error(response)
        }
    }

    private func finish(
        _ location: RegistryURL, with content: ByteContent?, _ tries: inout Tries
    ) async throws(OCIError) {
        let url = location.adding([("digest", descriptor.digest.description)])
        var request = RegistryRequest(.PUT, url)
        request.headers = [("Content-Type", "application/octet-stream")]
        request.body = content
        request.progress = { report($0) }
        let response = try await client.sendOnce(request, .push)
        guard response.status == 201 || response.status == 204 else {
            tries.wanted = Backoff.retryAfter(response)
            throw await RegistryFailure.error(response)
        }
        report(descriptor.size)
    }

    /// - Returns: where to close the upload; nil when the registry does not take the first piece.
    private func sendPieces(
        to start: RegistryURL, _ pieceSize: UInt64, _ tries: inout Tries
    ) async throws(OCIError) -> RegistryURL? {
        var location = start
        var offset: UInt64 = 0
        while offset < descriptor.size {
            let end = min(offset + pieceSize, descriptor.size)
            let problem: OCIError
            do {
                let response = try await sendPiece(offset..<end, to: location)
                if response.status == 202 || response.status == 204 {
                    location = try client.transport.location(of: response)
                    offset = end
                    tries = Tries()
                    report(offset)
                    continue
                }
                tries.wanted = Backoff.retryAfter(response)
                problem = await RegistryFailure.error(response)
                if offset == 0, [400, 404, 405, 411, 415, 501].contains(response.status) {
                    return nil
                }
            } catch { problem = error }
            guard Self.isTransient(problem) else { throw problem }
            try await waitAfter(problem, &tries)
            (location, offset) = try await position(of: location, problem)
        }
        return location
    }

    private func sendPiece(
        _ range: Range<UInt64>, to location: RegistryURL
    ) async throws(OCIError) -> RegistryResponse {
        var request = RegistryRequest(.PATCH, location)
        request.headers = [
            ("Content-Type", "application/octet-stream"),
            ("Content-Range", "\(range.lowerBound)-\(range.upperBound - 1)"),
        ]
        request.body = blob.content.part(range)
        request.progress = { report(range.lowerBound + $0) }
        return try await client.sendOnce(request, .push)
    }

    /// What the registry has of an upload that was interrupted.
    private func position(
        of location: RegistryURL, _ problem: OCIError
    ) async throws(OCIError) -> (RegistryURL, UInt64) {
        let response = try await client.send(RegistryRequest(.GET, location), .push)
        // Gone: the whole upload begins anew, as after any transient problem.
        guard response.status == 204 || response.status == 202 else { throw problem }
        let range = response.headers.first(name: "Range").map { Self.received($0) } ?? 0
        guard let range, range <= descriptor.size else {
            throw OCIError(.protocolViolation, in: response.place, "'Range' is no range of ours")
        }
        let next = response.headers.contains(name: "Location")
        return (next ? try client.transport.location(of: response) : location, range)
    }

    /// `0-99` is a hundred bytes; registries also write `0-0` and `0--1` for none.
    static func received(_ range: String) -> UInt64? {
        let text = range.hasPrefix("bytes=") ? range.dropFirst(6) : Substring(range)
        guard text.hasPrefix("0-"), let last = Int64(text.dropFirst(2)), last >= -1,
            last < Int64.max
        else { return nil }
        return last <= 0 ? 0 : UInt64(last) + 1
    }

    /// 416 says that our offset is not the registry's.
    private static func isTransient(_ error: OCIError) -> Bool {
        switch error.kind {
        case .connection: true
        case .status(let status, _): Backoff.retried.contains(status) || status == 416
        default: false
        }
    }

    private func report(_ transferred: UInt64, isPresent: Bool = false) {
        client.options.progress?(
            RegistryClient.Progress(
                digest: descriptor.digest, transferred: transferred, size: descriptor.size,
                isPresent: isPresent))
    }
}

extension ByteContent {
    /// Of content that has these bytes.
    func part(_ range: Range<UInt64>) -> ByteContent {
        switch self {
        case .bytes(let bytes):
            .bytes(Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)]))
        case .file(let path): .part(of: path, range)
        case .part(let path, let outer):
            .part(
                of: path,
                outer.lowerBound + range.lowerBound..<outer.lowerBound + range.upperBound)
        }
    }
}
