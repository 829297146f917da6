internal import HCL
internal import Manifest

/// `aws-lambda-alpine`: a container image in a repository of its own, named by its digest.
struct ImagePackaging: Packaging {
    /// Of the images of a function, which are a few MB each; what is live is among them unless
    /// somebody pushed this often without deploying.
    private static let keptImages = 50

    func resources(_ scope: FunctionScope) -> [Resource] {
        guard repository(scope) != nil else { return [] }
        return [ecrRepository(scope), lifecycle(scope)]
    }

    func describe(_ scope: FunctionScope, in lambda: inout Resource) throws(EmitError) {
        lambda.set("package_type", "Image")
        switch try scope.artifact() {
        case .zip: throw scope.wrongArtifact
        case .foreignImage(let uri): lambda.set("image_uri", uri)
        case .image(let digest):
            let url = scope.reference("aws_ecr_repository").attribute("repository_url")
            lambda.set("image_uri", "\(url)@\(digest)" as Expression)
        }
        lambda.block("image_config", from: "handler_name") { body in
            body.set("command", .strings([scope.handler]))
        }
    }

    func repository(_ scope: FunctionScope) -> Repository? {
        guard case .image = scope.deployment.functions[scope.id]?.artifact else { return nil }
        return Repository(
            function: scope.id, address: ecrRepository(scope).address,
            name: scope.name.lowercased())
    }

    private func ecrRepository(_ scope: FunctionScope) -> Resource {
        var repository = Resource.resource("aws_ecr_repository", scope.names, scope)
        repository.set("name", scope.name.lowercased(), from: "name")
        repository.set("image_tag_mutability", "IMMUTABLE")
        // Every image can be built again.
        repository.set("force_delete", true)
        repository.block("image_scanning_configuration") { $0.set("scan_on_push", true) }
        return repository
    }

    private func lifecycle(_ scope: FunctionScope) -> Resource {
        var policy = Resource.resource("aws_ecr_lifecycle_policy", scope.names, scope)
        policy.set("repository", scope.reference("aws_ecr_repository").attribute("name"))
        let selection = Expression.object([
            .init("tagStatus", "any"), .init("countType", "imageCountMoreThan"),
            .init("countNumber", .number(Self.keptImages)),
        ])
        let rule = Expression.object([
            .init("rulePriority", 1), .init("description", "Images long replaced"),
            .init("selection", selection), .init("action", .object([.init("type", "expire")])),
        ])
        policy.set("policy", .call("jsonencode", [.object([.init("rules", .list([rule]))])]))
        return policy
    }
}
