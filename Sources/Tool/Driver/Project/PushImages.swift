internal import AWSClient
internal import Diagnostics
internal import Foundation
internal import Manifest
internal import OCI
internal import Terraform

/// Functions that are images: their repositories are made first, then the images are pushed, so
/// that both are there when Terraform makes the functions. All of it may be interrupted and done
/// again: what is there already stays.
func pushImages(
    _ project: ProjectFolder, _ emission: Emission, _ terraform: TerraformCLI,
    _ options: BindOptions
) async throws {
    guard !emission.repositories.isEmpty else { return }
    let steps = Steps()
    defer { steps.finish() }
    steps.begin("making repositories")
    let urls = try await repositories(project, emission, terraform)
    for repository in emission.repositories {
        guard let url = urls[repository.function.description] else {
            throw Diagnostic(
                at: .tool, "Terraform names no repository for '\(repository.function)'")
        }
        steps.begin("pushing \(repository.function)")
        try await push(repository, url, project, options)
    }
}

/// URLs by `service.function`; those that are missing are made.
private func repositories(
    _ project: ProjectFolder, _ emission: Emission, _ terraform: TerraformCLI
) async throws -> [String: String] {
    let known = try await Outputs(terraform).repositoryURLs
    let missing = emission.repositories.filter { known[$0.function.description] == nil }
    if missing.isEmpty { return known }
    let file = TerraformPlan.repositoriesFile
    defer { Files.remove("\(project.terraform)/\(file)") }
    let targets = emission.repositories.map { "-target=\($0.address)" }
    _ = try await terraform.plan(emission, targets, out: file)
    try await terraform.apply(emission, plan: file)
    return try await Outputs(terraform).repositoryURLs
}

private func push(
    _ repository: Repository, _ url: String, _ project: ProjectFolder, _ options: BindOptions
) async throws {
    let stamp = ArtifactStamp(in: project.buildFolder(repository.function))
    guard let artifact = stamp?.artifact else { return }
    let name = options.registry.map { "\($0)/\(repository.name)" } ?? url
    do {
        let tag = (artifact.image ?? "").dropFirst("sha256:".count).prefix(12)
        let reference = try ImageReference("\(name):\(tag)")
        let credentials = try await credentials(for: reference.registry, project)
        try await Files.withTemporaryFolder(in: project.work) { scratch in
            let image = try Image.read("\(project.root)/\(artifact.path)", in: scratch)
            try await RegistryClient.with(reference, credentials: credentials) {
                client throws(OCIError) in
                if try await client.has(image) { return }
                _ = try await client.push(image)
            }
        }
    } catch let error as OCIError {
        throw Diagnostic(
            at: .tool, "cannot push '\(repository.function)' to \(name): \(error.message)",
            notes: [error.place])
    }
}

/// ECR's from AWS, for others as docker has them.
private func credentials(for registry: String, _ project: ProjectFolder) async throws
    -> RegistryCredentials?
{
    if let known = try await DockerConfig().credentials(for: registry) { return known }
    guard registry.contains(".dkr.ecr."), registry.contains(".amazonaws.com") else { return nil }
    do {
        let settings = try AWSSettings(project)
        return try await AWSClient.with(settings) { client throws(AWSError) in
            let login = try await client.registryLogin()
            return RegistryCredentials(user: login.user, password: login.password)
        }
    } catch {
        throw Diagnostic(error)
    }
}

extension AWSSettings {
    /// Where an application is deployed to.
    ///
    /// - Parameter region: of a function that has another one.
    init(_ project: ProjectFolder, region: String? = nil) throws(AWSError) {
        let aws = project.application.aws
        try self.init(
            environment: ProcessInfo.processInfo.environment, region: region ?? aws.region,
            endpoint: aws.endpointURL)
    }
}
