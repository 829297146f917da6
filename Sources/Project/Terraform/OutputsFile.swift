internal import HCL
internal import Manifest

/// What a person or a script wants to know after a deployment.
func outputsFile(_ deployment: Deployment, _ services: [ServiceScope]) -> [Resource] {
    let urls = services.filter(\.service.hasHTTP).map { service in
        Expression.Item(
            service.service.name,
            service.reference("aws_apigatewayv2_stage").attribute("invoke_url"))
    }
    let outputs: [(String, String, Expression)] = [
        ("api_urls", "Where the HTTP API of each service answers.", .object(urls)),
        (
            "function_arns", "What to invoke, by service and function.",
            services.table { $0.alias.attribute("arn") }
        ),
        (
            "function_urls", "Functions' own URLs, by service and function.",
            services.table { scope in
                scope.function.url.map { _ in
                    scope.reference("aws_lambda_function_url").attribute("function_url")
                }
            }
        ),
        (
            "function_versions", "The version that was deployed last, by service and function.",
            services.table { $0.lambda.attribute("version") }
        ),
        (
            "log_groups", "Where functions log, by service and function.",
            services.table { $0.reference("aws_cloudwatch_log_group").attribute("name") }
        ),
        (
            "repository_urls", "Where images are pushed to, by service and function.",
            services.table { scope in
                scope.function.provider.packaging.repository(scope).map { _ in
                    scope.reference("aws_ecr_repository").attribute("repository_url")
                }
            }
        ),
        (
            "release", "The label of this release.",
            deployment.release.map(Expression.string) ?? .null
        ),
    ]
    return outputs.filter { $0.2 != .object([]) && $0.2 != .null }.map(output)
}

private func output(_ name: String, _ description: String, _ value: Expression) -> Resource {
    var output = Resource("output", [name])
    output.set("description", description)
    output.set("value", value)
    return output
}
