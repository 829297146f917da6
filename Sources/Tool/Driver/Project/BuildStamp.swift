internal import Diagnostics
internal import Foundation
internal import Languages
internal import Manifest
internal import Terraform

/// What a function was last built from, and what came of it. While nothing of it has changed,
/// nothing needs to run.
struct BuildStamp: Codable, Equatable {
    /// Command lines, options and the tool itself.
    var recipe: String
    /// The files of the function's folder, by their names.
    var inputs: [String]
    /// All that was read, by absolute path, with their digests.
    var files: [String: String]
    var artifact: BuiltArtifact

    static func path(_ project: ProjectFolder, _ function: FunctionID) -> String {
        "\(project.buildFolder(function))/built.json"
    }

    /// Nil when there is none, or none that can be read.
    init?(_ project: ProjectFolder, _ function: FunctionID) {
        guard let bytes = try? Files.read(Self.path(project, function)),
            let stamp = try? JSONDecoder().decode(Self.self, from: Data(bytes))
        else { return nil }
        self = stamp
    }

    init(recipe: String, plan: BuildPlan, folder: String, artifact: BuiltArtifact) {
        self.recipe = recipe
        inputs = plan.inputs
        self.artifact = artifact
        files = [:]
        for path in plan.inputs.map({ "\(folder)/\($0)" }) + Self.dependencies(plan) {
            files[path] = SourceListing.digest(ofFile: path) ?? "missing"
        }
    }

    /// What compilers say that they have read.
    private static func dependencies(_ plan: BuildPlan) -> [String] {
        plan.dependencyFiles.flatMap { file in
            (try? Files.read(file.path)).map {
                file.files(in: String(decoding: $0, as: UTF8.self))
            } ?? []
        }
    }

    /// What was built last of every function.
    static func artifacts(_ project: ProjectFolder) throws(Diagnostic)
        -> [FunctionID: BuiltArtifact]
    {
        var all: [FunctionID: BuiltArtifact] = [:]
        for (service, function) in project.application.functions {
            let id = FunctionID(service.name, function.name)
            guard let stamp = BuildStamp(project, id) else {
                throw Diagnostic(
                    at: .file(project.shown(function.folder)), "the function was not built here",
                    notes: ["'asml cast' builds it"])
            }
            all[id] = stamp.artifact
        }
        return all
    }

    /// The first thing that is not as it was, as a path; empty for the recipe, nil for nothing.
    func change(since recipe: String, _ inputs: [String], _ project: ProjectFolder) -> String? {
        guard recipe == self.recipe else { return "" }
        guard inputs == self.inputs else {
            return Set(inputs).symmetricDifference(self.inputs).min() ?? ""
        }
        for (path, digest) in files.sorted(by: { $0.key < $1.key })
        where (SourceListing.digest(ofFile: path) ?? "missing") != digest {
            return path
        }
        let made = "\(project.terraform)/\(artifact.path)"
        return SourceListing.digest(ofFile: made) == artifact.sha256 ? nil : made
    }

    func write(_ project: ProjectFolder, _ function: FunctionID) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let data = try encoder.encode(self)
        try await Files.put(Array(data), at: Self.path(project, function))
    }
}

/// What Lambda takes, below Terraform's folder.
struct BuiltArtifact: Codable, Equatable, Sendable {
    var path: String
    /// In hexadecimal.
    var sha256: String
    var size: Int
    /// Of the bootstrap in it.
    var bootstrapSize: Int
}
