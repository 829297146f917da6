internal import Diagnostics
internal import Foundation
internal import Languages
internal import Manifest
internal import Terraform

/// A note in a function's build folder of what was made there, and of what.
protocol Stamp: Codable {
    static var fileName: String { get }
}

extension Stamp {
    /// Nil when there is none, or none that can be read.
    init?(in folder: String) {
        guard let bytes = try? Files.read("\(folder)/\(Self.fileName)"),
            let stamp = try? JSONDecoder().decode(Self.self, from: Data(bytes))
        else { return nil }
        self = stamp
    }

    func write(in folder: String) async throws {
        try await JSONText.put(self, at: "\(folder)/\(Self.fileName)")
    }
}

/// What a module was built from. While none of it has changed, nothing needs to run.
struct ModuleStamp: Stamp {
    static let fileName = "module.json"

    /// Command lines, and files that we write for them.
    var recipe: String
    /// The files of the function's folder, by their names.
    var inputs: [String]
    /// All that was read, by absolute path, with their digests.
    var files: [String: String]
    var module: String

    init(recipe: String, plan: BuildPlan, folder: String, module: String) {
        self.recipe = recipe
        self.module = module
        inputs = plan.inputs
        files = [:]
        for path in plan.inputs.map({ "\(folder)/\($0)" }) + Self.dependencies(plan) {
            files[path] = SourceListing.digest(ofFile: path) ?? "missing"
        }
    }

    /// Of all that is in both what it was in the earlier one, except what the build itself writes.
    mutating func keep(_ earlier: ModuleStamp, but written: [String]) {
        for (path, digest) in earlier.files where files[path] != nil && !written.contains(path) {
            files[path] = digest
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

    /// The first thing that is not as it was; nil for nothing.
    func change(since recipe: String, _ plan: BuildPlan, folder: String) -> String? {
        if let name = Set(plan.inputs).symmetricDifference(inputs).min() {
            return "\(folder)/\(name)"
        }
        guard recipe == self.recipe else { return folder }
        for (path, digest) in files.sorted(by: { $0.key < $1.key })
        where (SourceListing.digest(ofFile: path) ?? "missing") != digest {
            return path
        }
        return SourceListing.digest(ofFile: plan.module) == module ? nil : plan.module
    }
}

/// What was packed for Lambda, and of what.
struct ArtifactStamp: Stamp {
    static let fileName = "built.json"

    /// The digest of the module.
    var module: String
    /// The compiler, and its options.
    var recipe: String
    var artifact: BuiltArtifact

    /// What was built last of every function.
    static func artifacts(_ project: ProjectFolder) throws(Diagnostic)
        -> [FunctionID: BuiltArtifact]
    {
        var all: [FunctionID: BuiltArtifact] = [:]
        for (service, function) in project.application.functions {
            let id = FunctionID(service.name, function.name)
            guard let stamp = ArtifactStamp(in: project.buildFolder(id)) else {
                throw Diagnostic(
                    at: .file(project.shown(function.folder)), "the function was not built here",
                    notes: ["'asml cast' builds it"])
            }
            all[id] = stamp.artifact
        }
        return all
    }
}

/// What Lambda takes.
struct BuiltArtifact: Codable, Equatable, Sendable {
    /// Below the application's folder.
    var path: String
    /// In hexadecimal.
    var sha256: String
    var size: Int
    /// Of the bootstrap in it.
    var bootstrapSize: Int
    /// The digest that a registry knows the image in it by.
    var image: String?

    func isThere(_ project: ProjectFolder) -> Bool {
        SourceListing.digest(ofFile: "\(project.root)/\(path)") == sha256
    }
}
