internal import HCL
internal import Manifest

/// What the application's Terraform is run with: versions, where the state is, which account and
/// region, and the user's own module.
func mainFile(
    _ application: Application, _ deployment: Deployment, _ services: [ServiceScope]
) -> [Resource] {
    let main = ProviderConfiguration(application)
    let others = Set(services.map(\.provider)).filter { $0.alias != nil }
        .sorted { ($0.alias ?? "") < ($1.alias ?? "") }
    var resources = [settings(application, deployment)]
    resources += ([main] + others).map { configuration in
        var resource = provider(configuration, application)
        if let place = regionPlace(of: configuration, application, services) {
            resource.place = place
        }
        return resource
    }
    if services.contains(where: { !$0.functions.isEmpty }) { resources.append(lambdaTrust()) }
    if services.contains(where: \.namesABucket) {
        resources.append(Resource("data", ["aws_partition", "current"]))
    }
    if let module = deployment.userModule {
        resources.append(userModule(module, application, services))
    }
    return resources
}

/// The service that says which region it is, unless the application does.
private func regionPlace(
    of provider: ProviderConfiguration, _ application: Application, _ services: [ServiceScope]
) -> ResourcePlace? {
    let key = "service.provider.options.region"
    if provider.alias == nil, application.origins.keys["aws.region"] != nil { return nil }
    let services = services.lazy.filter { $0.provider == provider }.map(\.service)
    guard let service = services.first(where: { $0.origins.keys[key] != nil }) else { return nil }
    return ResourcePlace(origins: service.origins, keys: ["region": key])
}

private func settings(_ application: Application, _ deployment: Deployment) -> Resource {
    var settings = Resource("terraform", [], application.origins)
    // The lock in S3 came with 1.10 and was settled with 1.11.
    settings.set("required_version", application.state == nil ? ">= 1.5" : ">= 1.11")
    settings.block("required_providers") { body in
        body.set(
            "aws",
            .object([
                .init("source", "hashicorp/aws"),
                .init("version", .string(deployment.awsProvider.constraint)),
            ]))
    }
    if let state = application.state {
        var backend = Block("backend", ["s3"])
        backend.body.set("bucket", .string(state.bucket))
        backend.body.set("key", .string(state.key))
        backend.body.set("region", .string(state.region))
        backend.body.set("encrypt", true)
        backend.body.set("use_lockfile", true)
        if let endpoint = application.aws.endpointURL {
            backend.body.emulate(pathStyle: "use_path_style")
            backend.body.set("endpoints", .object([.init("s3", .string(endpoint))]))
        }
        settings.block.body.append(backend)
        settings.place.keys["backend"] = "terraform"
    }
    return settings
}

private func provider(_ provider: ProviderConfiguration, _ application: Application) -> Resource {
    var resource = Resource("provider", ["aws"], application.origins)
    resource.alias = provider.alias
    resource.set("alias", provider.alias)
    resource.set("region", provider.region, from: "aws.region")
    if let endpoint = application.aws.endpointURL {
        resource.block.body.emulate(pathStyle: "s3_use_path_style")
        resource.set("max_retries", 2)
        resource.block("endpoints", from: "aws.endpoint_url") { body in
            for service in emulatedServices { body.set(service, .string(endpoint)) }
        }
    } else if let account = provider.accountID {
        resource.set("allowed_account_ids", .strings([account]), from: "aws.account_id")
    }
    if !application.tags.isEmpty {
        resource.block("default_tags", from: "project.tags") { body in
            body.set("tags", .strings(sorted: application.tags))
        }
    }
    return resource
}

/// What generated and user's Terraform is likely to call.
private let emulatedServices = [
    "apigatewayv2", "cloudwatch", "cloudwatchlogs", "dynamodb", "ecr", "events", "iam", "kinesis",
    "kms", "lambda", "s3", "scheduler", "secretsmanager", "sns", "sqs", "ssm", "sts",
]

extension Body {
    /// An emulator has no accounts and must not see anybody's keys.
    fileprivate mutating func emulate(pathStyle: String) {
        set("access_key", "test")
        set("secret_key", "test")
        set("skip_credentials_validation", true)
        set("skip_metadata_api_check", true)
        set("skip_requesting_account_id", true)
        set("skip_region_validation", true)
        set(pathStyle, true)
    }
}

extension UserModule {
    /// As AssemblyLift calls it.
    static let name = "usermod"

    private static let fromFunctions: Set = [
        "function_names", "function_role_names", "function_role_arns",
    ]

    var needsFunctions: Bool { !variables.isDisjoint(with: Self.fromFunctions) }
}

private func userModule(
    _ module: UserModule, _ application: Application, _ services: [ServiceScope]
) -> Resource {
    var resource = Resource("module", [UserModule.name])
    resource.set("source", "../user_tf")
    let values: [(String, Expression)] = [
        ("project_name", .string(application.name)),
        ("function_names", services.table { $0.lambda.attribute("function_name") }),
        ("function_role_names", services.table { $0.reference("aws_iam_role").attribute("name") }),
        ("function_role_arns", services.table { $0.reference("aws_iam_role").attribute("arn") }),
    ]
    for (name, value) in values where module.variables.contains(name) { resource.set(name, value) }
    return resource
}

extension [ServiceScope] {
    /// Something of each function, by service and function; services without any are left out.
    func table(_ value: (FunctionScope) -> Expression?) -> Expression {
        let services = map { service in
            let items = service.functions.compactMap { function in
                value(function).map { Expression.Item(function.function.name, $0) }
            }
            return Expression.Item(service.service.name, .object(items))
        }
        return .object(services.filter { $0.value != .object([]) })
    }
}
