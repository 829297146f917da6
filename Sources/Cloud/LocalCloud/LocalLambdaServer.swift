/// Functions that stay, behind the invoke endpoint, HTTP APIs and a URL each, until it is stopped.
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

    /// An HTTP API, or all of them.
    package struct ServedAPI: Sendable {
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

    private let functions: InvokeEndpoint
    private let listeners: [HTTPListener]

    /// `http://host:port`, as the AWS CLI takes it for `--endpoint-url`.
    package let endpoint: String
    /// Functions with a URL.
    package let served: [Served]
    package let apis: [ServedAPI]

    init(_ parts: Parts) {
        functions = parts.endpoint
        listeners = parts.listeners
        served = parts.served
        apis = parts.apis
        endpoint = "http://\(parts.listeners[0].authority)"
    }

    package static func start(
        _ all: [FunctionSettings], at address: Address, mode: FunctionURL.InvokeMode
    ) async throws(LocalLambdaError) -> LocalLambdaServer {
        let functions = all.map { settings in
            LocalFunction(settings, label: all.count > 1 ? settings.name : "")
        }
        var parts = Parts(InvokeEndpoint(functions), address)
        do throws(LocalLambdaError) {
            try await parts.listenForInvocations { FunctionURL(function: $0, mode: mode) }
            for function in functions {
                try await parts.listen(FunctionURL(function: function, mode: mode))
            }
            for function in functions { try await function.start() }
            return LocalLambdaServer(parts)
        } catch {
            await parts.stop()
            throw error
        }
    }

    /// From here on the function's invocations go to another bootstrap; those under way end where
    /// they began. Where the new one cannot be started the old one stays.
    package func replace(_ name: String, with settings: FunctionSettings)
        async throws(LocalLambdaError)
    {
        guard let function = functions.function(name) else {
            throw .functionNotFound(name: name)
        }
        try await function.replace(settings)
    }

    /// No process is left afterwards.
    package func stop() async {
        for function in functions.functions.values { await function.stop() }
        for listener in listeners { await listener.stop() }
    }
}
