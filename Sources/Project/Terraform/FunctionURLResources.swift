internal import HCL
internal import Manifest

/// A function's own URL.
/// https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
func functionURL(_ scope: FunctionScope) -> [Resource] {
    guard let url = scope.function.url else { return [] }
    var resource = Resource.resource("aws_lambda_function_url", scope.names, scope)
    resource.set("function_name", scope.lambdaARN)
    resource.set("qualifier", scope.aliasName)
    resource.set("authorization_type", url.auth == .iam ? "AWS_IAM" : "NONE", from: "url.auth")
    resource.set(
        "invoke_mode", url.streaming ? "RESPONSE_STREAM" : "BUFFERED", from: "url.streaming")
    if let cors = url.cors { resource.block("cors", from: "url.cors") { $0.set(cors) } }
    // With IAM, callers need both actions in policies of their own.
    return url.auth == .iam ? [resource] : [resource] + publicPermissions(scope)
}

/// Since October 2025 callers need both actions.
private func publicPermissions(_ scope: FunctionScope) -> [Resource] {
    var url = base(scope, "url", action: "lambda:InvokeFunctionUrl")
    url.set("function_url_auth_type", "NONE")
    var invoke = base(scope, "url-invoke", action: "lambda:InvokeFunction")
    if scope.deployment.awsProvider == .from6_28 { invoke.set("invoked_via_function_url", true) }
    return [url, invoke]
}

private func base(_ scope: FunctionScope, _ name: String, action: String) -> Resource {
    var permission = Resource.resource("aws_lambda_permission", scope.names + [name], scope)
    permission.set("statement_id", name)
    permission.set("action", action, from: "url.auth")
    permission.set("function_name", scope.lambdaARN)
    permission.set("qualifier", scope.aliasName)
    permission.set("principal", "*")
    return permission
}
