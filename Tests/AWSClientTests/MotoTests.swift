import AWSClient
import Foundation
import Testing
import ToolFixtures

/// The calls against moto, an emulator of AWS. It checks no signatures (`SigningTests` do), and
/// does not throttle, page its functions' versions, answer with a log's end or look at the prefix
/// of a log's streams (`HostileServerTests` have these).
@Suite(.timeLimit(.minutes(20)))
struct MotoTests {
    @Test func callsAreUnderstood() async throws {
        try await withMoto { client in
            try await identityAndRegistry(client)
            try await functions(client)
            try await logs(client)
            try await objects(client)
        }
    }

    private func identityAndRegistry(_ client: AWSClient) async throws {
        #expect(try await client.callerIdentity().account == "123456789012")
        let login = try await client.registryLogin()
        #expect(login.user == "AWS")
        #expect(!login.password.isEmpty)
        #expect(login.registry.hasPrefix("https://"))
        #expect(!String(reflecting: login).contains(login.password))
        let all = try await client.imageRepositories()
        #expect(Set(all.map(\.name)) == ["one", "two/three"])
        let one = try await client.imageRepositories(named: ["two/three"])
        #expect(one.first?.uri.hasSuffix("/two/three") == true)
        await expect(
            .service(code: "RepositoryNotFoundException"),
            .call(.ecr, operation: "DescribeRepositories")
        ) {
            try await client.imageRepositories(named: ["none"])
        }
    }

    private func functions(_ client: AWSClient) async throws {
        let function = try await client.function("hello")
        #expect(function.version == "$LATEST")
        #expect(function.memory == 256)
        #expect(function.timeout == 7)
        #expect(function.architectures == ["arm64"])
        #expect(function.logGroup == "/aws/lambda/hello")
        let first = try await client.function(function.arn, qualifier: "live")
        #expect(first.version == "1")
        #expect(first.codeDigest != function.codeDigest)
        let versions = try await client.versions(of: "hello").map(\.version)
        #expect(versions == ["$LATEST", "1", "2"])

        let alias = try await client.alias("live", of: "hello")
        #expect(alias.version == "1")
        let moved = try await client.updateAlias(
            "live", of: "hello", to: "2", routing: .init(weights: ["1": 0.25]))
        #expect(moved.version == "2")
        #expect(moved.routing?.weights == ["1": 0.25])
        #expect(try await client.alias("live", of: "hello") == moved)

        let result = try await client.invoke("hello", event: Array("{}".utf8))
        #expect(result.functionError == nil)
        #expect(!result.payload.isEmpty)
        await expect(
            .service(code: "ResourceNotFoundException"), .call(.lambda, operation: "GetFunction")
        ) {
            try await client.function("none")
        } and: {
            #expect($0.status == 404)
        }
    }

    private func logs(_ client: AWSClient) async throws {
        let groups = try await client.logGroups(prefix: "/aws/lambda/h")
        #expect(groups.map(\.name) == ["/aws/lambda/hello"])
        #expect(groups.first?.retentionInDays == 14)
        var events: [LogEvent] = []
        try await client.logEvents(LogFilter(group: "/aws/lambda/hello")) { events += $0 }
        #expect(events.count == 120)
        #expect(Set(events.map(\.id)).count == 120)
        var filter = LogFilter(group: "/aws/lambda/hello")
        filter.start = events.map(\.timestamp).max()
        var last: [LogEvent] = []
        try await client.logEvents(filter) { last += $0 }
        #expect(last.map(\.message).sorted() == ["a 59 é", "b 59 é"])
        await expect(
            .service(code: "ResourceNotFoundException"), .call(.logs, operation: "FilterLogEvents")
        ) {
            try await client.logEvents(LogFilter(group: "none")) { _ in }
        }
    }

    private func objects(_ client: AWSClient) async throws {
        let location = S3Location(bucket: "bucket", key: "a b/+é~/c")
        #expect(try await client.headObject(location) == nil)
        let bytes = Array("hello".utf8)
        let etag = try await client.putObject(location, bytes, contentType: "text/plain")
        let object = try #require(try await client.headObject(location))
        #expect(object.size == 5)
        #expect(object.contentType == "text/plain")
        #expect(object.etag == etag)
        #expect(try await client.getObject(location, limit: 5) == bytes)
        await expect(.service(code: "PreconditionFailed"), nil) {
            try await client.putObject(location, [], onlyIfNew: true)
        }
        await expect(.service(code: "NoSuchKey"), .call(.s3, operation: "GetObject")) {
            try await client.getObject(.init(bucket: "bucket", key: "none"), limit: 5)
        }
        await expect(.service(code: "NoSuchBucket"), .call(.s3, operation: "PutObject")) {
            try await client.putObject(.init(bucket: "none", key: "k"), [])
        }
        try await largeFile(client)
    }

    private func largeFile(_ client: AWSClient) async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "large")
        let large = Data((0..<(17 << 20)).map { UInt8(truncatingIfNeeded: $0 / 4099) })
        try large.write(to: file)
        let location = S3Location(bucket: "bucket", key: "large")
        let etag = try await client.putFile(location, file.path)
        #expect(etag?.hasSuffix("-3\"") == true)
        #expect(try await client.getObject(location, limit: 32 << 20) == Array(large))
        #expect(try await client.headObject(location)?.sha256 == nil)
        try await digests(client, file, large)
        try await digests(client, file, large.prefix(1000))
    }

    /// What is not what it should be is not put there.
    private func digests(_ client: AWSClient, _ file: URL, _ bytes: Data) async throws {
        try bytes.write(to: file)
        let location = S3Location(bucket: "bucket", key: "digest-\(bytes.count)")
        let wrong = String(repeating: "0", count: 64)
        await expect(.argument, .file(file.path, line: 0)) {
            try await client.putFile(location, file.path, sha256: wrong)
        }
        #expect(try await client.headObject(location) == nil)
        let sum = try await runTool(["sha256sum", file.path], in: URL(fileURLWithPath: "/"))
        let digest = String(sum.output.prefix(64))
        try await client.putFile(location, file.path, sha256: digest)
        #expect(try await client.headObject(location)?.sha256 == digest)
    }
}

/// Starts moto, fills it, and ends it.
private func withMoto(_ body: (AWSClient) async throws -> Void) async throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let emulator = try await Emulator()
    defer { emulator.stop() }
    let url = emulator.url
    let run = try await runTool(["python3", pythonFile("prepare.py"), url], in: folder)
    try #require(run.status == 0, "\(run.errors)")
    let settings = try AWSSettings(
        environment: [
            "AWS_CONFIG_FILE": "/nowhere", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere",
            "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": "eu-west-3",
        ])
    let client = AWSClient(settings)
    do {
        try await body(client)
        await client.close()
    } catch {
        await client.close()
        throw error
    }
}
