internal import Archive
internal import Foundation
internal import OCI
internal import Synchronization
internal import Testing

private let text = Array("a blob".utf8)
private let blob = Image.Blob(MediaType.layerGzip, text)
private let image = Image(
    config: Image.Blob(MediaType.config, Array("{}".utf8)), layers: [blob])

private func pull(
    _ server: TestServer, _ name: String = "mail:v1", for architecture: Architecture? = nil,
    _ options: RegistryClient.Options = quickOptions, _ credentials: RegistryCredentials? = nil
) async throws -> Image {
    try await withFolder { folder in
        let reference = try ImageReference("127.0.0.1:\(server.port)/\(name)")
        return try await RegistryClient.with(
            reference, credentials: credentials, options: options
        ) { client throws(OCIError) in
            try await client.pull(for: architecture, into: folder)
        }
    }
}

private func push(
    _ server: TestServer, _ options: RegistryClient.Options = quickOptions,
    _ credentials: RegistryCredentials? = nil
) async throws -> Digest {
    let reference = try ImageReference("127.0.0.1:\(server.port)/mail:v1")
    return try await RegistryClient.with(
        reference, credentials: credentials, options: options
    ) { client throws(OCIError) in try await client.push(image) }
}

private typealias Reply = TestServer.Reply

private func manifestReply(_ bytes: [UInt8]? = nil, _ type: String = MediaType.manifest) -> Reply {
    let own = try? image.manifest.content.read(limit: 1 << 20)
    return Reply(200, ["Content-Type": type], bytes: bytes ?? own ?? [])
}

/// A registry that has the image, but for what `answer` says.
private func server(
    _ answer: @escaping @Sendable (TestServer.Request) -> Reply?
) -> TestServer {
    TestServer { request in
        if let reply = answer(request) { return reply }
        if request.path.contains("/manifests/") { return manifestReply() }
        for blob in image.blobs where request.path.hasSuffix(blob.descriptor.digest.hex) {
            let bytes = try? blob.content.read(limit: 1 << 20)
            return Reply(200, [:], bytes: bytes ?? [])
        }
        return Reply(404)
    }
}

private final class Counter: Sendable {
    private let value = Mutex(0)

    /// Before this call.
    func next() -> Int {
        value.withLock { value in
            defer { value += 1 }
            return value
        }
    }
}

private func isBlob(_ request: TestServer.Request) -> Bool {
    request.path.hasSuffix(blob.descriptor.digest.hex)
}

@Test func nonsenseInPlaceOfAManifestIsRefused() async {
    for body in ["", "<html>", "[]", "{\"config\":1}", String(repeating: "[", count: 100_000)] {
        let server = server {
            $0.path.contains("manifests") ? manifestReply(Array(body.utf8)) : nil
        }
        await expectError(.malformed) { try await pull(server) }
    }
    let large = server { _ in manifestReply([UInt8](repeating: 0x20, count: 5 << 20)) }
    await expectError(.limit) { try await pull(large) }
    let other = server { _ in manifestReply(Array("{}".utf8), "text/html") }
    await expectError(.unsupportedMediaType("text/html")) { try await pull(other) }
}

@Test func blobsThatAreNotWhatTheyAreCalledAreNotKept() async {
    let wrong = server { isBlob($0) ? Reply(200, [:], "b blob") : nil }
    let found = Digest(of: Array("b blob".utf8))
    await expectError(.wrongDigest(expected: blob.descriptor.digest, found: found)) {
        try await pull(wrong)
    }
    let long = server { isBlob($0) ? Reply(200, [:], "a blob and more") : nil }
    await expectError(.wrongSize(expected: 6, found: 15)) { try await pull(long) }
    let short = server { isBlob($0) ? Reply(200, [:], "a") : nil }
    await expectError(.wrongSize(expected: 6, found: 1)) { try await pull(short) }
}

@Test func aManifestOfAnotherDigestIsRefused() async throws {
    let server = server { _ in nil }
    let other = Digest(of: [])
    await expectError(.wrongDigest(expected: other, found: image.digest)) {
        try await pull(server, "mail@\(other)")
    }
}

@Test func sizesBeyondTheLimitAreNotFetched() async {
    let server = server { _ in nil }
    var options = quickOptions
    options.largestBlob = 7
    await expectError(.limit) { try await pull(server, "mail:v1", for: nil, options) }
    #expect(server.requests.count == 1)
}

@Test func anIndexNeedsAnArchitecture() async throws {
    var descriptor = image.manifest.descriptor
    descriptor.platform = Platform(architecture: "arm64", os: "linux")
    let index = JSON.encode(ImageIndex(manifests: [descriptor]))
    let server = server { request in
        request.path.hasSuffix("/v1") ? manifestReply(index, MediaType.index) : nil
    }
    #expect(try await pull(server, "mail:v1", for: .arm64).digest == image.digest)
    await expectError(.ambiguous) { try await pull(server) }
    await expectError(.noImage(for: .amd64)) { try await pull(server, "mail:v1", for: .amd64) }
}

@Test func whatFailsAFewTimesIsTriedAgain() async throws {
    let counter = Counter()
    let replies: [Reply] = [
        Reply(500), Reply(429, ["Retry-After": "0"]), Reply(503),
        Reply(raw: "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\na b"), Reply(raw: ""),
    ]
    let server = server { request in
        guard isBlob(request) else { return nil }
        let count = counter.next()
        return count < replies.count ? replies[count] : nil
    }
    #expect(try await pull(server).digest == image.digest)
    #expect(counter.next() == 6)
}

@Test func whatFailsAllTheTimeIsGivenUp() async {
    let failing = server { isBlob($0) ? Reply(502, [:], "<html>") : nil }
    let error = await expectError(.status(502, code: nil)) { try await pull(failing) }
    #expect(error?.message == "status 502")
    #expect(failing.requests.filter(isBlob).count == 6)
    let closing = server { isBlob($0) ? Reply(raw: "HTTP/1.1 200 OK\r\nContent-Len") : nil }
    await expectError(.connection) { try await pull(closing) }
    let (socket, port) = listenOnLoopback()
    close(socket)
    await expectError(.connection) {
        let reference = try ImageReference("127.0.0.1:\(port)/mail")
        return try await RegistryClient.with(reference, options: quickOptions) {
            client throws(OCIError) in try await client.push(image)
        }
    }
}

@Test func whatIsNotAnHTTPAnswerIsAConnectionThatFailed() async {
    let server = TestServer { _ in Reply(raw: "SSH-2.0-OpenSSH_9.2\r\n") }
    await expectError(.connection) { try await pull(server) }
}

/// The client library would stop the process at the first ones.
@Test(arguments: ["007", "099", "000", "100", "101", "199", "999"])
func statusesThatAreNoneAreRefused(status: String) async {
    let server = TestServer { _ in
        Reply(raw: "HTTP/1.1 \(status) Odd\r\nContent-Length: 0\r\n\r\n")
    }
    var options = quickOptions
    options.attempts = 1
    let kinds: [OCIError.Kind] = [
        .connection, .status(101, code: nil), .status(999, code: nil),
    ]
    do {
        _ = try await pull(server, "mail:v1", for: nil, options)
        Issue.record("is not refused")
    } catch let error as OCIError { #expect(kinds.contains(error.kind), "\(error)") } catch {
        Issue.record("\(error)")
    }
}

@Test func redirectsWithoutEndAreLeft() async {
    let server = TestServer { Reply(307, ["Location": $0.target]) }
    await expectError(.tooManyRedirects) { try await pull(server) }
    #expect(server.requests.count == 6)
    for location in ["ftp://127.0.0.1/x", "http://user:pw@127.0.0.1/x", "http://"] {
        let wrong = TestServer { _ in Reply(307, ["Location": location]) }
        await expectError(.protocolViolation) { try await pull(wrong) }
    }
    let without = TestServer { _ in Reply(307) }
    await expectError(.protocolViolation) { try await pull(without) }
    let plain = TestServer { _ in Reply(302, ["Location": "http://registry.invalid/x"]) }
    await expectError(.insecure) { try await pull(plain) }
}

@Test func credentialsStayWithTheRegistry() async throws {
    let store = TestServer { _ in Reply(200, [:], bytes: text) }
    let server = server { request in
        if request.headers["authorization"] == nil {
            return Reply(401, ["WWW-Authenticate": #"Basic realm="x""#])
        }
        return isBlob(request)
            ? Reply(307, ["Location": "http://127.0.0.1:\(store.port)/signed?key=secret"]) : nil
    }
    _ = try await pull(server, "mail:v1", for: nil, quickOptions, asmlUser)
    #expect(store.requests.count == 1)
    #expect(store.requests[0].headers["authorization"] == nil)
    // Nor do they go there when the other one asks.
    let asking = TestServer { _ in Reply(401, ["WWW-Authenticate": #"Basic realm="x""#]) }
    let sending = TestServer { request in
        request.path.contains("manifests")
            ? manifestReply() : Reply(307, ["Location": "http://127.0.0.1:\(asking.port)/"])
    }
    await expectError(.unauthorized) {
        try await pull(sending, "mail:v1", for: nil, quickOptions, asmlUser)
    }
    let leaked = asking.requests.contains { $0.headers["authorization"] != nil }
    #expect(!leaked)
}

@Test func realmsThatAreNotEncryptedGetNoCredentials() async {
    let challenges: [(String, OCIError.Kind)] = [
        (#"Bearer realm="http://tokens.invalid/""#, .insecure),
        (#"Bearer realm="file:///etc/passwd""#, .protocolViolation),
        (#"Bearer service="x""#, .protocolViolation), ("Negotiate", .protocolViolation),
        ("", .protocolViolation), (#"Bearer realm="unfinished"#, .protocolViolation),
    ]
    for (challenge, kind) in challenges {
        let server = TestServer { _ in Reply(401, ["WWW-Authenticate": challenge]) }
        await expectError(kind) {
            try await pull(server, "mail:v1", for: nil, quickOptions, asmlUser)
        }
    }
}

@Test func nonsenseFromTheTokenServiceIsRefused() async {
    let answers: [(Reply, OCIError.Kind)] = [
        (Reply(200, [:], "hello"), .malformed), (Reply(200, [:], "{}"), .malformed),
        (Reply(200, [:], #"{"token":"a\r\nHost: b"}"#), .malformed),
        (Reply(404), .status(404, code: nil)), (Reply(403), .unauthorized),
        // A redirect could lead the credentials anywhere.
        (Reply(307, ["Location": "/other"]), .status(307, code: nil)),
        // A token that the registry does not take, and the same one again.
        (Reply(200, [:], #"{"access_token":"abc"}"#), .unauthorized),
    ]
    for (answer, kind) in answers {
        let tokens = TestServer { _ in answer }
        let realm = "http://127.0.0.1:\(tokens.port)/token"
        let server = TestServer { _ in
            Reply(401, ["WWW-Authenticate": "Bearer realm=\"\(realm)\", service=\"x y&z\""])
        }
        await expectError(kind) {
            try await pull(server, "mail:v1", for: nil, quickOptions, asmlUser)
        }
        #expect(tokens.requests[0].target.hasPrefix("/token?service=x%20y%26z&scope="))
    }
}

@Test func plainHTTPToOtherMachinesNeedsASwitch() async {
    // Nothing listens there; what counts is what is said about the attempt.
    var options = quickOptions
    options.attempts = 1
    for (insecure, scheme) in [(false, "https"), (true, "http")] {
        options.insecure = insecure
        let error = await expectError(.connection) {
            let reference = try ImageReference("registry.invalid:1/mail")
            return try await RegistryClient.with(reference, options: options) {
                client throws(OCIError) in try await client.push(image)
            }
        }
        #expect(error?.place.hasPrefix("HEAD \(scheme)://registry.invalid:1/v2/") ?? false)
    }
}

@Test func wordsOfTheRegistryAreMadeHarmless() async {
    let body = #"{"errors":[{"code":"BAD\u001b[2J","message":"x\u0007y"}]}"#
    let server = server { isBlob($0) ? Reply(400, [:], body) : nil }
    let error = await expectError(.status(400, code: "BAD [2J")) { try await pull(server) }
    #expect(error?.message == "status 400 (BAD [2J: x y)")
}

private func hanging(after text: String) -> Reply {
    var reply = Reply(raw: text)
    reply.hangs = true
    return reply
}

@Test func aRegistryThatDoesNotAnswerIsNotWaitedForForEver() async {
    var options = quickOptions
    options.patience = .milliseconds(100)
    options.attempts = 2
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n"
    for text in ["", head, head + "a b"] {
        for place in ["/manifests/v1", blob.descriptor.digest.hex] {
            let server = server { $0.path.hasSuffix(place) ? hanging(after: text) : nil }
            await expectError(.connection) { try await pull(server, "mail:v1", for: nil, options) }
        }
    }
}

@Test func aCancelledPullEndsAsOne() async {
    let asked = AsyncStream<Void>.makeStream()
    let server = server { request in
        guard isBlob(request) else { return nil }
        asked.continuation.yield()
        return hanging(after: "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\na b")
    }
    let task = Task { try await pull(server) }
    for await _ in asked.stream { break }
    task.cancel()
    await expectError(.cancelled) { try await task.value }
}
