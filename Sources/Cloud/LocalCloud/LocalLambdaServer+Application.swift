internal import Manifest

extension LocalLambdaServer {
    /// An application: the invoke endpoint first, then its HTTP APIs, then the URLs of functions that
    /// have one.
    package static func start(_ application: LocalApplication, at address: Address)
        async throws(LocalLambdaError) -> LocalLambdaServer
    {
        let server = LocalLambdaServer(address)
        try await server.update(application)
        return server
    }

    /// From here on another application, or another state of the same: ports stay, and so do the
    /// processes of functions whose settings did not change. Invocations under way end where they
    /// began. What cannot be served changes nothing.
    package func update(_ application: LocalApplication) async throws(LocalLambdaError) {
        let (functions, aliases) = try functions(application)
        let apis = try Self.gateways(application, functions)
        var urls: [FunctionURL] = []
        for member in application.members {
            guard let function = functions[member.shortName] else { continue }
            if let url = try Self.url(member, function, application) { urls.append(url) }
        }
        let endpoint = InvokeEndpoint(Array(functions.values), aliases: aliases)
        try await serve(endpoint, apis, urls)
    }

    /// By short name, and the names in AWS of those.
    private func functions(_ application: LocalApplication)
        throws(LocalLambdaError) -> (functions: [String: LocalFunction], aliases: [String: String])
    {
        var functions: [String: LocalFunction] = [:]
        var aliases: [String: String] = [:]
        var names: Set<String> = []
        for member in application.members {
            let name = member.settings.name
            guard names.insert(name).inserted, functions[member.shortName] == nil else {
                throw .duplicateFunction(name: name)
            }
            let known = function(name)
            functions[member.shortName] =
                known?.settings == member.settings
                ? known : LocalFunction(member.settings, label: member.shortName)
            aliases[member.shortName] = name
        }
        return (functions, aliases)
    }

    private static func gateways(
        _ application: LocalApplication, _ functions: [String: LocalFunction]
    ) throws(LocalLambdaError) -> [Part] {
        var builder = GatewayBuilder(application, functions)
        let services = application.apis
        let groups: [(name: String, services: [Service])]
        switch application.ports {
        case .shared: groups = services.isEmpty ? [] : [("", services)]
        case .each: groups = services.map { ($0.name, [$0]) }
        }
        var gateways: [Part] = []
        for (name, group) in groups {
            let names = Set(group.map(\.name))
            let routes = application.members.filter { names.contains($0.service.name) }
                .compactMap { member in
                    member.function.http.map { route in
                        ServedRoute(
                            key: route.key, function: member.shortName,
                            authorizer: member.function.authorizerID)
                    }
                }
            gateways.append(.api(name, try builder.gateway(group), routes))
        }
        return gateways
    }

    private static func url(
        _ member: LocalApplication.Member, _ function: LocalFunction,
        _ application: LocalApplication
    ) throws(LocalLambdaError) -> FunctionURL? {
        guard let settings = member.function.url else { return nil }
        var url = FunctionURL(
            function: function, mode: settings.streaming ? .stream : .buffered,
            cors: settings.cors.map(CORSRules.init))
        if settings.auth == .iam {
            guard application.allowsUncheckedIAM else {
                throw .uncheckedIAM(
                    function: member.shortName, at: member.function.origins["url"])
            }
            url.onUnchecked = { [notice = application.notice] request in
                notice(UncheckedIAM.line(member.shortName, request))
            }
        }
        return url
    }
}
