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
    /// Of what is left when the state has moved on.
    static let againFile = "plan-again"
    /// Of what images are pushed to.
    static let repositoriesFile = "plan-repositories"

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
        let iomods = project.application.services.flatMap { service in
            service.iomodFiles
                + IOmodLayers.paths(service).filter {
                    FileManager.default.fileExists(atPath: "\(project.root)/\($0)")
                }
        }
        let files = emission.files.map(\.name) + [".terraform.lock.hcl", file]
        return [ManifestReader.fileName] + services + artifacts + iomods + files.map { "net/\($0)" }
            + SourceListing.files(below: "\(project.root)/user_tf") { !$0.contains(".terraform") }
            .map { "user_tf/\($0)" }
    }

    /// The first file that is not what the plan was made from.
    func change(in project: ProjectFolder) -> String? {
        files.sorted { $0.key < $1.key }.first { path, digest in
            (SourceListing.digest(ofFile: "\(project.root)/\(path)") ?? "missing") != digest
        }?.key
    }

    /// Whether a change is a part of what was planned. What Terraform was making when it was
    /// interrupted is to be made again, and what it was replacing may be gone already.
    func covers(_ change: PlannedChange) -> Bool {
        changes.contains { planned in
            guard planned.address == change.address else { return false }
            return switch planned.action {
            case "create": ["create", "replace"].contains(change.action)
            case "replace": ["create", "replace", "delete"].contains(change.action)
            default: planned.action == change.action
            }
        }
    }

    func write(_ project: ProjectFolder) async throws {
        try await JSONText.put(self, at: Self.path(project))
    }

    static func remove(_ project: ProjectFolder) {
        Files.remove(path(project))
        // They may have secrets in them.
        for file in [file, againFile, repositoriesFile] {
            Files.remove("\(project.terraform)/\(file)")
        }
    }
}
