extension LocalLambdaServer {
    /// A server while it is being started.
    struct Parts: Sendable {
        let endpoint: InvokeEndpoint
        var listeners: [HTTPListener] = []
        var served: [Served] = []
        var apis: [ServedAPI] = []
        private let address: Address

        init(_ endpoint: InvokeEndpoint, _ address: Address) {
            self.endpoint = endpoint
            self.address = address
        }

        /// The port behind those that are taken.
        private var nextPort: Int { address.port == 0 ? 0 : address.port + listeners.count }

        /// The invoke endpoint, and each function's URL below `/lambda-url/` too.
        mutating func listenForInvocations(
            _ url: @escaping @Sendable (LocalFunction) -> FunctionURL?
        ) async throws(LocalLambdaError) {
            listeners.append(
                try await HTTPListener.start(
                    host: address.host, port: nextPort, largestBody: InvokeEndpoint.largestEvent
                ) { [endpoint] request, writer in
                    if let route = InvokeEndpoint.route(request.path) {
                        await endpoint.respond(route, request, writer)
                    } else if let (name, path) = Self.urlPath(request.path),
                        let function = endpoint.function(name), let url = url(function)
                    {
                        await url.respond(request, path: path, writer)
                    } else {
                        await writer.send(APIError.unknownPath(request).response)
                    }
                })
        }

        /// `/lambda-url/<function>/<path>`
        private static func urlPath(_ path: String) -> (function: String, path: String)? {
            let prefix = "/lambda-url/"
            guard path.hasPrefix(prefix) else { return nil }
            let rest = path.dropFirst(prefix.count)
            let name = rest.prefix { $0 != "/" }
            return (String(name), String(rest.dropFirst(name.count)))
        }

        mutating func listen(_ url: FunctionURL) async throws(LocalLambdaError) {
            let listener = try await HTTPListener.start(
                host: address.host, port: nextPort, largestBody: InvokeEndpoint.largestEvent
            ) { request, writer in
                await url.respond(request, path: request.path, writer)
            }
            listeners.append(listener)
            served.append(
                Served(settings: url.function.settings, url: "http://\(listener.authority)/"))
        }

        mutating func listen(_ gateway: Gateway, _ routes: [ServedRoute])
            async throws(LocalLambdaError)
        {
            let listener = try await HTTPListener.start(
                host: address.host, port: nextPort, largestBody: Gateway.largestBody,
                tooLarge: .entityTooLarge
            ) { request, writer in
                await gateway.respond(request, writer)
            }
            listeners.append(listener)
            apis.append(ServedAPI(url: "http://\(listener.authority)/", routes: routes))
        }

        func stop() async {
            for listener in listeners { await listener.stop() }
            for function in endpoint.functions.values { await function.stop() }
        }
    }
}

extension APIError {
    fileprivate static func unknownPath(_ request: HTTPRequest) -> APIError {
        APIError(
            status: 404, type: "UnknownOperationException",
            message: "there is no \(request.method) \(request.path) here")
    }
}
