internal import CodeGen
internal import Diagnostics
internal import Foundation
internal import Languages
internal import Manifest
internal import Terraform

/// One function on its way from its source to what Lambda takes.
struct FunctionBuild: Sendable {
    let source: ModuleBuild
    let service: Service
    var project: ProjectFolder { source.project }
    var function: Function { source.function }
    var id: FunctionID { source.id }

    struct Outcome: Sendable {
        var artifact: BuiltArtifact
        /// False when all of it was there already.
        var wasBuilt: Bool
    }

    init(_ project: ProjectFolder, _ service: Service, _ function: Function, _ tools: BuildTools) {
        source = ModuleBuild(project, service, function, tools)
        self.service = service
    }

    /// - Parameter say: told what goes on.
    func run(_ say: (String) -> Void) async throws -> Outcome {
        let options = try compileOptions()
        let recipe = try options.identity() + packagingIdentity
        say("building")
        let module = try await source.run()
        let kept = ArtifactStamp(in: source.place.build)
        if let kept, kept.module == module.digest, kept.recipe == recipe,
            kept.artifact.isThere(project)
        {
            return Outcome(artifact: kept.artifact, wasBuilt: false)
        }
        say("compiling")
        let bootstrap = try await compile(module, options).path
        say("packing")
        let artifact = try await pack(bootstrap)
        let stamp = ArtifactStamp(module: module.digest, recipe: recipe, artifact: artifact)
        try await stamp.write(in: source.place.build)
        return Outcome(artifact: artifact, wasBuilt: kept?.artifact != artifact)
    }

    /// The bootstrap that Lambda gets, without its package.
    func bootstrap() async throws -> String {
        try await compile(try await source.run(), try compileOptions()).path
    }

    /// A bootstrap for this machine, in no hurry to be fast: for `asml serve`.
    func runHere(_ level: OptimizationLevel) async throws -> (path: String, isNew: Bool) {
        var settings = settings
        settings.architecture = nil
        settings.optimize = level.rawValue
        settings.cpu = nil
        let module = try await source.run()
        return try await compile(module, try settings.options(at: source.origin("cpu")))
    }

    /// What of the source or the options is not what was packed, if anything.
    func change() throws(Diagnostic) -> String? {
        if let path = try source.change() { return path }
        guard let kept = ArtifactStamp(in: source.place.build),
            kept.recipe == (try compileOptions().identity() + packagingIdentity),
            kept.module == ModuleStamp(in: source.place.build)?.module
        else { return function.folder }
        return nil
    }

    private var settings: CompileSettings {
        CompileSettings(
            architecture: function.architecture.rawValue, optimize: function.optimize.rawValue,
            cpu: function.cpu, isolates: function.isolate)
    }

    private func compileOptions() throws(Diagnostic) -> CompileOptions {
        try settings.options(at: source.origin("cpu"))
    }

    private func compile(_ module: ModuleBuild.Module, _ options: CompileOptions) async throws
        -> (path: String, isNew: Bool)
    {
        try await compileIntoCache(
            try Files.read(module.path), named: project.shown(module.path), options,
            instead: "\(source.place.build)/bootstrap")
    }
}

extension [FunctionBuild] {
    /// Of all functions of an application.
    init(_ project: ProjectFolder, _ tools: BuildTools) {
        self = project.application.functions.map { FunctionBuild(project, $0, $1, tools) }
    }
}
