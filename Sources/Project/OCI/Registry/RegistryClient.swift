internal import Archive
internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// A client of the OCI distribution specification 1.1 for one repository:
/// https://github.com/opencontainers/distribution-spec
package struct RegistryClient: Sendable {
    package let reference: ImageReference
    let options: Options
    let root: RegistryURL
    let transport: RegistryTransport
    let authenticator: RegistryAuthenticator

    package struct Options: Sendable {
        /// Plain HTTP also to other machines.
        package var insecure = false
        package var parallel = 4
        package var attempts = 6
        package var firstDelay = Duration.milliseconds(500)
        package var longestDelay = Duration.seconds(30)
        /// With a connection, a small answer, and the next byte of a large one.
        package var patience = Duration.seconds(60)
        /// Blobs above it are sent in pieces of this size, so that an interruption costs one piece.
        package var pieceSize: UInt64 = 16 << 20
        /// Of one blob that is pulled, and of all of them.
        package var largestBlob: UInt64 = 10 << 30
        /// A repository of the same registry that may have some of the blobs.
        package var mountFrom: String?
        package var progress: (@Sendable (Progress) -> Void)?

        package init() {}
    }

    /// Where a blob is on its way.
    package struct Progress: Sendable, Equatable {
        package var digest: Digest
        package var transferred: UInt64
        package var size: UInt64
        /// It was there already.
        package var isPresent = false
    }

    /// The client lives as long as `body` runs.
    package static func with<Result: Sendable>(
        _ reference: ImageReference, credentials: RegistryCredentials? = nil,
        options: Options = Options(),
        _ body: (RegistryClient) async throws(OCIError) -> Result
    ) async throws(OCIError) -> Result {
        guard let root = RegistryURL(registry: reference.registry, insecure: options.insecure)
        else {
            throw OCIError(
                .reference(.registry), in: reference.description, "not a registry's host")
        }
        let http = HTTPClient(
            eventLoopGroupProvider: .singleton,
            configuration: RegistryTransport.configuration(options.patience))
        let transport = RegistryTransport(
            client: http, registry: root, patience: options.patience)
        let client = RegistryClient(reference, root, transport, credentials, options)
        let result: Swift.Result<Result, OCIError>
        do { result = .success(try await body(client)) } catch { result = .failure(error) }
        // Nothing is left to send; a failure here has nothing to say.
        try? await http.shutdown()
        return try result.get()
    }

    private init(
        _ reference: ImageReference, _ root: RegistryURL, _ transport: RegistryTransport,
        _ credentials: RegistryCredentials?, _ options: Options
    ) {
        self.reference = reference
        self.options = options
        self.root = root
        self.transport = transport
        authenticator = RegistryAuthenticator(
            transport, credentials,
            Backoff(
                attempts: options.attempts, firstDelay: options.firstDelay,
                longestDelay: options.longestDelay))
    }

    var backoff: Backoff {
        Backoff(
            attempts: options.attempts, firstDelay: options.firstDelay,
            longestDelay: options.longestDelay)
    }

    func url(_ path: String) throws(OCIError) -> RegistryURL {
        guard let url = root.appending("\(reference.repository)/\(path)") else {
            throw OCIError(.reference(.repository), in: reference.description, "not a repository")
        }
        return url
    }

    /// With authorization, and again when the registry says 'later'.
    func send(
        _ request: RegistryRequest, _ scope: Scope
    ) async throws(OCIError) -> RegistryResponse {
        try await backoff.response { () async throws(OCIError) in
            try await sendOnce(request, scope)
        }
    }

    /// With authorization, once. Credentials go to the registry's own address only.
    func sendOnce(
        _ request: RegistryRequest, _ scope: Scope
    ) async throws(OCIError) -> RegistryResponse {
        guard request.url.hasSameOrigin(as: root) else {
            return try await transport.send(request, authorization: nil)
        }
        let names = scopeNames(scope)
        var authorization = await authenticator.authorization(for: names)
        var response = try await transport.send(request, authorization: authorization)
        var tries = 0
        // A token may have run out; a new one is asked for once.
        while response.status == 401, response.url.hasSameOrigin(as: root), tries < 2 {
            authorization = try await authenticator.answer(
                response, scope: names, rejected: authorization)
            response = try await transport.send(request, authorization: authorization)
            tries += 1
        }
        if response.status == 401 {
            throw OCIError(
                .unauthorized, in: response.place, "the registry does not take the credentials")
        }
        return response
    }

    enum Scope: Sendable {
        case pull, push
    }

    private func scopeNames(_ scope: Scope) -> [String] {
        switch scope {
        case .pull: return ["repository:\(reference.repository):pull"]
        case .push:
            let other = options.mountFrom.map { ["repository:\($0):pull"] } ?? []
            return ["repository:\(reference.repository):pull,push"] + other
        }
    }

    /// Some at a time; the first failure stops the rest.
    func forEach<Item: Sendable>(
        _ items: [Item], _ body: @escaping @Sendable (Item) async throws(OCIError) -> Void
    ) async throws(OCIError) {
        let result: Result<Void, OCIError> = await withTaskGroup(of: Result<Void, OCIError>.self) {
            group in
            var rest = items[...]
            func start() {
                guard let item = rest.popFirst() else { return }
                group.addTask { () async -> Result<Void, OCIError> in
                    do throws(OCIError) {
                        return .success(try await body(item))
                    } catch { return .failure(error) }
                }
            }
            for _ in 0..<max(1, options.parallel) { start() }
            while let finished = await group.next() {
                if case .failure = finished {
                    group.cancelAll()
                    return finished
                }
                start()
            }
            return .success(())
        }
        try result.get()
    }
}
