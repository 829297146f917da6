package import Foundation

/// Calls AWS: signs, sends, tries again, and says what went wrong. Each service's operations are
/// in a file of its own.
package final class AWSClient: Sendable {
    package let settings: AWSSettings
    let retry: RetryPolicy
    private let timeout: Duration?
    private let transport: Transport
    private let store: CredentialStore
    private let now: @Sendable () -> Date

    /// - Parameters:
    ///   - credentials: when they are not to be looked for.
    ///   - timeout: for one attempt, in place of each operation's own.
    ///   - now: for tests.
    package init(
        _ settings: AWSSettings, credentials: Credentials? = nil, retry: RetryPolicy = .init(),
        timeout: Duration? = nil, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.settings = settings
        self.retry = retry
        self.timeout = timeout
        self.now = now
        transport = Transport()
        store = CredentialStore(
            CredentialChain(settings: settings, transport: transport), given: credentials)
    }

    /// A client for as long as `body` runs.
    package static func with<Result>(
        _ settings: AWSSettings, credentials: Credentials? = nil, retry: RetryPolicy = .init(),
        _ body: (AWSClient) async throws(AWSError) -> Result
    ) async throws(AWSError) -> Result {
        let client = AWSClient(settings, credentials: credentials, retry: retry)
        do {
            let result = try await body(client)
            await client.close()
            return result
        } catch {
            await client.close()
            throw error
        }
    }

    /// Must be called, once and last.
    package func close() async { await transport.close() }

    /// Found once, and again before they expire.
    package func credentials() async throws(AWSError) -> Credentials {
        try await store.credentials(at: now())
    }

    /// The answer of an operation that succeeded.
    func send(_ call: Call) async throws(AWSError) -> Answer {
        var attempt = 1
        while true {
            switch await outcome(of: try await signed(call), call) {
            case .answer(let answer): return answer
            case .failure(let error, let again, let wanted):
                guard again, attempt < retry.attempts else { throw error }
                try await pause(retry.delay(after: attempt, wanted: wanted), for: call)
                attempt += 1
            }
        }
    }

    private enum Outcome {
        case answer(Answer)
        /// - Parameter wanted: how long the server wants to be left alone.
        case failure(AWSError, again: Bool, wanted: Duration?)
    }

    private func outcome(of request: AWSRequest, _ call: Call) async -> Outcome {
        do throws(TransportFailure) {
            let answer = try await transport.send(
                request, limit: call.limit, timeout: timeout ?? call.timeout)
            if (200..<300).contains(answer.status) { return .answer(answer) }
            let error = ServiceFailure.error(answer, to: request, of: call, now: now())
            return .failure(
                error, again: RetryPolicy.isTransient(error, call),
                wanted: RetryPolicy.wanted(answer, now: now()))
        } catch {
            let failure = AWSError(error, at: call.place)
            return .failure(
                failure, again: error.notSent || RetryPolicy.isTransient(failure, call),
                wanted: nil)
        }
    }

    func pause(_ time: Duration, for call: Call) async throws(AWSError) {
        do {
            try await Task.sleep(for: time)
        } catch {
            throw AWSError(.cancelled, at: call.place, "it was cancelled")
        }
    }

    private func signed(_ call: Call) async throws(AWSError) -> AWSRequest {
        var endpoint = try settings.endpoint(for: call.service)
        if let host = call.bucketHost { endpoint.host = "\(host).\(endpoint.host)" }
        var request = AWSRequest(
            call.method, endpoint, path: call.path, query: call.query, headers: call.headers)
        request.headers.append(.init("User-Agent", "asml"))
        request.body = call.body
        let signature = SignatureV4(
            call.service, in: settings.region, with: try await credentials(), at: now())
        return try signature.sign(request)
    }
}

/// Keeps credentials until shortly before they expire.
private actor CredentialStore {
    private static let margin: TimeInterval = 300

    private let chain: CredentialChain
    private let given: Credentials?
    private var found: Credentials?

    init(_ chain: CredentialChain, given: Credentials?) {
        self.chain = chain
        self.given = given
    }

    func credentials(at now: Date) async throws(AWSError) -> Credentials {
        if let given { return given }
        if let found, found.expiration.map({ $0 > now + Self.margin }) ?? true { return found }
        let fresh = try await chain.resolve()
        found = fresh
        return fresh
    }
}
