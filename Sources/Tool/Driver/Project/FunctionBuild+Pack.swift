internal import Archive
internal import Diagnostics
internal import Foundation
internal import Manifest
internal import OCI
internal import Packaging
internal import Terraform

/// The last step: a bootstrap as its provider takes it.
extension FunctionBuild {
    /// What decides about the package, beside the bootstrap.
    var packagingIdentity: String {
        guard function.provider == .awsLambdaAlpine else { return function.provider.rawValue }
        let handler = "\(function.name).\(function.handlerName)"
        // Of a layout in a folder, the index says what is in it.
        let base = baseImage.map { fingerprint($0) + fingerprint("\($0)/index.json") }
        let iomods = service.iomodFiles.map { fingerprint("\(project.root)/\($0)") }
        return "\(function.provider.rawValue) \(handler) \(base ?? "empty") "
            + iomods.joined(separator: " ")
    }

    private var baseImage: String? {
        function.options.baseImage.map { "\(project.root)/\($0)" }
    }

    private var baseImageOrigin: SourceSpan? {
        function.origins.keys["provider.options.base_image"]
            ?? service.origins.keys["service.provider.options.base_image"]
    }

    func pack(_ bootstrap: String) async throws -> BuiltArtifact {
        let path = ProjectFolder.package(id, function.provider)
        let file = "\(project.root)/\(path)"
        try Files.makeFolder(URL(fileURLWithPath: file).deletingLastPathComponent().path)
        switch function.provider {
        case .awsLambda: return try packZip(bootstrap, at: path)
        case .awsLambdaAlpine: return try await packImage(bootstrap, at: path)
        }
    }

    private func packZip(_ bootstrap: String, at path: String) throws -> BuiltArtifact {
        let program = try Files.read(bootstrap)
        return try packing(path) { () throws(ArchiveError) in
            let contents = try FunctionPackage.zip(bootstrap: .bytes(program))
            let bytes = try ZipWriter.bytes(of: contents)
            let artifact = BuiltArtifact(
                path: path, sha256: SourceListing.digest(bytes), size: bytes.count,
                bootstrapSize: program.count)
            // An unchanged file keeps its time.
            if !artifact.isThere(project) {
                try ZipWriter.write(contents, toFile: "\(project.root)/\(path)")
            }
            return artifact
        }
    }

    /// A tar that registries' tools and `docker load` take.
    private func packImage(_ bootstrap: String, at path: String) async throws -> BuiltArtifact {
        let program = try Files.read(bootstrap)
        let packages = try service.iomodPackages(project)
        return try await Files.withTemporaryFolder(in: project.work) { scratch in
            let recipe = try packing(path) { () throws(ArchiveError) in
                var iomods: [ArchiveEntry] = []
                for package in packages {
                    iomods += try package.entries(below: "opt/", for: function.architecture)
                }
                return try FunctionPackage.image(
                    bootstrap: .bytes(program), handler: "\(function.name).\(function.handlerName)",
                    for: Self.machine(function), iomods: iomods)
            }
            return try imaging { () throws(OCIError) in
                var recipe = recipe
                if let baseImage {
                    recipe.base = try BaseImage.read(
                        baseImage, for: recipe.architecture, in: scratch)
                }
                let environment = ProcessInfo.processInfo.environment
                recipe.created = try ImageRecipe.sourceDateEpoch(in: environment)
                let image = try recipe.assemble(in: scratch)
                let file = "\(project.root)/\(path)"
                try image.writeTar(to: file, name: "\(imageName):\(image.digest.hex.prefix(12))")
                return BuiltArtifact(
                    path: path, sha256: SourceListing.digest(ofFile: file) ?? "",
                    size: Files.size(of: file), bootstrapSize: program.count,
                    image: image.digest.description)
            }
        }
    }

    /// As its repository is called, in AWS too.
    private var imageName: String {
        project.application.nameInAWS(service, function).lowercased()
    }

    private func packing<Result>(_ path: String, _ body: () throws(ArchiveError) -> Result)
        throws(Diagnostic) -> Result
    {
        do {
            return try body()
        } catch {
            throw Diagnostic(at: .file(project.shown("\(project.root)/\(path)")), error.message)
        }
    }

    private func imaging<Result>(_ body: () throws(OCIError) -> Result) throws(Diagnostic)
        -> Result
    {
        do {
            return try body()
        } catch {
            let place =
                baseImageOrigin.map(Diagnostic.Place.text)
                ?? .file(project.shown(function.folder))
            throw Diagnostic(at: place, "\(error.place): \(error.message)")
        }
    }
}
