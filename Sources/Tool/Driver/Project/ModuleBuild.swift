internal import Diagnostics
internal import Foundation
internal import Languages
internal import Manifest
internal import Terraform

/// A function's source on its way to a module, by its language's own compiler.
struct ModuleBuild: Sendable {
    let project: ProjectFolder
    let function: Function
    let id: FunctionID
    let place: BuildPlace

    /// A module, and its digest.
    struct Module: Sendable {
        var path: String
        var digest: String
    }

    init(_ project: ProjectFolder, _ service: Service, _ function: Function, _ tools: BuildTools) {
        self.project = project
        self.function = function
        id = FunctionID(service.name, function.name)
        place = BuildPlace(
            root: project.root, sdk: tools.sdk, build: project.buildFolder(id),
            library: tools.library, toolchain: tools.toolchain)
    }

    func run() async throws -> Module {
        let plan = try plan()
        let recipe = recipe(plan)
        // A build of the user's own may read anything; whether it has something to do is its affair.
        if function.build == nil, let stamp = ModuleStamp(in: place.build),
            stamp.change(since: recipe, plan, folder: function.folder) == nil
        {
            return Module(path: plan.module, digest: stamp.module)
        }
        // Somebody may save while compilers read: then the module is of what was there before.
        let before = ModuleStamp(recipe: recipe, plan: plan, folder: function.folder, module: "")
        try await build(plan)
        guard let digest = SourceListing.digest(ofFile: plan.module) else {
            throw Diagnostic(
                at: origin("wasm"), "the build of '\(id)' made no \(project.shown(plan.module))",
                notes: ["'wasm' says where the module is, relative to the function's folder"])
        }
        try Files.makeFolder(place.build)
        var stamp = ModuleStamp(
            recipe: recipe, plan: plan, folder: function.folder, module: digest)
        stamp.keep(before, but: plan.generated.map(\.path))
        try await stamp.write(in: place.build)
        return Module(path: plan.module, digest: digest)
    }

    /// What of the source is not what the module was made of, if anything.
    func change() throws(Diagnostic) -> String? {
        let plan = try plan()
        guard let stamp = ModuleStamp(in: place.build) else { return function.folder }
        return stamp.change(since: recipe(plan), plan, folder: function.folder)
    }

    /// All that the module is made of, as far as is known.
    var files: [String] {
        let own = SourceListing.files(below: function.folder, where: SourceFolder.counts)
            .map { "\(function.folder)/\($0)" }
        let read = ModuleStamp(in: place.build)?.files.keys.sorted() ?? []
        return own + read.filter { !own.contains($0) }
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

    private func recipe(_ plan: BuildPlan) -> String {
        var text = "\(plan.module)\n"
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
            at: .file(project.shown(function.folder)),
            "a function\(language) needs what is not here",
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
}
