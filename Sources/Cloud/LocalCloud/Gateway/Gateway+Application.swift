internal import Foundation
internal import Manifest

/// From the manifest to what the gateway needs.
struct GatewayBuilder: Sendable {
    let application: LocalApplication
    /// By short name.
    let functions: [String: LocalFunction]
    /// One of each issuer, so that its keys are asked for once.
    private var keySets: [String: KeySet] = [:]

    init(_ application: LocalApplication, _ functions: [String: LocalFunction]) {
        self.application = application
        self.functions = functions
    }

    /// - Throws: what would be refused on the way to AWS, and what cannot be done here.
    mutating func gateway(_ services: [Service]) throws(LocalLambdaError) -> Gateway {
        var targets: [Gateway.Target] = []
        for service in services {
            if let cors = service.api.cors, cors.allowCredentials, cors.allowOrigins.contains("*") {
                throw .credentialsForAll(service: service.name, at: service.origins["api.cors"])
            }
            let api = Gateway.API(
                name: service.name, format: service.api.payloadFormat,
                cors: service.api.cors.map(CORSRules.init))
            var authorizers: [String: any RouteAuthorizer] = [:]
            for member in application.members where member.service.name == service.name {
                guard let target = try target(member, api, &authorizers) else { continue }
                targets.append(target)
            }
        }
        return try Gateway(targets, timeout: application.integrationTimeout)
    }

    private mutating func target(
        _ member: LocalApplication.Member, _ api: Gateway.API,
        _ authorizers: inout [String: any RouteAuthorizer]
    ) throws(LocalLambdaError) -> Gateway.Target? {
        guard let route = member.function.http, let function = functions[member.shortName] else {
            return nil
        }
        var authorizer: (any RouteAuthorizer)?
        if let id = member.function.authorizerID {
            if authorizers[id] == nil { authorizers[id] = try self.authorizer(id, member) }
            authorizer = authorizers[id]
        }
        let place = member.function.origins["http.path"] ?? member.function.origins["http"]
        return Gateway.Target(
            api: api, route: route, function: function, authorizer: authorizer,
            origin: RouteOrigin(function: member.shortName, key: route.key, place: place))
    }

    private mutating func authorizer(_ id: String, _ member: LocalApplication.Member)
        throws(LocalLambdaError) -> any RouteAuthorizer
    {
        let place = member.function.origins["authorizer_id"]
        guard let authorizer = member.service.api.authorizers.first(where: { $0.id == id }) else {
            throw .unknownAuthorizer(id: id, function: member.shortName, at: place)
        }
        switch authorizer.kind {
        case .iam:
            guard application.allowsUncheckedIAM else {
                throw .uncheckedIAM(function: member.shortName, at: place)
            }
            return UncheckedIAM(notice: application.notice)
        case .jwt(let issuer, let audience):
            return JWTAuthorizer(
                issuer: issuer, audience: audience, scopes: authorizer.scopes,
                keys: try keySet(issuer, authorizer), notice: application.notice)
        case .lambda(let name):
            let service = member.service.name
            guard let function = functions["\(service).\(name)"] else {
                throw .unknownAuthorizerFunction(
                    name: name, service: service, at: authorizer.origins["function"])
            }
            return LambdaAuthorizer(function, application.authorizers)
        }
    }

    private mutating func keySet(_ issuer: String, _ authorizer: Authorizer)
        throws(LocalLambdaError) -> KeySet
    {
        if let known = keySets[issuer] { return known }
        let source: KeySet.Source
        if let path = application.authorizers.keyFiles[issuer] {
            try Self.checkKeyFile(path)
            source = .file(path)
        } else {
            guard KeyDownload.isUsable(URL(string: issuer)) else {
                throw .issuerNotUsable(issuer: issuer, at: authorizer.origins["issuer"])
            }
            source = .issuer(issuer, authorities: application.authorizers.authorityFile)
        }
        let keys = KeySet(source, pause: application.authorizers.keyPause)
        keySets[issuer] = keys
        return keys
    }

    private static func checkKeyFile(_ path: String) throws(LocalLambdaError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .keyFileNotUsable(path: path, reason: "it cannot be read")
        }
        guard let keys = try? KeySet.parse(Array(data)) else {
            throw .keyFileNotUsable(path: path, reason: "it has no list of 'keys'")
        }
        if keys.isEmpty {
            throw .keyFileNotUsable(path: path, reason: "it has no RSA key with a 'kid'")
        }
    }
}
