internal import Synchronization

extension LocalLambdaServer {
    /// What has a port of its own.
    enum Part: Sendable {
        /// The invoke endpoint, and each function's URL below `/lambda-url/` too.
        case invocations(InvokeEndpoint, [String: FunctionURL])
        /// Of a service, or of all.
        case api(String, Gateway, [ServedRoute])
        case url(FunctionURL)

        static let invocationsKey = "invocations"

        /// What keeps its port when all else changes.
        var key: String {
            switch self {
            case .invocations: Self.invocationsKey
            case .api(let service, _, _): "api \(service)"
            case .url(let url): "url \(url.function.name)"
            }
        }

        var largestBody: Int {
            if case .api = self { Gateway.largestBody } else { InvokeEndpoint.largestEvent }
        }

        /// The answer to more.
        var refusal: HTTPResponse {
            if case .api = self { .entityTooLarge } else { .requestTooLong }
        }

        var responder: HTTPListener.Responder {
            switch self {
            case .invocations(let endpoint, let urls):
                { await Self.respond($0, $1, endpoint, urls) }
            case .api(_, let gateway, _): { await gateway.respond($0, $1) }
            case .url(let url):
                { request, writer in await url.respond(request, path: request.path, writer) }
            }
        }

        private static func respond(
            _ request: HTTPRequest, _ writer: HTTPResponseWriter, _ endpoint: InvokeEndpoint,
            _ urls: [String: FunctionURL]
        ) async {
            if let route = InvokeEndpoint.route(request.path) {
                await endpoint.respond(route, request, writer)
            } else if let (name, path) = urlPath(request.path),
                let function = endpoint.function(name), let url = urls[function.name]
            {
                await url.respond(request, path: path, writer)
            } else {
                await writer.send(APIError.unknownPath(request).response)
            }
        }

        /// `/lambda-url/<function>/<path>`
        private static func urlPath(_ path: String) -> (function: String, path: String)? {
            let prefix = "/lambda-url/"
            guard path.hasPrefix(prefix) else { return nil }
            let rest = path.dropFirst(prefix.count)
            let name = rest.prefix { $0 != "/" }
            return (String(name), String(rest.dropFirst(name.count)))
        }
    }

    /// A port, and what it leads to.
    final class Door: Sendable {
        private let listener: HTTPListener
        private let target: Target

        private final class Target: Sendable {
            let responder: Mutex<HTTPListener.Responder>
            init(_ responder: @escaping HTTPListener.Responder) {
                self.responder = Mutex(responder)
            }
        }

        private init(_ listener: HTTPListener, _ target: Target) {
            self.listener = listener
            self.target = target
        }

        static func open(_ part: Part, host: String, port: Int) async throws(LocalLambdaError)
            -> Door
        {
            let target = Target(part.responder)
            let listener = try await HTTPListener.start(
                host: host, port: port, largestBody: part.largestBody, tooLarge: part.refusal
            ) { request, writer in
                await target.responder.withLock { $0 }(request, writer)
            }
            return Door(listener, target)
        }

        var port: Int { listener.port }
        var authority: String { listener.authority }
        var url: String { "http://\(authority)/" }

        /// For requests that come from here on.
        func lead(to responder: @escaping HTTPListener.Responder) {
            target.responder.withLock { $0 = responder }
        }

        func close() async { await listener.stop() }
    }
}

extension APIError {
    fileprivate static func unknownPath(_ request: HTTPRequest) -> APIError {
        APIError(
            status: 404, type: "UnknownOperationException",
            message: "there is no \(request.method) \(request.path) here")
    }
}
