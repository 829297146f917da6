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
    let built = try await buildAll(project, jobs: options.jobs)
    let emission = try emit(project, built)
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
    _ project: ProjectFolder, _ built: [FunctionID: BuiltArtifact], pinned: [String: Int] = [:]
) throws(Diagnostic) -> Emission {
    var deployment = Deployment()
    for (id, artifact) in built {
        deployment.functions[id] = FunctionDeployment(
            artifact.forTerraform, liveVersion: pinned[id.description])
    }
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
    for file in emission.files {
        let path = "\(project.terraform)/\(file.name)"
        let bytes = Array(file.text.utf8)
        if (try? Files.read(path)) != bytes { try await Files.put(bytes, at: path) }
    }
    let list = "\(project.work)/emitted"
    let earlier = (try? Files.read(list)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let names = Set(emission.files.map(\.name))
    for name in earlier.split(separator: "\n").map(String.init)
    where !names.contains(name) && name.hasSuffix(".tf") && !name.contains("/") {
        Files.remove("\(project.terraform)/\(name)")
    }
    try Files.makeFolder(project.work)
    try await Files.put(Array(names.sorted().joined(separator: "\n").utf8), at: list)
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

extension BuiltArtifact {
    fileprivate var forTerraform: Artifact {
        if let image { return .image(digest: image) }
        // From Terraform's folder.
        return .zip(Zip(.file(String(path.dropFirst("net/".count))), sha256: base64))
    }

    /// Lambda's way to write a digest.
    private var base64: String {
        var bytes: [UInt8] = []
        var rest = sha256[...]
        while rest.count >= 2 {
            bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return Data(bytes).base64EncodedString()
    }
}
