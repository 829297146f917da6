internal import Archive
internal import Foundation
internal import OCI
internal import Testing
internal import ToolFixtures

/// Changes some bytes, most into such as mean something in JSON and headers.
private func mutate(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    let telling = Array("\"\\{}[],:=/-0123456789\u{0}".utf8)
    for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
        case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
        default: bytes[place] = telling.randomElement(using: &random) ?? 0
        }
    }
    return bytes
}

@Test func brokenDocumentsOfALayoutAreReadOrRefused() async throws {
    var random = SeededGenerator(seed: 4)
    try await withFolder { folder in
        let image = try recipe().assemble(in: folder)
        let layout = folder + "/layout"
        try image.writeLayout(to: layout)
        let config = try image.config.content.read(limit: 1 << 20)
        for round in 0..<300 {
            // A digest is right again after each change, or nothing would get past it.
            let newConfig = Image.Blob(
                MediaType.config, round % 3 == 0 ? mutate(config, &random) : config)
            var manifest = JSON.encode(
                ImageManifest(
                    config: newConfig.descriptor, layers: image.layers.map(\.descriptor)))
            if round % 3 == 1 { manifest = mutate(manifest, &random) }
            let newManifest = Image.Blob(MediaType.manifest, manifest)
            var index = JSON.encode(ImageIndex(manifests: [newManifest.descriptor]))
            if round % 3 == 2 { index = mutate(index, &random) }
            for blob in [newConfig, newManifest] {
                let path = "\(layout)/blobs/sha256/\(blob.descriptor.digest.hex)"
                try write(blob.content.read(limit: 1 << 20), path)
            }
            try write(index, layout + "/index.json")
            do { _ = try BaseImage.read(layout, for: .amd64, in: folder) } catch is OCIError {}
        }
    }
}

@Test func brokenAnswersOfARegistryAreReadOrRefused() async throws {
    var random = SeededGenerator(seed: 5)
    let answers = [
        "HTTP/1.1 401 X\r\nWWW-Authenticate: Bearer realm=\"https://127.0.0.1:1/t\",service=\"a\"\r\n",
        "HTTP/1.1 401 X\r\nWWW-Authenticate: Basic realm=\"a\\\"b\", Bearer realm=x\r\n",
        "HTTP/1.1 307 X\r\nLocation: /v2/x/y?z=1#q\r\n",
        "HTTP/1.1 429 X\r\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.oci.image.manifest.v1+json\r\n",
        "HTTP/1.1 202 OK\r\nRange: 0-5\r\nOCI-Chunk-Min-Length: 5\r\nLocation: ../a\r\n",
        "HTTP/1.1 404 X\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 X\r\n",
        "HTTP/1.1 204 X\r\n\r\nHTTP/1.1 200 OK\r\n",
    ]
    var options = quickOptions
    options.attempts = 2
    options.patience = .milliseconds(200)
    for round in 0..<150 {
        let head = mutate(Array(answers[round % answers.count].utf8), &random)
        let server = TestServer { _ in
            var reply = TestServer.Reply(raw: "")
            reply.bytes = head + Array("Content-Length: 2\r\n\r\n{}".utf8)
            return reply
        }
        let reference = try ImageReference("127.0.0.1:\(server.port)/mail:v1")
        let blob = Image.Blob(MediaType.config, Array("{}".utf8))
        let image = Image(config: blob, layers: [])
        do {
            try await withFolder { folder in
                try await RegistryClient.with(
                    reference, credentials: asmlUser, options: options
                ) { client throws(OCIError) in
                    if round % 2 == 0 {
                        _ = try await client.push(image)
                    } else {
                        _ = try await client.pull(into: folder)
                    }
                }
            }
        } catch is OCIError {}
    }
}
