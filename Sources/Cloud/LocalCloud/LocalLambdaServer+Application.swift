internal import Manifest

extension LocalLambdaServer {
    /// An application: the invoke endpoint first, then its HTTP APIs, then the URLs of functions that
    /// have one.
    package static func start(_ application: LocalApplication, at address: Address)
        async throws(LocalLambdaError) -> LocalLambdaServer
    {
        let (functions, aliases) = try functions(application)
        var parts = Parts(
            InvokeEndpoint(Array(functions.values), aliases: aliases), address)
        let gateways = try gateways(application, functions)
        var urls: [String: FunctionURL] = [:]
        for member in application.members {
            guard let function = functions[member.shortName] else { continue }
            urls[function.name] = try url(member, function, application)
        }
        do throws(LocalLambdaError) {
            try await parts.listenForInvocations { [urls] in urls[$0.name] }
            for (gateway, routes) in gateways { try await parts.listen(gateway, routes) }
            for member in application.members {
                if let url = urls[member.settings.name] { try await parts.listen(url) }
            }
            for member in application.members {
                try await functions[member.shortName]?.start()
            }
            return LocalLambdaServer(parts)
        } catch {
            await parts.stop()
            throw error
        }
    }

    /// By short name, and the names in AWS of those.
    private static func functions(_ application: LocalApplication)
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
            functions[member.shortName] = LocalFunction(member.settings, label: member.shortName)
            aliases[member.shortName] = name
        }
        return (functions, aliases)
    }

    private static func gateways(
        _ application: LocalApplication, _ functions: [String: LocalFunction]
    ) throws(LocalLambdaError) -> [(Gateway, [ServedRoute])] {
        var builder = GatewayBuilder(application, functions)
        let services = application.apis
        let groups: [[Service]]
        switch application.ports {
        case .shared: groups = services.isEmpty ? [] : [services]
        case .each: groups = services.map { [$0] }
        }
        var gateways: [(Gateway, [ServedRoute])] = []
        for group in groups {
            let names = Set(group.map(\.name))
            let routes = application.members.filter { names.contains($0.service.name) }
                .compactMap { member in
                    member.function.http.map { route in
                        ServedRoute(
                            key: route.key, function: member.shortName,
                            authorizer: member.function.authorizerID)
                    }
                }
            gateways.append((try builder.gateway(group), routes))
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
