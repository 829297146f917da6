internal import HCL
internal import Manifest

/// A function, its log group, and the alias that everything invokes.
func functionResources(_ scope: FunctionScope) throws(EmitError) -> [Resource] {
    var resources = [logGroup(scope)] + scope.function.provider.packaging.resources(scope)
    resources += [try lambda(scope), alias(scope)]
    if let count = scope.function.provisionedConcurrency {
        resources.append(provisionedConcurrency(scope, count))
    }
    if let retries = scope.function.retries { resources.append(invokeConfig(scope, retries)) }
    return resources
}

private func lambda(_ scope: FunctionScope) throws(EmitError) -> Resource {
    let function = scope.function
    var lambda = Resource.resource("aws_lambda_function", scope.names, scope)
    lambda.set("function_name", scope.name, from: "name")
    lambda.set("role", scope.reference("aws_iam_role").attribute("arn"))
    try function.provider.packaging.describe(scope, in: &lambda)
    lambda.set("architectures", .strings([function.architecture.rawValue]), from: "architecture")
    lambda.set("memory_size", function.memoryMegabytes, from: "size_mb")
    lambda.set("timeout", function.timeoutSeconds, from: "timeout_seconds")
    lambda.set(
        "reserved_concurrent_executions", function.reservedConcurrency,
        from: "reserved_concurrency")
    lambda.set("publish", true)
    configure(&lambda, function)
    if function.logFormat == .json {
        let group = scope.reference("aws_cloudwatch_log_group").attribute("name")
        lambda.block("logging_config", from: "log_format") { body in
            body.set("log_format", .string(function.logFormat.rawValue))
            body.set("application_log_level", .string(function.logLevel.rawValue))
            body.set("log_group", group)
        }
        lambda.place.keys["logging_config"] = "log_level"
    }
    // Lambda itself needs the policy while it makes the function: network interfaces, for one.
    lambda.dependsOn([scope.reference("aws_iam_role_policy")])
    if scope.parent.application.aws.endpointURL != nil {
        lambda.block.body.blankLine()
        lambda.block("lifecycle") { $0.set("ignore_changes", .list(forgotten)) }
    }
    return lambda
}

/// What emulators (moto among them) take and then forget, which would look like a change each time.
private let forgotten: [Expression] = [
    .reference(["logging_config"]), .reference(["dead_letter_config"]),
]

private func configure(_ lambda: inout Resource, _ function: Function) {
    let variables = function.environment.merging(function.secrets) { _, secret in secret }
    if !variables.isEmpty {
        lambda.block("environment", from: "environment") { body in
            body.set("variables", .strings(sorted: variables))
        }
    }
    if let size = function.ephemeralStorageMegabytes {
        lambda.block("ephemeral_storage", from: "ephemeral_storage_mb") { body in
            body.set("size", .number(size))
        }
    }
    if let vpc = function.vpc {
        lambda.block("vpc_config", from: "vpc") { body in
            body.set("subnet_ids", .strings(vpc.subnetIDs))
            body.set("security_group_ids", .strings(vpc.securityGroupIDs))
        }
    }
    if function.tracing {
        lambda.block("tracing_config", from: "tracing") { $0.set("mode", "Active") }
    }
    if let target = function.deadLetter {
        lambda.block("dead_letter_config", from: "dead_letter") { body in
            body.set("target_arn", .string(target))
        }
    }
}

private func logGroup(_ scope: FunctionScope) -> Resource {
    var group = Resource.resource("aws_cloudwatch_log_group", scope.names, scope)
    group.set("name", "/aws/lambda/\(scope.name)", from: "name")
    group.set("retention_in_days", scope.function.logRetentionDays, from: "log_retention_days")
    return group
}

private func alias(_ scope: FunctionScope) -> Resource {
    var alias = Resource.resource("aws_lambda_alias", scope.names, scope)
    alias.set("name", FunctionScope.live)
    alias.set("function_name", scope.lambdaARN)
    if let version = scope.deployment.functions[scope.id]?.liveVersion {
        alias.set("function_version", "\(version)")
    } else {
        alias.set("function_version", scope.lambda.attribute("version"))
    }
    return alias
}

private func provisionedConcurrency(_ scope: FunctionScope, _ count: Int) -> Resource {
    let kind = "aws_lambda_provisioned_concurrency_config"
    var config = Resource.resource(kind, scope.names, scope)
    config.set("function_name", scope.lambdaARN)
    config.set("qualifier", scope.aliasName)
    config.set("provisioned_concurrent_executions", count, from: "provisioned_concurrency")
    return config
}

private func invokeConfig(_ scope: FunctionScope, _ retries: Int) -> Resource {
    let kind = "aws_lambda_function_event_invoke_config"
    var config = Resource.resource(kind, scope.names, scope)
    config.set("function_name", scope.lambdaARN)
    config.set("qualifier", scope.aliasName)
    config.set("maximum_retry_attempts", retries, from: "retries")
    return config
}

/// Lets a service invoke the function, on behalf of one source.
///
/// - Parameter name: among the function's permissions.
func permission(
    _ scope: FunctionScope, _ name: [String], principal: String, source: Expression,
    _ origins: Origins? = nil
) -> Resource {
    let names = scope.names + name
    var permission = Resource.resource("aws_lambda_permission", names, scope, origins)
    permission.set("statement_id", limited(name.joined(separator: "-"), to: 100))
    permission.set("action", "lambda:InvokeFunction")
    permission.set("function_name", scope.lambdaARN)
    permission.set("qualifier", scope.aliasName)
    permission.set("principal", principal)
    permission.set("source_arn", source)
    return permission
}
