/// Functions that stay, behind the invoke endpoint and a URL each, until it is stopped.
package final class LocalLambdaServer: Sendable {
    package struct Address: Sendable {
        package var host = "127.0.0.1"
        /// 0 for a port that is free; function URLs take the ports behind it.
        package var port = 9000

        package init() {}
    }

    package struct Served: Sendable {
        package let settings: FunctionSettings
        package let url: String
    }

    private let functions: [LocalFunction]
    private let listeners: [HTTPListener]

    /// `http://host:port`, as the AWS CLI takes it for `--endpoint-url`.
    package let endpoint: String
    package let served: [Served]

    private init(_ functions: [LocalFunction], _ listeners: [HTTPListener], _ served: [Served]) {
        self.functions = functions
        self.listeners = listeners
        self.served = served
        endpoint = "http://\(listeners[0].authority)"
    }

    package static func start(
        _ all: [FunctionSettings], at address: Address, mode: FunctionURL.InvokeMode
    ) async throws(LocalLambdaError) -> LocalLambdaServer {
        let functions = all.map { settings in
            LocalFunction(settings, label: all.count > 1 ? settings.name : "")
        }
        var listeners: [HTTPListener] = []
        do throws(LocalLambdaError) {
            listeners.append(try await listen(functions, at: address, mode))
            var served: [Served] = []
            for (number, function) in functions.enumerated() {
                let port = address.port == 0 ? 0 : address.port + 1 + number
                let url = FunctionURL(function: function, mode: mode)
                let listener = try await HTTPListener.start(
                    host: address.host, port: port, largestBody: InvokeEndpoint.largestEvent
                ) { request, writer in
                    await url.respond(request, path: request.path, writer)
                }
                listeners.append(listener)
                served.append(
                    Served(settings: function.settings, url: "http://\(listener.authority)/"))
            }
            for function in functions { try await function.start() }
            return LocalLambdaServer(functions, listeners, served)
        } catch {
            for listener in listeners { await listener.stop() }
            for function in functions { await function.stop() }
            throw error
        }
    }

    /// The invoke endpoint, and each function's URL below `/lambda-url/` too.
    private static func listen(
        _ functions: [LocalFunction], at address: Address, _ mode: FunctionURL.InvokeMode
    ) async throws(LocalLambdaError) -> HTTPListener {
        let endpoint = InvokeEndpoint(functions)
        return try await HTTPListener.start(
            host: address.host, port: address.port, largestBody: InvokeEndpoint.largestEvent
        ) { request, writer in
            if let route = InvokeEndpoint.route(request) {
                await endpoint.respond(route, request, writer)
            } else if let (name, path) = urlPath(request.path),
                let function = endpoint.functions[name]
            {
                let url = FunctionURL(function: function, mode: mode)
                await url.respond(request, path: path, writer)
            } else {
                await writer.send(
                    APIError(
                        status: 404, type: "UnknownOperationException",
                        message: "there is no \(request.method) \(request.path) here"
                    ).response)
            }
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

    /// No process is left afterwards.
    package func stop() async {
        for function in functions { await function.stop() }
        for listener in listeners { await listener.stop() }
    }
}
