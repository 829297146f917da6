internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// What a server answered, read to its end.
struct Answer: Sendable {
    var status: Int
    var headers: [AWSRequest.Field]
    var body: [UInt8]

    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }
}

/// Why there is no answer.
struct TransportFailure: Error, Equatable {
    enum Kind: Equatable { case connection, timeout, limit, cancelled }

    var kind: Kind
    var message: String
    /// Nothing of the request can have reached the server.
    var notSent = false
}

/// Sends requests and reads answers: no redirects, no retries, nothing without an end.
final class Transport: Sendable {
    /// What is read of an answer that says no.
    private static let longestError = 1 << 18

    private let client: HTTPClient

    init(connectTimeout: Duration = .seconds(5)) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: TimeAmount(connectTimeout))
        configuration.httpVersion = .http1Only
        configuration.http1_1ConnectionDebugInitializer = { PossibleStatus.install(in: $0) }
        configuration.connectionPool.retryConnectionEstablishment = false
        // Below any server's own, so that an invocation, which is not repeated, does not meet a
        // connection that is just being closed.
        configuration.connectionPool.idleTimeout = .seconds(4)
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Must be called once, last.
    func close() async {
        // Fails only if it is called twice.
        try? await client.shutdown()
    }

    /// - Parameters:
    ///   - limit: the longest body of an answer that says yes.
    ///   - timeout: for all of it, the answer's last byte included.
    func send(
        _ request: AWSRequest, limit: Int, timeout: Duration
    ) async throws(TransportFailure) -> Answer {
        var message = HTTPClientRequest(url: request.url)
        message.method = HTTPMethod(rawValue: request.method)
        message.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        if !request.body.isEmpty || ["PUT", "POST"].contains(request.method) {
            message.body = .bytes(ByteBuffer(bytes: request.body))
        }
        let prepared = message
        do {
            return try await Self.before(timeout) { [client] in
                let response = try await client.execute(prepared, timeout: TimeAmount(timeout))
                let isGood = (200..<300).contains(response.status.code)
                let body = try await response.body.collect(
                    upTo: isGood ? limit : Self.longestError)
                return Answer(
                    status: Int(response.status.code),
                    headers: response.headers.map { .init($0.name, $0.value) },
                    body: Array(body.readableBytesView))
            }
        } catch {
            throw TransportFailure(error)
        }
    }

    /// The library's own time limit ends with the answer's head.
    private static func before<Result: Sendable>(
        _ timeout: Duration, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: timeout)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let result = first else {
                throw HTTPClientError.deadlineExceeded
            }
            return result
        }
    }
}

extension TransportFailure {
    fileprivate init(_ error: any Error) {
        switch error {
        case let failure as TransportFailure:
            self = failure
        case is CancellationError, HTTPClientError.cancelled as HTTPClientError:
            self.init(kind: .cancelled, message: "it was cancelled")
        case is NIOTooManyBytesError:
            self.init(kind: .limit, message: "the answer is too long")
        case let error as HTTPClientError where Self.unsent.contains(error):
            self.init(kind: .connection, message: "no connection in time", notSent: true)
        case let error as HTTPClientError where Self.late.contains(error):
            self.init(kind: .timeout, message: "no answer in time")
        case let error as NIOConnectionError:
            let reason = error.connectionErrors.first.map { String(describing: $0.error) }
            self.init(
                kind: .connection,
                message: "no connection to \(error.host) port \(error.port)"
                    + (reason.map { ": \($0)" } ?? ""), notSent: true)
        case let error as HTTPClientError where error == .invalidURL || error == .emptyHost:
            self.init(kind: .connection, message: "the address cannot be used", notSent: true)
        default:
            self.init(kind: .connection, message: "the connection broke off: \(error)")
        }
    }

    private static var unsent: [HTTPClientError] {
        [.connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout]
    }
    private static var late: [HTTPClientError] { [.deadlineExceeded, .readTimeout, .writeTimeout] }
}
