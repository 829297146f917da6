internal import Archive
internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

struct RegistryRequest: Sendable {
    var method: HTTPMethod
    var url: RegistryURL
    var headers: [(name: String, value: String)] = []
    var body: ByteContent?
    /// How much of the body has gone out.
    var progress: (@Sendable (UInt64) -> Void)?

    init(_ method: HTTPMethod, _ url: RegistryURL) {
        self.method = method
        self.url = url
    }

    /// For messages: `GET https://…`.
    var place: String { "\(method.rawValue) \(url.shown)" }
}

struct RegistryResponse: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: Body
    /// After redirects.
    let url: RegistryURL
    let place: String
    let patience: Duration

    enum Body: Sendable {
        /// What was asked for, and may be large.
        case stream(HTTPClientResponse.Body)
        /// All else has been read, for only then does the connection serve again.
        case bytes([UInt8])
    }

    /// A small document, in bounded time.
    func bytes(limit: Int = JSON.limit) async throws(OCIError) -> [UInt8] {
        switch body {
        case .stream(let stream):
            return try await Self.read(stream, limit: limit, patience, in: place)
        case .bytes(let bytes):
            return bytes
        }
    }

    static func read(
        _ stream: HTTPClientResponse.Body, limit: Int, _ patience: Duration, in place: String
    ) async throws(OCIError) -> [UInt8] {
        let collected: Result<[UInt8], OCIError> = await withTaskGroup(
            of: Result<[UInt8], OCIError>.self
        ) { group in
            group.addTask { await collect(stream, limit: limit, in: place) }
            group.addTask {
                try? await Task.sleep(for: patience)
                return .failure(OCIError(.connection, in: place, "the answer takes too long"))
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? .failure(OCIError(.cancelled, in: place, "cancelled"))
        }
        return try collected.get()
    }

    private static func collect(
        _ stream: HTTPClientResponse.Body, limit: Int, in place: String
    ) async -> Result<[UInt8], OCIError> {
        do {
            var bytes: [UInt8] = []
            for try await buffer in stream {
                bytes += buffer.readableBytesView
                if bytes.count > limit {
                    return .failure(
                        OCIError(.limit, in: place, "an answer of more than \(limit) bytes"))
                }
            }
            // A cancelled body just ends.
            try Task.checkCancellation()
            return .success(bytes)
        } catch { return .failure(RegistryTransport.failure(error, in: place)) }
    }
}

/// One request, one answer: follows redirects of readers, and keeps credentials at home.
struct RegistryTransport: Sendable {
    let client: HTTPClient
    let registry: RegistryURL
    /// For a connection, for a small answer, and for the next byte of a large one.
    let patience: Duration
    private static let redirects = 5

    static func configuration(_ patience: Duration) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = HTTPClient.Configuration.Timeout(
            connect: TimeAmount(patience), read: TimeAmount(patience),
            write: TimeAmount(patience))
        configuration.httpVersion = .http1Only
        configuration.http1_1ConnectionDebugInitializer = { StatusGuard.install(in: $0) }
        // How often is ours to say, with each attempt's own reason.
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    func send(
        _ request: RegistryRequest, authorization: String?, follow: Bool = true
    ) async throws(OCIError) -> RegistryResponse {
        var request = request
        var authorization = authorization
        for _ in 0...Self.redirects {
            let response = try await sendOnce(request, authorization)
            let isReader = request.method == .GET || request.method == .HEAD
            guard follow, isReader, [301, 302, 303, 307, 308].contains(response.status) else {
                return response
            }
            let next = try location(of: response)
            if !next.hasSameOrigin(as: request.url) { authorization = nil }
            request.url = next
        }
        throw OCIError(.tooManyRedirects, in: request.place, "too many redirects")
    }

    /// The address that an answer sends us to.
    func location(of response: RegistryResponse) throws(OCIError) -> RegistryURL {
        guard let text = response.headers.first(name: "Location") else {
            throw OCIError(.protocolViolation, in: response.place, "an answer without 'Location'")
        }
        guard let url = response.url.resolving(text) else {
            throw OCIError(.protocolViolation, in: response.place, "'Location' is no address")
        }
        try check(url, response.place)
        return url
    }

    func check(_ url: RegistryURL, _ place: String) throws(OCIError) {
        guard url.isAllowed(by: registry) else {
            throw OCIError(
                .insecure, in: place, "would go on to \(url.shown), which is not encrypted")
        }
    }

    private func sendOnce(
        _ request: RegistryRequest, _ authorization: String?
    ) async throws(OCIError) -> RegistryResponse {
        var message = HTTPClientRequest(url: request.url.text)
        message.method = request.method
        message.headers.add(name: "User-Agent", value: "asml")
        for (name, value) in request.headers { message.headers.add(name: name, value: value) }
        if let authorization { message.headers.add(name: "Authorization", value: authorization) }
        var deadline = TimeAmount(patience)
        if let body = request.body {
            let size = try archiving(request.place) { () throws(ArchiveError) in try body.size() }
            // At no less than 32 kB a second.
            deadline = deadline + .seconds(Int64(size >> 15))
            message.body =
                size == 0
                ? .bytes(ByteBuffer())
                : .stream(
                    ContentSequence(content: body, progress: request.progress),
                    length: .known(Int64(size)))
        } else if request.method == .POST || request.method == .PUT {
            message.headers.add(name: "Content-Length", value: "0")
        }
        do {
            let response = try await client.execute(message, timeout: deadline)
            return RegistryResponse(
                status: Int(response.status.code), headers: response.headers,
                body: await body(of: response, to: request), url: request.url,
                place: request.place, patience: patience)
        } catch { throw Self.failure(error, in: request.place) }
    }

    /// A refusal's words are read if they come; without them it is a refusal too.
    private func body(
        of response: HTTPClientResponse, to request: RegistryRequest
    ) async -> RegistryResponse.Body {
        if request.method == .GET, response.status == .ok { return .stream(response.body) }
        let bytes = try? await RegistryResponse.read(
            response.body, limit: 1 << 16, patience, in: request.place)
        return .bytes(bytes ?? [])
    }

    /// Without the library's own words where these could hold more than a reason.
    static func failure(_ error: any Error, in place: String) -> OCIError {
        switch error {
        case let error as OCIError: error
        case let error as ArchiveError: OCIError(error, in: place)
        case is CancellationError: OCIError(.cancelled, in: place, "cancelled")
        case let error as HTTPClientError where error == .cancelled:
            OCIError(.cancelled, in: place, "cancelled")
        case let error as HTTPClientError:
            OCIError(.connection, in: place, error.shortDescription)
        case is NIOConnectionError: OCIError(.connection, in: place, "cannot connect")
        case let error as IOError:
            OCIError(.connection, in: place, String(cString: strerror(error.errnoCode)))
        default:
            OCIError(.connection, in: place, String(String(describing: error).prefix(200)))
        }
    }
}

/// A body, read from the disk while it is sent.
private struct ContentSequence: AsyncSequence, Sendable {
    let content: ByteContent
    let progress: (@Sendable (UInt64) -> Void)?

    struct Iterator: AsyncIteratorProtocol {
        let sequence: ContentSequence
        var stream: ContentStream?
        var buffer = [UInt8](repeating: 0, count: 1 << 17)

        mutating func next() async throws -> ByteBuffer? {
            let stream = try self.stream ?? ContentStream(sequence.content)
            self.stream = stream
            let count = try stream.read(into: &buffer)
            sequence.progress?(stream.position)
            return count == 0 ? nil : ByteBuffer(bytes: buffer[..<count])
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(sequence: self) }
}
