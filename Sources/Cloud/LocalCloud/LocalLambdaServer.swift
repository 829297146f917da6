internal import Synchronization

/// Functions that stay, behind the invoke endpoint, HTTP APIs and a URL each, until it is stopped.
///
/// What is served may be changed while it is; by one task at a time.
package final class LocalLambdaServer: Sendable {
    package struct Address: Sendable {
        package var host = "127.0.0.1"
        /// 0 for a port that is free; function URLs take the ports behind it.
        package var port = 9000

        package init() {}
    }

    package struct Served: Equatable, Sendable {
        package let settings: FunctionSettings
        package let url: String
    }

    /// An HTTP API, or all of them.
    package struct ServedAPI: Equatable, Sendable {
        package let url: String
        package let routes: [ServedRoute]
    }

    package struct ServedRoute: Equatable, Sendable {
        /// `GET /orders/{id}`
        package let key: String
        /// `<service>.<function>`
        package let function: String
        package let authorizer: String?
    }

    private struct State: Sendable {
        var functions = InvokeEndpoint([])
        var parts: [Part] = []
        /// By the parts' keys.
        var doors: [String: Door] = [:]
        /// Functions that are not served any more and may still be at their last invocations.
        var retired: [LocalFunction] = []
    }

    private let address: Address
    private let state = Mutex(State())

    init(_ address: Address) { self.address = address }

    /// `http://host:port`, as the AWS CLI takes it for `--endpoint-url`.
    package var endpoint: String {
        state.withLock { state in
            state.doors[Part.invocationsKey].map { "http://\($0.authority)" } ?? ""
        }
    }

    /// Functions with a URL.
    package var served: [Served] {
        state.withLock { state in
            state.parts.compactMap { part in
                guard case .url(let url) = part, let door = state.doors[part.key] else {
                    return nil
                }
                return Served(settings: url.function.settings, url: door.url)
            }
        }
    }

    package var apis: [ServedAPI] {
        state.withLock { state in
            state.parts.compactMap { part in
                guard case .api(_, _, let routes) = part, let door = state.doors[part.key] else {
                    return nil
                }
                return ServedAPI(url: door.url, routes: routes)
            }
        }
    }

    package static func start(
        _ all: [FunctionSettings], at address: Address, mode: FunctionURL.InvokeMode
    ) async throws(LocalLambdaError) -> LocalLambdaServer {
        let functions = all.map { settings in
            LocalFunction(settings, label: all.count > 1 ? settings.name : "")
        }
        let urls = functions.map { FunctionURL(function: $0, mode: mode) }
        let server = LocalLambdaServer(address)
        try await server.serve(InvokeEndpoint(functions), [], urls)
        return server
    }

    /// A function by any of its names.
    func function(_ name: String) -> LocalFunction? {
        state.withLock { $0.functions.function(name) }
    }

    /// What a function's new processes are started with.
    package func settings(of name: String) -> FunctionSettings? { function(name)?.settings }

    /// From here on the function's invocations go to another bootstrap; those under way end where
    /// they began. Where the new one cannot be started the old one stays.
    package func replace(_ name: String, with settings: FunctionSettings)
        async throws(LocalLambdaError)
    {
        guard let function = function(name) else { throw .functionNotFound(name: name) }
        try await function.replace(settings)
    }

    /// From here on all this, and nothing else. What was served before keeps its port; functions
    /// that are the same objects keep their processes. Where something cannot be started, all is as
    /// it was before.
    func serve(_ endpoint: InvokeEndpoint, _ apis: [Part], _ urls: [FunctionURL])
        async throws(LocalLambdaError)
    {
        let before = state.withLock { $0 }
        let byName = Dictionary(
            urls.map { ($0.function.name, $0) }, uniquingKeysWith: { first, _ in first })
        let parts = [.invocations(endpoint, byName)] + apis + urls.map { Part.url($0) }
        let new = endpoint.inOrder.filter { before.functions.functions[$0.name] !== $0 }
        let doors = try await open(parts, beside: before.doors)
        do throws(LocalLambdaError) {
            for function in new { try await function.start() }
        } catch {
            for door in doors.values { await door.close() }
            for function in new { await function.stop() }
            throw error
        }
        let all = before.doors.merging(doors) { $1 }
        for part in parts { all[part.key]?.lead(to: part.responder) }
        await finish(before, endpoint, parts, all)
    }

    /// Ports for those that have none yet.
    private func open(_ parts: [Part], beside known: [String: Door])
        async throws(LocalLambdaError) -> [String: Door]
    {
        var opened: [String: Door] = [:]
        do throws(LocalLambdaError) {
            for part in parts where known[part.key] == nil {
                let taken = (Array(known.values) + opened.values).map(\.port)
                opened[part.key] = try await Door.open(
                    part, host: address.host, port: address.freePort(taken))
            }
            return opened
        } catch {
            for door in opened.values { await door.close() }
            throw error
        }
    }

    /// The state that is served now; what is left of the one before goes.
    private func finish(
        _ before: State, _ endpoint: InvokeEndpoint, _ parts: [Part], _ doors: [String: Door]
    ) async {
        let keys = Set(parts.map(\.key))
        var retired: [LocalFunction] = []
        for function in before.retired where await !function.isGone { retired.append(function) }
        let gone = before.functions.inOrder.filter { endpoint.functions[$0.name] !== $0 }
        let next = State(
            functions: endpoint, parts: parts, doors: doors.filter { keys.contains($0.key) },
            retired: retired + gone)
        state.withLock { $0 = next }
        for (key, door) in doors where !keys.contains(key) { await door.close() }
        for function in gone { await function.retire() }
    }

    /// No process is left afterwards.
    package func stop() async {
        let last = state.withLock { $0 }
        for function in last.functions.inOrder + last.retired { await function.stop() }
        for door in last.doors.values { await door.close() }
    }
}

extension LocalLambdaServer.Address {
    /// The first that is not taken, from `port` on.
    fileprivate func freePort(_ taken: [Int]) -> Int {
        if port == 0 { return 0 }
        var free = port
        while taken.contains(free) { free += 1 }
        return free
    }
}
