internal import Manifest
internal import Synchronization

/// Asks a function who may pass, and remembers what it said.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
final class LambdaAuthorizer: RouteAuthorizer {
    /// More are forgotten: a caller chooses what is remembered.
    private static let largestCache = 1000
    /// API Gateway's limit.
    private static let timeout = Duration.seconds(10)

    private struct Entry {
        let verdict: AuthorizerVerdict
        let since: ContinuousClock.Instant
    }

    private let function: LocalFunction
    private let options: AuthorizerOptions
    private let cache = Mutex<[[String]: Entry]>([:])

    init(_ function: LocalFunction, _ options: AuthorizerOptions) {
        self.function = function
        self.options = options
    }

    func decide(_ request: GatewayRequest) async -> AuthorizerDecision {
        guard let identity = identity(request) else { return .refused(.unauthorized) }
        let verdict: AuthorizerVerdict
        if let known = remembered(identity) {
            verdict = known
        } else {
            guard let answer = await ask(request, identity) else {
                return .refused(.internalError)
            }
            verdict = answer
            remember(answer, identity)
        }
        return verdict.allows(request.arn) ? .allowed(verdict.identity) : .refused(.forbidden)
    }

    /// - Returns: nil where one of the sources is missing: then the function is not asked.
    private func identity(_ request: GatewayRequest) -> [String]? {
        var values: [String] = []
        for source in options.identitySources {
            guard let value = Self.value(source, request), !value.isEmpty else { return nil }
            values.append(value)
        }
        return values
    }

    private static func value(_ source: String, _ request: GatewayRequest) -> String? {
        if let name = rest(source, "$request.header.") {
            let values = request.request.headers.filter {
                $0.name.lowercased() == name.lowercased()
            }
            return values.isEmpty ? nil : values.map(\.value).joined(separator: ",")
        }
        if let name = rest(source, "$request.querystring.") {
            return HTTPEvent.parameters(request.request.query)?[name]
        }
        return switch source {
        case "$context.routeKey": request.route.key
        case "$context.path": request.path.decoded
        case "$context.httpMethod": request.request.method
        default: nil
        }
    }

    private static func rest(_ text: String, _ prefix: String) -> String? {
        text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
    }

    private func ask(_ request: GatewayRequest, _ identity: [String]) async -> AuthorizerVerdict? {
        let invocation = Invocation(
            event: request.authorizerEvent(options.payloadFormat, identity), function.settings,
            traceId: request.traceId)
        let outcome = await firstOf(Self.timeout) { [function] in
            try await InvokeEndpoint.run(function, invocation).report
        }
        guard case .success(let report?) = outcome,
            case .response(let body, _) = report.outcome
        else { return nil }
        return AuthorizerVerdict(answer: body)
    }

    private func remembered(_ identity: [String]) -> AuthorizerVerdict? {
        cache.withLock { cache in
            guard let entry = cache[identity] else { return nil }
            guard ContinuousClock.now - entry.since < options.cacheTime else {
                cache[identity] = nil
                return nil
            }
            return entry.verdict
        }
    }

    private func remember(_ verdict: AuthorizerVerdict, _ identity: [String]) {
        // Without an identity there is nothing to tell callers apart by.
        guard options.cacheTime > .zero, !identity.isEmpty else { return }
        cache.withLock { cache in
            if cache.count >= Self.largestCache { cache = [:] }
            cache[identity] = Entry(verdict: verdict, since: .now)
        }
    }
}
