internal import Archive
internal import Foundation
internal import OCI
internal import Synchronization
internal import Testing

private let layer = Image.Blob(
    MediaType.layerGzip, (0..<1000).map { UInt8(truncatingIfNeeded: $0) })
private let image = Image(
    config: Image.Blob(MediaType.config, Array("{}".utf8)), layers: [layer])

/// A registry in memory; `fault` answers in its place.
private final class Uploads: Sendable {
    private let state = Mutex(State())
    let fault: @Sendable (TestServer.Request, Int) -> TestServer.Reply?

    private struct State {
        var received: [String: [UInt8]] = [:]
        var blobs: Set<String> = []
        var count = 0
    }

    init(_ fault: @escaping @Sendable (TestServer.Request, Int) -> TestServer.Reply?) {
        self.fault = fault
    }

    var server: TestServer {
        TestServer { [self] request in
            state.withLock { state in
                state.count += request.method == "PATCH" || request.method == "GET" ? 1 : 0
                return fault(request, state.count) ?? answer(request, &state)
            }
        }
    }

    private func answer(_ request: TestServer.Request, _ state: inout State) -> TestServer.Reply {
        let path = request.path
        func place(_ status: Int) -> TestServer.Reply {
            let count = state.received[path]?.count ?? 0
            return TestServer.Reply(
                status, ["Location": "\(path)?state=1", "Range": "0-\(max(0, count - 1))"])
        }
        switch request.method {
        case "HEAD": return TestServer.Reply(state.blobs.contains(path) ? 200 : 404)
        case "POST":
            let place = "/uploads/\(state.received.count)"
            state.received[place] = []
            return TestServer.Reply(202, ["Location": place + "?state=0"])
        case "GET": return place(state.received[path] == nil ? 404 : 204)
        case "PATCH":
            let start = request.headers["content-range"].flatMap { Int($0.prefix { $0 != "-" }) }
            guard start == state.received[path]?.count else { return TestServer.Reply(416) }
            state.received[path]? += request.body
            return place(202)
        case "PUT" where path.hasPrefix("/uploads/"):
            let digest = Digest(of: (state.received[path] ?? []) + request.body)
            let isRight =
                request.target.hasSuffix("state=1&digest=\(digest)")
                || request.target.hasSuffix("state=0&digest=\(digest)")
            return TestServer.Reply(isRight ? 201 : 400)
        default: return TestServer.Reply(201)
        }
    }
}

private func push(
    _ pieceSize: UInt64, _ server: TestServer,
    _ change: (inout RegistryClient.Options) -> Void = { _ in }
) async throws -> [String] {
    var options = quickOptions
    options.pieceSize = pieceSize
    options.parallel = 1
    change(&options)
    let reference = try ImageReference("127.0.0.1:\(server.port)/mail:v1")
    _ = try await RegistryClient.with(reference, options: options) { client throws(OCIError) in
        try await client.push(image)
    }
    return server.requests.compactMap { request in
        switch request.method {
        case "PATCH": "PATCH \(request.headers["content-range"] ?? "")"
        case "GET": "GET"
        case "PUT" where request.path.hasPrefix("/uploads/") && request.body.count != 2:
            "PUT \(request.body.count)"
        default: nil
        }
    }
}

@Test func piecesFollowEachOther() async throws {
    let uploads = Uploads { _, _ in nil }
    let server = uploads.server
    #expect(
        try await push(400, server) == [
            "PATCH 0-399", "PATCH 400-799", "PATCH 800-999", "PUT 0",
        ])
    // One after the other, so that connections serve again.
    #expect(server.connections < server.requests.count)
    let manifest = server.requests.last
    #expect(manifest?.method == "PUT")
    #expect(manifest?.path == "/v2/mail/manifests/v1")
    #expect(manifest?.headers["content-type"] == MediaType.manifest)
}

@Test func afterABreakTheRegistrySaysWhereToGoOn() async throws {
    let lost = Mutex(false)
    let server = Uploads { request, count in
        guard request.method == "PATCH", count == 2 else { return nil }
        return lost.withLock { lost in
            defer { lost = true }
            return lost ? nil : TestServer.Reply(503, ["Retry-After": "0"])
        }
    }.server
    #expect(
        try await push(400, server) == [
            "PATCH 0-399", "PATCH 400-799", "GET", "PATCH 400-799", "PATCH 800-999", "PUT 0",
        ])
}

@Test func anUploadThatIsGoneBeginsAnew() async throws {
    let server = Uploads { request, count in
        switch (request.method, count) {
        case ("PATCH", 2): TestServer.Reply(raw: "")
        case ("GET", _): TestServer.Reply(404)
        default: nil
        }
    }.server
    #expect(
        try await push(400, server) == [
            "PATCH 0-399", "PATCH 400-799", "GET",
            "PATCH 0-399", "PATCH 400-799", "PATCH 800-999", "PUT 0",
        ])
}

@Test func aRegistryWithoutPiecesGetsTheWhole() async throws {
    let server = Uploads { request, _ in
        request.method == "PATCH" ? TestServer.Reply(405) : nil
    }.server
    #expect(try await push(400, server) == ["PATCH 0-399", "PUT 1000"])
}

@Test func theRegistrysLeastPieceIsKept() async throws {
    let server = Uploads { request, _ in
        request.method == "POST"
            ? TestServer.Reply(
                202, ["Location": "/uploads/0?state=0", "OCI-Chunk-Min-Length": "2000"]) : nil
    }.server
    #expect(try await push(400, server) == ["PUT 1000"])
}

@Test func aRangeThatIsNoneIsRefused() async {
    for range in ["0-5000", "5-10", "x", "0-99999999999999999999"] {
        let server = Uploads { request, count in
            switch (request.method, count) {
            case ("PATCH", 2): TestServer.Reply(503)
            case ("GET", _): TestServer.Reply(204, ["Range": range])
            default: nil
            }
        }.server
        await expectError(.protocolViolation) { try await push(400, server) }
    }
}

@Test func uploadsThatNeverEndAreGivenUp() async {
    let server = Uploads { request, _ in
        request.method == "PATCH" ? TestServer.Reply(500) : nil
    }.server
    await expectError(.status(500, code: nil)) { try await push(400, server) }
    let attempts = server.requests.filter { $0.method == "PATCH" }.count
    #expect(attempts == 6)
}

@Test func theManifestIsLastAndMustBeTheSame() async {
    let refusing = Uploads { request, _ in
        request.method == "PUT" && request.path.hasPrefix("/uploads/")
            ? TestServer.Reply(400, [:], #"{"errors":[{"code":"DIGEST_INVALID"}]}"#) : nil
    }.server
    await expectError(.status(400, code: "DIGEST_INVALID")) { try await push(4000, refusing) }
    let manifests = refusing.requests.contains { $0.path.contains("manifests") }
    #expect(!manifests)
    let other = Digest(of: [])
    let changing = Uploads { request, _ in
        request.path.contains("manifests")
            ? TestServer.Reply(201, ["Docker-Content-Digest": "\(other)"]) : nil
    }.server
    await expectError(.wrongDigest(expected: image.digest, found: other)) {
        try await push(4000, changing)
    }
}

@Test func anUploadElsewhereTakesNoCredentialsAlong() async throws {
    let store = TestServer { _ in TestServer.Reply(201) }
    let server = TestServer { request in
        if request.headers["authorization"] == nil {
            return TestServer.Reply(401, ["WWW-Authenticate": "Basic realm=x"])
        }
        switch request.method {
        case "HEAD": return TestServer.Reply(404)
        case "POST":
            return TestServer.Reply(202, ["Location": "http://127.0.0.1:\(store.port)/up?key=1"])
        default: return TestServer.Reply(201)
        }
    }
    let reference = try ImageReference("127.0.0.1:\(server.port)/mail:v1")
    _ = try await RegistryClient.with(
        reference, credentials: asmlUser, options: quickOptions
    ) { client throws(OCIError) in try await client.push(image) }
    #expect(store.requests.count == 2)
    let leaked = store.requests.contains { $0.headers["authorization"] != nil }
    #expect(!leaked)
}
