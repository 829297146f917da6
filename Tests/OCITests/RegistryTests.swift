internal import Archive
internal import Foundation
internal import OCI
internal import Synchronization
internal import Testing

/// Pushes an image and gives the folder that it was made in.
private func push(
    _ image: Image, to reference: ImageReference, _ credentials: RegistryCredentials? = nil,
    _ options: RegistryClient.Options = quickOptions
) async throws -> Digest {
    try await RegistryClient.with(reference, credentials: credentials, options: options) {
        client throws(OCIError) in try await client.push(image)
    }
}

private func pull(
    _ reference: ImageReference, into folder: String, _ credentials: RegistryCredentials? = nil,
    _ options: RegistryClient.Options = quickOptions
) async throws -> Image {
    try await RegistryClient.with(reference, credentials: credentials, options: options) {
        client throws(OCIError) in try await client.pull(into: folder)
    }
}

private func subfolder(_ name: String, in folder: String) throws -> String {
    let path = "\(folder)/\(name)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    return path
}

@Test func whatIsPushedIsThereForSkopeoAndForUs() async throws {
    try await withFolder { folder in
        let registry = try await TestRegistry(in: folder)
        let image = try recipe(size: 3_000_000).assemble(in: folder)
        let reference = try registry.reference("team/mail:v1")
        #expect(try await push(image, to: reference) == image.digest)
        let digest = try await output(
            "skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}",
            "docker://\(reference)", in: folder)
        #expect(digest == "\(image.digest)\n")
        let raw = try await output(
            "skopeo", "inspect", "--tls-verify=false", "--raw", "docker://\(reference)",
            in: folder)
        let manifest = try image.manifest.content.read(limit: 1 << 20)
        #expect(Array(raw.utf8) == manifest)
        try write(Array(#"{"default":[{"type":"insecureAcceptAnything"}]}"#.utf8), folder + "/p")
        try await output(
            "skopeo", "--policy", "p", "copy", "-q", "--src-tls-verify=false",
            "docker://\(reference)", "oci:copy:v1", in: folder)
        try await output("umoci", "stat", "--image", "copy:v1", in: folder)
        let pulled = try await pull(reference, into: subfolder("pulled", in: folder))
        #expect(pulled.digest == image.digest)
        let layer = try image.layers[0].content.read(limit: 1 << 24)
        #expect(try pulled.layers[0].content.read(limit: 1 << 24) == layer)
    }
}

@Test func aSecondPushSendsNoBlobs() async throws {
    try await withFolder { folder in
        let registry = try await TestRegistry(in: folder)
        let image = try recipe().assemble(in: folder)
        _ = try await push(image, to: registry.reference("mail:v1"))
        let received = Recorder()
        var options = quickOptions
        options.progress = { received.add($0) }
        _ = try await push(image, to: registry.reference("mail:v2"), nil, options)
        #expect(received.all.count == 2)
        #expect(!received.all.contains { !$0.isPresent })
    }
}

@Test func aTagIsKnownByTheImageThatItLeadsTo() async throws {
    try await withFolder { folder in
        let registry = try await TestRegistry(in: folder)
        let (image, other) = (
            try recipe().assemble(in: subfolder("one", in: folder)),
            try recipe(size: 10).assemble(in: subfolder("two", in: folder))
        )
        let reference = try registry.reference("mail:v1")
        let has = { (image: Image) in
            try await RegistryClient.with(reference, options: quickOptions) {
                client throws(OCIError) in try await client.has(image)
            }
        }
        #expect(try await !has(image))
        _ = try await push(image, to: reference)
        #expect(try await has(image))
        #expect(try await !has(other))
    }
}

private final class Recorder: Sendable {
    private let list = Mutex<[RegistryClient.Progress]>([])

    func add(_ progress: RegistryClient.Progress) { list.withLock { $0.append(progress) } }

    var all: [RegistryClient.Progress] { list.withLock { $0 } }
}

@Test func withoutATagTheDigestIsTheName() async throws {
    try await withFolder { folder in
        let registry = try await TestRegistry(in: folder)
        let image = try recipe().assemble(in: folder)
        let reference = try registry.reference("mail@\(image.digest)")
        _ = try await push(image, to: reference)
        let pulled = try await pull(reference, into: subfolder("pulled", in: folder))
        #expect(pulled.digest == image.digest)
        let other = try registry.reference("mail:v1@\(Digest(of: []))")
        await expectError(.wrongDigest(expected: Digest(of: []), found: image.digest)) {
            try await push(image, to: other)
        }
    }
}

@Test func largeBlobsGoInPieces() async throws {
    try await withFolder { folder in
        let registry = try await TestRegistry(in: folder)
        let image = try recipe(size: 1_000_000).assemble(in: folder)
        let received = Recorder()
        var options = quickOptions
        options.pieceSize = 100_000
        options.progress = { received.add($0) }
        let reference = try registry.reference("mail:v1")
        _ = try await push(image, to: reference, nil, options)
        let layer = image.layers[0].descriptor
        let steps = received.all.filter { $0.digest == layer.digest }
        #expect(steps.last?.transferred == layer.size)
        #expect(Set(steps.map(\.transferred)).isSuperset(of: [100_000, 200_000, 900_000]))
        let pulled = try await pull(reference, into: subfolder("pulled", in: folder))
        #expect(pulled.layers[0].descriptor == layer)
    }
}

@Test(arguments: [UInt64(300_000), 10_000_000])
func anInterruptedUploadGoesOn(pieceSize: UInt64) async throws {
    try await withFolder { folder in
        let registry = try await TestRegistry(in: folder)
        let proxy = CuttingProxy(to: registry.port, after: 700_000)
        let image = try recipe(size: 2_000_000).assemble(in: folder)
        var options = quickOptions
        options.pieceSize = pieceSize
        let reference = try ImageReference("127.0.0.1:\(proxy.port)/mail:v1")
        _ = try await push(image, to: reference, nil, options)
        #expect(proxy.hasCut)
        let direct = try registry.reference("mail:v1")
        let pulled = try await pull(direct, into: subfolder("pulled", in: folder))
        #expect(pulled.digest == image.digest)
    }
}

@Test func blobsOfAnotherRepositoryAreMounted() async throws {
    try await withFolder { folder in
        let registry = try await TestRegistry(in: folder)
        let image = try recipe().assemble(in: folder)
        _ = try await push(image, to: registry.reference("base:v1"))
        let received = Recorder()
        var options = quickOptions
        options.mountFrom = "base"
        options.progress = { received.add($0) }
        _ = try await push(image, to: registry.reference("mail:v1"), nil, options)
        #expect(!received.all.contains { !$0.isPresent })
    }
}

@Test func basicCredentialsOpenTheRegistry() async throws {
    try await withFolder { folder in
        let registry = try await TestRegistry(in: folder, .basic)
        let image = try recipe().assemble(in: folder)
        let reference = try registry.reference("mail:v1")
        await expectError(.unauthorized) { try await push(image, to: reference) }
        let wrong = RegistryCredentials(user: "asml", password: "hunter2")
        let error = await expectError(.unauthorized) { try await push(image, to: reference, wrong) }
        #expect(!"\(String(describing: error)) \(wrong)".contains("hunter2"))
        #expect(error?.place.contains("http://\(registry.host)/v2/mail/blobs/sha256:") ?? false)
        _ = try await push(image, to: reference, asmlUser)
        let pulled = try await pull(reference, into: subfolder("pulled", in: folder), asmlUser)
        #expect(pulled.digest == image.digest)
    }
}

@Test func tokensOpenTheRegistry() async throws {
    try await withFolder { folder in
        let tokens = try await TokenServer(in: folder)
        let registry = try await TestRegistry(in: folder, .token(tokens))
        let image = try recipe().assemble(in: folder)
        let reference = try registry.reference("mail:v1")
        _ = try await push(image, to: reference, asmlUser)
        let pulled = try await pull(reference, into: subfolder("pulled", in: folder), asmlUser)
        #expect(pulled.digest == image.digest)
        let asked = tokens.requests.map(\.target)
        #expect(!asked.contains { !$0.contains("service=test-registry") })
        #expect(asked.contains { $0.contains("scope=repository:mail:pull,push") })
        let wrong = RegistryCredentials(user: "asml", password: "hunter2")
        await expectError(.unauthorized) { try await push(image, to: reference, wrong) }
    }
}

@Test func theRegistrysOwnWordsAreInTheError() async throws {
    try await withFolder { folder in
        let registry = try await TestRegistry(in: folder)
        let reference = try registry.reference("mail:nothing")
        let error = await expectError(.status(404, code: "MANIFEST_UNKNOWN")) {
            try await pull(reference, into: folder)
        }
        #expect(error?.place == "GET http://\(registry.host)/v2/mail/manifests/nothing")
        #expect(error?.message == "status 404 (MANIFEST_UNKNOWN: manifest unknown)")
    }
}
