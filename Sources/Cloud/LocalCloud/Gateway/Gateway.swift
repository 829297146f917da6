internal import Manifest

/// An HTTP API's part between the network and the functions: route, CORS, authorizer, function.
struct Gateway: Sendable {
    /// API Gateway's limits.
    static let largestBody = 10 * 1024 * 1024
    static let largestHead = 10 * 1024

    /// What a route leads to.
    struct Target: Sendable {
        let api: API
        let route: Route
        let function: LocalFunction
        let authorizer: (any RouteAuthorizer)?
        let origin: RouteOrigin
    }

    /// One service's.
    struct API: Sendable {
        let name: String
        let format: PayloadFormat
        let cors: CORSRules?
    }

    private static let methods: Set = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]

    private let table: RouteTable<Target>
    private let timeout: Duration

    /// - Throws: where two routes collide.
    init(_ targets: [Target], timeout: Duration) throws(LocalLambdaError) {
        table = RouteTable(
            targets.map { .init(verb: $0.route.verb, path: $0.route.path, $0) })
        self.timeout = timeout
        if let (first, second) = table.collision() {
            throw .routesCollide(first.origin, second.origin)
        }
    }

    func respond(_ request: HTTPRequest, _ writer: HTTPResponseWriter) async {
        var (answer, id) = await answer(request)
        answer.headers.append(("Apigw-Requestid", id))
        await writer.send(answer)
    }

    private func answer(_ request: HTTPRequest) async -> (HTTPResponse, id: String) {
        let id = Identifier.requestId()
        guard request.headSize <= Self.largestHead else { return (.headersTooLarge, id) }
        guard let path = RequestPath(request.path) else { return (.badRequest, id) }
        let isKnown = Self.methods.contains(request.method)
        guard let match = isKnown ? table.find(request.method, path) : nil else {
            let cors = request.method == "OPTIONS" ? other(request, path)?.api.cors : nil
            return (cors?.preflight(request) ?? .notFound, id)
        }
        let routed = GatewayRequest(
            request, path, match.parameters, api: match.target.api.name, match.target.route)
        return (await answer(routed, match.target), routed.requestId)
    }

    /// Whose path it is, where the method has no route: the one that the browser wants to use, or
    /// any.
    private func other(_ request: HTTPRequest, _ path: RequestPath) -> Target? {
        let wanted = request.header("access-control-request-method")
        return (wanted.flatMap { table.find($0, path) } ?? table.find(nil, path))?.target
    }

    /// The authorizer is asked before a preflight is answered, as in AWS: a route for `ANY` method
    /// behind an authorizer is of no use to a browser there either.
    private func answer(_ request: GatewayRequest, _ target: Target) async -> HTTPResponse {
        let cors = target.api.cors
        var request = request
        var answer: HTTPResponse
        switch await target.authorizer?.decide(request) ?? .allowed(.unknown) {
        case .refused(let refusal): answer = refusal
        case .allowed(let identity):
            if let cors, CORSRules.isPreflight(request.request) {
                return cors.preflight(request.request)
            }
            request.identity = identity
            answer = await invoke(request, target)
        }
        if let cors {
            answer.headers = cors.applied(
                to: answer.headers, origin: request.request.header("origin"))
        }
        return answer
    }

    private func invoke(_ request: GatewayRequest, _ target: Target) async -> HTTPResponse {
        let invocation = Invocation(
            event: request.event(target.api.format), target.function.settings,
            traceId: request.traceId)
        guard invocation.event.count <= RuntimeAPI.payloadLimit else { return .entityTooLarge }
        return await run(invocation, target)
    }

    /// A function that takes too long goes on, but nobody waits for it.
    private func run(_ invocation: Invocation, _ target: Target) async -> HTTPResponse {
        let outcome = await firstOf(timeout) {
            try await InvokeEndpoint.run(target.function, invocation).report
        }
        switch outcome {
        case .success(let report?):
            guard case .response(let body, _) = report.outcome else { return .internalError }
            return HTTPResponse(gatewayAnswer: body, target.api.format)
        // No answer in time, or no process free.
        case .success(nil): return .unavailable
        case .failure(let error as APIError) where error.status == 429: return .unavailable
        case .failure: return .internalError
        }
    }
}

/// - Returns: what `work` gives; nil when the time is up before.
func firstOf<Value: Sendable>(
    _ limit: Duration, _ work: @escaping @Sendable () async throws -> Value
) async -> Result<Value?, any Error> {
    let mailbox = Mailbox<Result<Value?, any Error>>()
    Task {
        do { mailbox.put(.success(try await work())) } catch { mailbox.put(.failure(error)) }
    }
    let clock = Task {
        guard (try? await Task.sleep(for: limit)) != nil else { return }
        mailbox.put(.success(nil))
    }
    defer { clock.cancel() }
    return await mailbox.next()
}

extension HTTPRequest {
    /// As API Gateway counts: the request's line and its headers.
    var headSize: Int {
        headers.reduce(method.utf8.count + target.utf8.count) { sum, header in
            sum + header.name.utf8.count + header.value.utf8.count
        }
    }
}
