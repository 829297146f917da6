internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

/// A plan that waits for `asml bind`, and all that it was made from.
struct TerraformPlan: Codable, Sendable {
    /// Digests by path below the application's folder.
    var files: [String: String]
    var changes: [PlannedChange]

    static let file = "plan"
    /// What is left of a plan whose application was interrupted.
    static let remainder = "plan-again"

    static func path(_ project: ProjectFolder) -> String { "\(project.work)/plan.json" }

    init?(_ project: ProjectFolder) {
        guard let bytes = try? Files.read(Self.path(project)),
            let plan = try? JSONDecoder().decode(Self.self, from: Data(bytes))
        else { return nil }
        self = plan
    }

    init(_ project: ProjectFolder, _ emission: Emission, _ changes: [PlannedChange]) {
        self.changes = changes
        files = [:]
        for path in Self.sources(project, emission) {
            files[path] = SourceListing.digest(ofFile: "\(project.root)/\(path)") ?? "missing"
        }
    }

    /// What a plan depends on: manifests, Terraform files, packages, the versions that are locked,
    /// and the plan itself.
    private static func sources(_ project: ProjectFolder, _ emission: Emission) -> [String] {
        let services = project.application.services.map {
            "services/\($0.name)/\(ManifestReader.serviceFileName)"
        }
        let artifacts = project.application.functions.map { service, function in
            ProjectFolder.package(FunctionID(service.name, function.name), function.provider)
        }
        let files = emission.files.map(\.name) + [".terraform.lock.hcl", file]
        return [ManifestReader.fileName] + services + artifacts + files.map { "net/\($0)" }
            + SourceListing.files(below: "\(project.root)/user_tf") { !$0.contains(".terraform") }
            .map { "user_tf/\($0)" }
    }

    /// The first file that is not what the plan was made from.
    func change(in project: ProjectFolder) -> String? {
        files.sorted { $0.key < $1.key }.first { path, digest in
            (SourceListing.digest(ofFile: "\(project.root)/\(path)") ?? "missing") != digest
        }?.key
    }

    func write(_ project: ProjectFolder) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try await Files.put(Array(try encoder.encode(self)), at: Self.path(project))
    }

    static func remove(_ project: ProjectFolder) {
        Files.remove(path(project))
        for name in [file, remainder] { Files.remove("\(project.terraform)/\(name)") }
    }
}
