internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

package struct BindOptions: Sendable {
    package var answersJSON = false
    /// Where images go in the place of their repositories in AWS, for emulators: `host:port`.
    package var registry: String?

    package init() {}
}

/// Does what the last `asml cast` planned, if it is still what it was planned from.
package func bind(_ options: BindOptions) async throws {
    let project = try ProjectFolder()
    let lock = try ProjectLock(project)
    defer { lock.release() }
    let terraform = try TerraformCLI(project)
    let plan = try await checkedPlan(project)
    let emission = try emit(project, try ArtifactStamp.artifacts(project))
    try await terraform.initialize()
    try await pushImages(project, emission, terraform, options)
    try await apply(plan, emission, terraform)
    let outputs = try await remember(project, terraform, pinned: [:])
    if options.answersJSON {
        try JSONText.print(outputs)
    } else {
        try Console.print(outputs.text)
    }
}

private func checkedPlan(_ project: ProjectFolder) async throws -> TerraformPlan {
    guard let plan = TerraformPlan(project) else {
        throw Diagnostic(
            at: .tool, "there is no plan", notes: ["'asml cast' builds, and makes one"])
    }
    if let changed = plan.change(in: project) {
        throw refusal(project.shown("\(project.root)/\(changed)"))
    }
    let tools = try await BuildTools(project)
    for build in [FunctionBuild](project, tools) {
        if let changed = try build.change() { throw refusal(project.shown(changed)) }
    }
    return plan
}

/// The state may have moved on since the plan was made: repositories were made for images, or an
/// earlier `bind` was interrupted. Then what is left is planned again, and done if it is no more
/// than what was planned at first.
private func apply(_ plan: TerraformPlan, _ emission: Emission, _ terraform: TerraformCLI)
    async throws
{
    let steps = Steps()
    defer { steps.finish() }
    steps.begin("terraform apply")
    if try await terraform.apply(emission) { return }
    steps.begin("terraform plan")
    let left = try await terraform.plan(emission, out: TerraformPlan.remainder)
    let more = left.filter { !plan.changes.contains($0) }
    guard more.isEmpty else {
        throw Diagnostic(
            at: .tool, "the plan does not fit what is deployed now",
            notes: more.map { "\($0.action) \($0.address) was not planned" } + [
                "'asml cast' makes a new plan"
            ])
    }
    steps.begin("terraform apply")
    guard try await terraform.apply(emission, plan: TerraformPlan.remainder) else {
        throw Diagnostic(at: .tool, "somebody else is deploying this application at the moment")
    }
}

private func refusal(_ path: String) -> Diagnostic {
    Diagnostic(
        at: .file(path), "changed since the plan was made",
        notes: ["'asml cast' makes a new one"])
}

/// What is deployed now, for a way back.
///
/// - Parameter pinned: functions whose traffic an older version gets.
func remember(_ project: ProjectFolder, _ terraform: TerraformCLI, pinned: [String: Int])
    async throws -> Outputs
{
    TerraformPlan.remove(project)
    var outputs = try await Outputs(terraform)
    outputs.versions.merge(pinned) { $1 }
    var releases = Releases(project)
    releases.add(outputs.versions)
    releases.pinned = pinned
    try await releases.write(project)
    return outputs
}

/// What Terraform says of a deployment.
struct Outputs: Encodable {
    var apiURLs: [String: String] = [:]
    var functionARNs: [String: String] = [:]
    var functionURLs: [String: String] = [:]
    var versions: [String: Int] = [:]
    var logGroups: [String: String] = [:]
    var repositoryURLs: [String: String] = [:]

    private struct Document: Decodable {
        struct Flat: Decodable { var value: [String: String] }
        struct Nested: Decodable { var value: [String: [String: String]] }
        var api_urls: Flat?
        var function_arns: Nested?
        var function_urls: Nested?
        var function_versions: Nested?
        var log_groups: Nested?
        var repository_urls: Nested?
    }

    init(_ terraform: TerraformCLI) async throws {
        let data = try await terraform.outputs()
        guard let document = try? JSONDecoder().decode(Document.self, from: data) else {
            throw Diagnostic(
                at: .tool, "Terraform's outputs are not what we wrote",
                notes: ["net/outputs.tf is ours; 'asml cast' writes it again"])
        }
        apiURLs = document.api_urls?.value ?? [:]
        functionARNs = Self.flat(document.function_arns)
        functionURLs = Self.flat(document.function_urls)
        versions = Self.flat(document.function_versions).compactMapValues { Int($0) }
        logGroups = Self.flat(document.log_groups)
        repositoryURLs = Self.flat(document.repository_urls)
    }

    /// By `service.function`.
    private static func flat(_ table: Document.Nested?) -> [String: String] {
        var flat: [String: String] = [:]
        for (service, functions) in table?.value ?? [:] {
            for (function, value) in functions { flat["\(service).\(function)"] = value }
        }
        return flat
    }

    var text: String {
        var table = TextTable()
        for (service, url) in apiURLs.sorted(by: { $0.key < $1.key }) {
            table.add(service, "HTTP API", url)
        }
        for (function, arn) in functionARNs.sorted(by: { $0.key < $1.key }) {
            table.add(function, versions[function].map { "version \($0)" } ?? "", arn)
            if let url = functionURLs[function] { table.add(function, "function URL", url) }
        }
        return table.render()
    }
}
