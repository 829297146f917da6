internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

package struct CastOptions: Sendable {
    /// Functions that are built at a time.
    package var jobs = ProcessInfo.processInfo.activeProcessorCount
    /// Whether Terraform is asked what it would do.
    package var plans = true
    package var answersJSON = false

    package init() {}
}

/// Builds every function, packs it, writes the Terraform and has it planned. Nothing that was built
/// before takes the place of what could not be built now.
package func cast(_ options: CastOptions) async throws {
    let project = try ProjectFolder()
    let lock = try ProjectLock(project)
    defer { lock.release() }
    let terraform = options.plans ? try TerraformCLI(project) : nil
    TerraformPlan.remove(project)
    let iomods = try IOmodLayers(project)
    iomods.warnings.forEach(Console.report)
    let built = try await buildAll(project, jobs: options.jobs)
    let emission = try emit(project, built, iomods)
    try await iomods.write(project)
    try await write(emission, project)
    var changes: [PlannedChange]?
    if let terraform {
        changes = try await plan(emission, terraform)
        try await TerraformPlan(project, emission, changes ?? []).write(project)
    }
    if options.answersJSON { return try JSONText.print(CastReport(built, changes)) }
    if let changes { try Console.print(planText(changes, hint: "'asml bind' does it")) }
}

func plan(_ emission: Emission, _ terraform: TerraformCLI) async throws -> [PlannedChange] {
    let progress = Steps()
    defer { progress.finish() }
    progress.begin("terraform init")
    try await terraform.initialize()
    progress.begin("terraform validate")
    try await terraform.validate(emission)
    progress.begin("terraform plan")
    return try await terraform.plan(emission)
}

/// - Parameter pinned: functions that stay at an older version, by `service.function`.
func emit(
    _ project: ProjectFolder, _ built: [FunctionID: BuiltArtifact], _ iomods: IOmodLayers,
    pinned: [String: Int] = [:]
) throws(Diagnostic) -> Emission {
    let places = try ZipPlaces(project, built, iomods)
    var deployment = Deployment()
    for (id, artifact) in built {
        let image = artifact.image.map { Artifact.image(digest: $0) }
        let zip = places.functions[id].map { Artifact.zip($0.forTerraform) }
        guard let package = image ?? zip else { continue }
        deployment.functions[id] = FunctionDeployment(
            package, liveVersion: pinned[id.description])
    }
    deployment.layers = places.layers.mapValues(\.forTerraform)
    deployment.userModule = UserModule(in: project)
    do {
        return try emitTerraform(project.application, deployment)
    } catch {
        throw Diagnostic(
            at: error.span.map { .text($0) } ?? .file(project.shown(project.root)), error.message)
    }
}

/// Files that we wrote earlier and write no more are removed; others are the user's.
func write(_ emission: Emission, _ project: ProjectFolder) async throws {
    try project.checkOutputs(emission)
    try Files.makeFolder(project.terraform)
    try Files.makeFolder(project.work)
    let list = "\(project.work)/emitted"
    let text = (try? Files.read(list)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let earlier = Set(text.split(separator: "\n").map(String.init))
    let names = Set(emission.files.map(\.name))
    // Before there are any: whoever is killed in between has written no file that is not known.
    try await put(names.union(earlier), at: list)
    for file in emission.files {
        let path = "\(project.terraform)/\(file.name)"
        let bytes = Array(file.text.utf8)
        if (try? Files.read(path)) != bytes { try await Files.put(bytes, at: path) }
    }
    for name in earlier.subtracting(names) where name.hasSuffix(".tf") && !name.contains("/") {
        Files.remove("\(project.terraform)/\(name)")
    }
    try await put(names, at: list)
}

private func put(_ names: Set<String>, at list: String) async throws {
    let bytes = Array(names.sorted().joined(separator: "\n").utf8)
    if (try? Files.read(list)) != bytes { try await Files.put(bytes, at: list) }
}

/// What a plan would do, for people.
func planText(_ changes: [PlannedChange], hint: String?) -> String {
    guard !changes.isEmpty else { return "Nothing to deploy: all is as it should be.\n" }
    let signs = ["create": "+", "update": "~", "delete": "-", "replace": "±"]
    var text = ""
    for change in changes.sorted(by: { $0.address < $1.address }) {
        text += "  \(signs[change.action] ?? change.action) \(change.address)\n"
    }
    let counts = ["create", "update", "replace", "delete"].compactMap { action -> String? in
        let count = changes.count { $0.action == action }
        return count == 0 ? nil : "\(count) to \(action)"
    }
    return text + "\(counts.joined(separator: ", "))\(hint.map { "; \($0)" } ?? "")\n"
}

private struct CastReport: Encodable {
    struct Function: Encodable {
        var name: String
        var package: String
        var sha256: String
        var size: Int
    }
    var functions: [Function]
    /// Absent when nothing was planned.
    var changes: [PlannedChange]?

    init(_ built: [FunctionID: BuiltArtifact], _ changes: [PlannedChange]?) {
        functions = built.sorted { $0.key < $1.key }.map { id, artifact in
            Function(
                name: id.description, package: artifact.path, sha256: artifact.sha256,
                size: artifact.size)
        }
        self.changes = changes
    }
}
