internal import Diagnostics

/// Reads `api` of a service, without its functions.
struct APIReader {
    let reader: TableReader

    func read() -> API {
        var api = API()
        if let provider = reader.string("provider"), provider != "aws-apigw" {
            reader.unknownValue(
                provider, what: "provider of an API", of: ["aws-apigw"],
                at: reader.place("provider"))
        }
        api.cors = CORSReader(reader, maxAge: -1...86400).read()
        api.accessLogs = reader.boolean("access_logs") ?? false
        api.payloadFormat = reader.choice("payload_format", what: "payload format") ?? .v1
        api.authorizers = reader.members("authorizers", title: "an authorizer")
            .compactMap { AuthorizerReader(id: $0.id, reader: $0.reader).read() }
            .sorted { $0.id < $1.id }
        return api
    }
}

/// Reads `cors`: `true` for everybody, or a table.
struct CORSReader {
    let owner: TableReader
    let maxAge: ClosedRange<Int>

    init(_ owner: TableReader, maxAge: ClosedRange<Int>) {
        self.owner = owner
        self.maxAge = maxAge
    }

    func read() -> CORS? {
        guard let value = owner.value("cors") else { return nil }
        switch value.content {
        case .boolean(let everybody):
            guard everybody else { return nil }
            var cors = CORS()
            (cors.allowOrigins, cors.allowMethods, cors.allowHeaders) = (["*"], ["*"], ["*"])
            return cors
        case .table(let table):
            return read(owner.part(table, of: "cors", at: owner.span(value)))
        default:
            owner.wrongType(value, of: "cors", expected: .table, .boolean)
            return nil
        }
    }

    private func read(_ table: TableReader) -> CORS {
        var cors = CORS()
        cors.allowOrigins = table.strings("allow_origins", .origin) ?? []
        cors.allowMethods = (table.strings("allow_methods", .corsMethod) ?? [])
            .map { $0.uppercased() }
            // API Gateway's word for it differs from that of routes.
            .map { $0 == "ANY" ? "*" : $0 }
        cors.allowHeaders = table.strings("allow_headers", .headerName) ?? []
        cors.exposeHeaders = table.strings("expose_headers", .headerName) ?? []
        cors.allowCredentials = table.boolean("allow_credentials") ?? false
        cors.maxAgeSeconds = table.integer("max_age_seconds", in: maxAge, unit: " seconds")
        if cors.allowCredentials, cors.allowOrigins.contains("*") {
            table.error(
                .conflict, at: "allow_credentials", "no browser sends credentials to any origin",
                notes: ["name the origins in 'allow_origins'"])
        }
        table.finish(hints: [
            "origins": "allow_origins", "methods": "allow_methods", "headers": "allow_headers",
            "max_age": "max_age_seconds",
        ])
        return cors
    }
}

/// Reads an authorizer of an API.
struct AuthorizerReader {
    let id: String
    let reader: TableReader

    func read() -> Authorizer? {
        let type = reader.required(
            "auth_type", .text, notes: ["'auth_type' is 'jwt', 'iam' or 'lambda'"])
        let issuer = reader.string("issuer", .issuer)
        let audience = reader.strings("audience", .line)
        let scopes = reader.strings("scopes", .line) ?? []
        let function = reader.string("function", .name)
        reader.finish(hints: ["type": "auth_type", "audiences": "audience", "scope": "scopes"])
        guard let type, let kind = kind(type, issuer, audience, function) else { return nil }
        var authorizer = Authorizer(id: id, kind: kind)
        authorizer.scopes = scopes
        authorizer.origins = reader.origins
        return authorizer
    }

    private func kind(
        _ type: String, _ issuer: String?, _ audience: [String]?, _ function: String?
    ) -> Authorizer.Kind? {
        switch type.lowercased() {
        case "iam", "aws_iam":
            warn(about: ["issuer", "audience", "scopes", "function"], type)
            return .iam
        case "jwt":
            warn(about: ["function"], type)
            if !reader.has("issuer") {
                reader.missing("issuer", notes: ["who makes the tokens: 'issuer'"])
            }
            if !reader.has("audience") {
                reader.missing("audience", notes: ["whom the tokens are for: 'audience'"])
            } else if reader.isEmptyList("audience") {
                reader.error(
                    .empty, at: "audience", "tokens for nobody", notes: ["name at least one"])
            }
            guard let issuer, let audience else { return nil }
            return .jwt(issuer: issuer, audience: audience)
        case "lambda":
            warn(about: ["issuer", "audience", "scopes"], type)
            if !reader.has("function") {
                reader.missing("function", notes: ["which function decides: 'function'"])
            }
            return function.map { .lambda(function: $0) }
        default:
            reader.unknownValue(
                type, what: "authorizer", of: ["jwt", "iam", "lambda"],
                at: reader.place("auth_type"))
            return nil
        }
    }

    private func warn(about keys: [String], _ type: String) {
        for key in keys where reader.has(key) {
            reader.warning(.ignored, at: key, "'\(key)' has no effect with '\(type)'")
        }
    }
}
