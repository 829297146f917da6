internal import HCL
internal import Manifest

/// The HTTP API of a service, if one of its functions has a route.
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
func httpAPI(_ scope: ServiceScope) -> [Resource] {
    guard scope.service.hasHTTP else { return [] }
    let options = scope.service.api
    let origins = scope.service.origins
    let names = [scope.service.name]
    var api = Resource("aws_apigatewayv2_api", names, scope.provider, origins)
    api.set("name", scope.name)
    api.set("protocol_type", "HTTP")
    if let cors = options.cors {
        api.block("cors_configuration", from: "api.cors") { $0.set(cors) }
    }

    var stage = Resource("aws_apigatewayv2_stage", names, scope.provider, origins)
    stage.set("api_id", api.reference.attribute("id"))
    stage.set("name", "$default")
    stage.set("auto_deploy", true)
    guard options.accessLogs else { return [api, stage] }

    var group = Resource("aws_cloudwatch_log_group", names, scope.provider, origins)
    // With this prefix API Gateway needs no statement of its own in the account's log policy, whose
    // length is limited.
    group.set("name", "/aws/vendedlogs/apigateway/\(scope.name)")
    group.set(
        "retention_in_days", scope.service.options.logRetentionDays ?? 14,
        from: "service.provider.options.log_retention_days")
    stage.block("access_log_settings", from: "api.access_logs") { body in
        body.set("destination_arn", group.reference.attribute("arn"))
        body.set("format", .call("jsonencode", [.strings(sorted: accessLogFields)]))
    }
    return [api, group, stage]
}

/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
private let accessLogFields = [
    "error": "$context.error.message",
    "integrationError": "$context.integrationErrorMessage",
    "integrationLatency": "$context.integrationLatency",
    "ip": "$context.identity.sourceIp",
    "latency": "$context.responseLatency",
    "method": "$context.httpMethod",
    "path": "$context.path",
    "requestId": "$context.requestId",
    "responseLength": "$context.responseLength",
    "route": "$context.routeKey",
    "status": "$context.status",
    "time": "$context.requestTime",
    "userAgent": "$context.identity.userAgent",
]

/// The authorizers of the service's routes; IAM needs none.
func authorizers(_ scope: ServiceScope) throws(EmitError) -> [Resource] {
    guard scope.service.hasHTTP else { return [] }
    var resources: [Resource] = []
    for authorizer in scope.service.api.authorizers.sorted(by: { $0.id < $1.id }) {
        switch authorizer.kind {
        case .iam: break
        case .jwt(let issuer, let audience):
            var resource = base(authorizer, scope, type: "JWT")
            resource.block("jwt_configuration", from: "issuer") { body in
                body.set("issuer", .string(issuer))
                body.set("audience", .strings(audience))
            }
            resources.append(resource)
        case .lambda(let name):
            guard let function = scope.functions.first(where: { $0.function.name == name }) else {
                throw EmitError(
                    kind: .unknownAuthorizerFunction(name),
                    span: authorizer.origins["function"])
            }
            resources += lambdaAuthorizer(authorizer, scope, function)
        }
    }
    return resources
}

private func lambdaAuthorizer(
    _ authorizer: Authorizer, _ scope: ServiceScope, _ function: FunctionScope
) -> [Resource] {
    var resource = base(authorizer, scope, type: "REQUEST")
    resource.set("authorizer_uri", function.alias.attribute("invoke_arn"), from: "function")
    resource.set("authorizer_payload_format_version", "2.0")
    resource.set("enable_simple_responses", true)
    let api = scope.reference("aws_apigatewayv2_api").attribute("execution_arn")
    let source: Expression = "\(api)/authorizers/\(resource.reference.attribute("id"))"
    let permission = permission(
        function, ["authorizer", authorizer.id], principal: "apigateway.amazonaws.com",
        source: source, authorizer.origins)
    return [resource, permission]
}

private func base(_ authorizer: Authorizer, _ scope: ServiceScope, type: String) -> Resource {
    let names = [scope.service.name, authorizer.id]
    var resource = Resource(
        "aws_apigatewayv2_authorizer", names, scope.provider, authorizer.origins)
    resource.set("api_id", scope.reference("aws_apigatewayv2_api").attribute("id"))
    resource.set("name", authorizer.id)
    resource.set("authorizer_type", type, from: "auth_type")
    resource.set("identity_sources", .strings(["$request.header.Authorization"]))
    return resource
}

/// The function's route, what stands behind it, and API Gateway's permission.
func route(_ scope: FunctionScope) throws(EmitError) -> [Resource] {
    guard let http = scope.function.http else { return [] }
    let api = scope.parent.reference("aws_apigatewayv2_api")
    var integration = Resource.resource("aws_apigatewayv2_integration", scope.names, scope)
    integration.set("api_id", api.attribute("id"))
    integration.set("integration_type", "AWS_PROXY")
    integration.set("integration_method", "POST")
    integration.set("integration_uri", scope.alias.attribute("invoke_arn"))
    integration.set("payload_format_version", scope.service.api.payloadFormat.rawValue)

    var route = Resource.resource("aws_apigatewayv2_route", scope.names, scope)
    route.set("api_id", api.attribute("id"))
    route.set("route_key", http.key, from: "http")
    route.set("target", "integrations/\(integration.reference.attribute("id"))" as Expression)
    try authorize(&route, scope)

    let permission = permission(
        scope, ["api"], principal: "apigateway.amazonaws.com",
        source: "\(api.attribute("execution_arn"))/*/*")
    return [integration, route, permission]
}

private func authorize(_ route: inout Resource, _ scope: FunctionScope) throws(EmitError) {
    guard let id = scope.function.authorizerID else {
        route.set("authorization_type", "NONE", from: "authorizer_id")
        return
    }
    guard let authorizer = scope.service.api.authorizers.first(where: { $0.id == id }) else {
        throw EmitError(
            kind: .unknownAuthorizer(id), span: scope.function.origins["authorizer_id"])
    }
    let reference = scope.parent.reference("aws_apigatewayv2_authorizer", id).attribute("id")
    switch authorizer.kind {
    case .iam: route.set("authorization_type", "AWS_IAM", from: "authorizer_id")
    case .jwt:
        route.set("authorization_type", "JWT", from: "authorizer_id")
        route.set("authorizer_id", reference, from: "authorizer_id")
        if !authorizer.scopes.isEmpty {
            route.set("authorization_scopes", .strings(authorizer.scopes), from: "authorizer_id")
        }
    case .lambda:
        route.set("authorization_type", "CUSTOM", from: "authorizer_id")
        route.set("authorizer_id", reference, from: "authorizer_id")
    }
}

extension Body {
    /// The same names in `cors_configuration` of an API and `cors` of a function URL.
    mutating func set(_ cors: CORS) {
        let lists = [
            ("allow_origins", cors.allowOrigins), ("allow_methods", cors.allowMethods),
            ("allow_headers", cors.allowHeaders), ("expose_headers", cors.exposeHeaders),
        ]
        for (name, values) in lists where !values.isEmpty { set(name, .strings(values)) }
        if cors.allowCredentials { set("allow_credentials", true) }
        if let age = cors.maxAgeSeconds { set("max_age", .number(age)) }
    }
}
