internal import HCL
package import Manifest

/// Writes an application as Terraform: `main.tf`, a file for each service, and `outputs.tf`. The
/// same input gives the same bytes.
package func emitTerraform(
    _ application: Application, _ deployment: Deployment
) throws(EmitError) -> Emission {
    let application = application.withRegion
    let scopes = application.services.sorted { $0.name < $1.name }.map {
        ServiceScope(application, deployment, $0)
    }
    try checkNames(scopes)
    try checkRegions(scopes)
    var contents: [(name: String, origin: String, resources: [Resource])] = []
    contents.append(("main.tf", "assemblylift.toml", mainFile(application, deployment, scopes)))
    for scope in scopes {
        let origin = "services/\(scope.service.name)/service.toml"
        contents.append((fileName(of: scope.service), origin, try serviceFile(scope)))
    }
    contents.append(("buckets.tf", "the services' events", try bucketNotifications(scopes)))
    contents.append(("outputs.tf", "assemblylift.toml", outputsFile(deployment, scopes)))

    let written = contents.filter { !$0.resources.isEmpty }.sorted { $0.name < $1.name }
    let places = written.flatMap(\.resources).map { ($0.address, $0.place) }
    return Emission(
        files: written.map { TerraformFile(name: $0.name, text: text($0.resources, $0.origin)) },
        repositories: scopes.flatMap(repositories),
        places: Dictionary(places) { first, _ in first })
}

extension Application {
    /// Where every service names a region, the environment need not have one, but Terraform wants
    /// one for what belongs to none of them.
    fileprivate var withRegion: Application {
        var result = self
        let regions = services.map(\.options.region)
        if aws.region == nil, !regions.contains(nil) {
            result.aws.region = regions.compactMap { $0 }.min()
        }
        return result
    }
}

private func text(_ resources: [Resource], _ origin: String) -> String {
    var body = Body()
    body.comment("Written by asml from \(origin). Changes made here are lost.")
    body.blankLine()
    for resource in resources { body.append(resource.block) }
    return body.print()
}

/// Services share a folder with our own files, and Terraform reads `override.tf` in its own way. No
/// name of a service has a dot.
private func fileName(of service: Service) -> String {
    let name = service.name.lowercased()
    let isTaken = ["main", "buckets", "outputs", "variables", "override"].contains(name)
    return isTaken || name.hasSuffix("_override")
        ? "\(service.name).service.tf" : "\(service.name).tf"
}

/// `a-b` with `c` and `a` with `b-c` are different to us, but one function to AWS.
private func checkNames(_ services: [ServiceScope]) throws(EmitError) {
    var owners: [String: FunctionID] = [:]
    for service in services {
        for function in service.functions {
            let repository = function.function.provider.packaging.repository(function)?.name
            for name in Set([function.name, repository].compactMap { $0 }).sorted() {
                guard let owner = owners.updateValue(function.id, forKey: name) else { continue }
                throw EmitError(
                    kind: .sameFunctionName(name, owner, function.id),
                    span: function.function.origins["name"])
            }
        }
    }
}

/// The API, the IOmods' layer and the functions of a service are in one place.
private func checkRegions(_ services: [ServiceScope]) throws(EmitError) {
    for function in services.flatMap(\.functions) {
        let options = function.function.options
        let provider = function.provider
        guard options.region ?? provider.region == provider.region,
            options.accountID ?? provider.accountID == provider.accountID
        else {
            throw EmitError(
                kind: .outsideOfService(function.id), span: function.function.origins["provider"])
        }
    }
}

private func serviceFile(_ scope: ServiceScope) throws(EmitError) -> [Resource] {
    var resources = layers(scope) + httpAPI(scope)
    resources += try authorizers(scope)
    for function in scope.functions {
        resources += try functionResources(function)
        resources += functionPolicy(function)
        resources += try route(function)
        resources += functionURL(function)
        resources += schedule(function)
        resources += eventSources(function)
    }
    return resources
}

private func repositories(_ scope: ServiceScope) -> [Repository] {
    scope.functions.compactMap { function in
        function.function.provider.packaging.repository(function)
    }
}

extension ServiceScope {
    var functions: [FunctionScope] {
        service.functions.sorted { $0.name < $1.name }.map { FunctionScope(self, $0) }
    }
}
