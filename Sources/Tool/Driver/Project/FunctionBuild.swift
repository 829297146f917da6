internal import Archive
internal import Diagnostics
internal import Foundation
internal import Languages
internal import Manifest
internal import Terraform

/// One function on its way from its source to what Lambda takes.
struct FunctionBuild: Sendable {
    let project: ProjectFolder
    let service: Service
    let function: Function
    let place: BuildPlace

    var id: FunctionID { FunctionID(service.name, function.name) }

    struct Outcome: Sendable {
        var artifact: BuiltArtifact
        /// False when all of it was there already.
        var wasBuilt: Bool
    }

    init(_ project: ProjectFolder, _ service: Service, _ function: Function, _ tools: BuildTools) {
        self.project = project
        self.service = service
        self.function = function
        place = BuildPlace(
            root: project.root, sdk: tools.sdk,
            build: project.buildFolder(FunctionID(service.name, function.name)),
            library: tools.library, toolchain: tools.toolchain)
    }

    func run(_ say: (String) -> Void) async throws -> Outcome {
        let plan = try plan()
        let options = try compileOptions()
        let recipe = try recipe(plan, options)
        if let stamp = BuildStamp(project, id), function.build == nil,
            stamp.change(since: recipe, plan.inputs, project) == nil
        {
            return Outcome(artifact: stamp.artifact, wasBuilt: false)
        }
        say("building")
        try await build(plan)
        let module = try Files.read(plan.module)
        say("compiling")
        let bootstrap = try await compileIntoCache(
            module, named: project.shown(plan.module), options, instead: "\(place.build)/bootstrap")
        say("packing")
        let artifact = try pack(bootstrap)
        let stamp = BuildStamp(
            recipe: recipe, plan: plan, folder: function.folder, artifact: artifact)
        let wasBuilt = BuildStamp(project, id)?.artifact != artifact
        try await stamp.write(project, id)
        return Outcome(artifact: artifact, wasBuilt: wasBuilt)
    }

    /// Whether its source is still what the artifact was made of; what is not, if anything.
    func changedSince() throws(Diagnostic) -> String? {
        let plan = try plan()
        let recipe = try recipe(plan, try compileOptions())
        guard let stamp = BuildStamp(project, id) else { return function.folder }
        return stamp.change(since: recipe, plan.inputs, project)
    }

    private func plan() throws(Diagnostic) -> BuildPlan {
        let folder = function.folder
        let files = SourceListing.files(below: folder, where: SourceFolder.counts)
        let source = SourceFolder(files) { name in
            (try? Files.read("\(folder)/\(name)")).map { String(decoding: $0, as: UTF8.self) }
        }
        do {
            return try BuildPlan(function, source, in: place)
        } catch {
            throw error.diagnostic
        }
    }

    private func compileOptions() throws(Diagnostic) -> CompileOptions {
        let settings = CompileSettings(
            architecture: function.architecture.rawValue, optimize: function.optimize.rawValue,
            cpu: function.cpu, isolates: function.isolate)
        return try settings.options(at: origin("cpu"))
    }

    /// All that decides what comes of the same files.
    private func recipe(_ plan: BuildPlan, _ options: CompileOptions) throws(Diagnostic) -> String {
        var text = "\(try options.identity())\n"
        text += "\(function.provider.rawValue) \(plan.module)\n"
        for step in plan.steps {
            text += "\(step.folder) \(step.arguments) "
            text += "\(step.environment.sorted { $0.key < $1.key })\n"
        }
        for file in plan.generated { text += "\(file.path)\n\(file.text)\n" }
        return SourceListing.digest(Array(text.utf8))
    }

    private func build(_ plan: BuildPlan) async throws {
        try checkTools(plan)
        for folder in plan.folders { try Files.makeFolder(folder) }
        for file in plan.generated { try await Files.put(Array(file.text.utf8), at: file.path) }
        for step in plan.steps {
            let path = try program(step.arguments[0], step.folder)
            let result = try await ExternalTool(
                path: path, arguments: Array(step.arguments.dropFirst()),
                environment: step.environment, folder: step.folder
            ).run()
            guard result.status == 0 else { throw failure(step, result) }
        }
        guard FileManager.default.fileExists(atPath: plan.module) else {
            throw Diagnostic(
                at: origin("wasm"), "the build of '\(id)' made no \(project.shown(plan.module))",
                notes: ["'wasm' says where the module is, relative to the function's folder"])
        }
    }

    private func checkTools(_ plan: BuildPlan) throws(Diagnostic) {
        let missing = plan.missing { name in
            name.hasPrefix("/")
                ? FileManager.default.fileExists(atPath: name)
                : Toolchain.findProgram([name], in: searchPath) != nil
        }
        guard !missing.isEmpty else { return }
        let language = plan.language.map { " in \($0.rawValue)" } ?? ""
        throw Diagnostic(
            at: origin("language"), "a function\(language) needs what is not here",
            notes: missing.map { "\($0.name): \($0.hint)" })
    }

    private var searchPath: [String] {
        Toolchain.searchPath(ProcessInfo.processInfo.environment)
    }

    private func program(_ name: String, _ folder: String) throws(Diagnostic) -> String {
        if name.hasPrefix("/") { return name }
        if name.contains("/") { return "\(folder)/\(name)" }
        if let found = Toolchain.findProgram([name], in: searchPath) { return found }
        throw Diagnostic(
            at: origin("build"), "there is no program '\(name)' on the PATH",
            notes: ["the function '\(id)' is built with it"])
    }

    private func failure(_ step: BuildStep, _ result: ExternalTool.Result) -> Diagnostic {
        let words = (result.output + result.errors).split(
            separator: "\n", omittingEmptySubsequences: false)
        return Diagnostic(
            at: .file(project.shown(function.folder)),
            "'\(step.arguments.joined(separator: " "))' failed with status \(result.status)",
            notes: words.suffix(200).map(String.init))
    }

    func origin(_ key: String) -> Diagnostic.Place {
        function.origins[key].map { .text($0) } ?? .file(project.shown(function.folder))
    }

    private func pack(_ bootstrap: String) throws -> BuiltArtifact {
        let path = ProjectFolder.zip(id)
        let file = "\(project.terraform)/\(path)"
        try Files.makeFolder(String(file.dropLast(path.split(separator: "/").last?.count ?? 0)))
        let program = try Files.read(bootstrap)
        do {
            let contents = try ArchiveContents([
                .file(try ArchivePath("bootstrap"), mode: 0o755, .bytes(program))
            ])
            let bytes = try ZipWriter.bytes(of: contents)
            let digest = SourceListing.digest(bytes)
            // An unchanged file keeps its time.
            if SourceListing.digest(ofFile: file) != digest {
                try ZipWriter.write(contents, toFile: file)
            }
            return BuiltArtifact(
                path: path, sha256: digest, size: bytes.count, bootstrapSize: program.count)
        } catch {
            throw Diagnostic(at: .file(project.shown(file)), error.message)
        }
    }
}
