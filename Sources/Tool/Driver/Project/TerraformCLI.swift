internal import Diagnostics
internal import Foundation
internal import Terraform

/// The `terraform` command, or `tofu` where there is none, in an application's `net/`.
struct TerraformCLI: Sendable {
    let path: String
    private let folder: String
    /// For messages.
    private let shownFolder: String
    private var name: String { URL(fileURLWithPath: path).lastPathComponent }

    /// - Parameter other: a folder in the place of `net/`.
    init(_ project: ProjectFolder, in other: String? = nil) throws(Diagnostic) {
        folder = other ?? project.terraform
        shownFolder = project.shown(project.terraform)
        path = try Self.find(ProcessInfo.processInfo.environment)
    }

    static func find(_ environment: [String: String]) throws(Diagnostic) -> String {
        if let chosen = environment["ASML_TERRAFORM"], !chosen.isEmpty { return try check(chosen) }
        let folders = Toolchain.searchPath(environment)
        if let found = Toolchain.findProgram(["terraform", "tofu"], in: folders) { return found }
        throw Diagnostic(
            at: .tool, "cannot find terraform or tofu on the PATH",
            notes: [
                "https://developer.hashicorp.com/terraform/install has it; ASML_TERRAFORM names "
                    + "another place",
                "'asml cast --no-plan' does without",
            ])
    }

    /// - Returns: an absolute path, for it is started in another folder.
    private static func check(_ chosen: String) throws(Diagnostic) -> String {
        let path = URL(fileURLWithPath: chosen).path
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, access(path, X_OK) == 0 {
            return path
        }
        throw Diagnostic(
            at: .tool, "ASML_TERRAFORM names no program: \(chosen)",
            notes: ["without it, terraform or tofu is taken from the PATH"])
    }

    private func run(_ arguments: [String]) async throws -> ExternalTool.Result {
        // What a user's shell sets for other projects must not change what this one does.
        var environment = [
            "TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "CHECKPOINT_DISABLE": "1",
            "TF_CLI_ARGS": "", "TF_WORKSPACE": "", "TF_LOG": "", "TF_DATA_DIR": "",
        ]
        if let command = arguments.first { environment["TF_CLI_ARGS_\(command)"] = "" }
        return try await ExternalTool(
            path: path, arguments: arguments, environment: environment, folder: folder
        ).run()
    }

    /// Fetches the provider and opens the state; nothing when that was done with these settings.
    ///
    /// - Parameter backend: whether the state is of interest.
    func initialize(backend: Bool = true) async throws {
        let seen = "\(folder)/.terraform/asml-settings"
        let main = SourceListing.digest(ofFile: "\(folder)/main.tf") ?? ""
        let settings = Array("\(main) \(path) \(fingerprint(path))".utf8)
        if (try? Files.read(seen)) == settings { return }
        // Whatever is done here is not done before its end.
        Files.remove(seen)
        try await checkVersion()
        try await succeed(
            ["init", "-input=false", "-no-color"] + (backend ? [] : ["-backend=false"]), "init")
        if FileManager.default.fileExists(atPath: "\(folder)/.terraform") {
            try await Files.put(settings, at: seen)
        }
    }

    private func checkVersion() async throws {
        struct Answer: Decodable { var terraform_version: String }
        let result = try await run(["version", "-json"])
        guard result.status == 0,
            let answer = try? JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
        else {
            throw Diagnostic(
                at: .file(path), "does not say which version of Terraform it is",
                notes: last(result.errors.isEmpty ? result.output : result.errors))
        }
        let version = answer.terraform_version.prefix { $0 != "-" }.split(separator: ".")
            .map { Int($0) ?? 0 }
        guard version.lexicographicallyPrecedes([1, 5]) else { return }
        throw Diagnostic(
            at: .file(path), "\(name) \(answer.terraform_version) is too old",
            notes: ["1.5 or later is needed"])
    }

    func validate(_ emission: Emission) async throws {
        let result = try await run(["validate", "-json", "-no-color"])
        try judge(result, TerraformMessages(validation: result.output), emission, "validate")
    }

    /// Leaves a plan in the folder.
    func plan(
        _ emission: Emission?, _ arguments: [String] = [], out file: String = TerraformPlan.file
    ) async throws -> [PlannedChange] {
        let path = "\(folder)/\(file)"
        Interruption.removeOnInterrupt(path)
        defer { Interruption.forget(path) }
        do {
            let result = try await run(
                ["plan", "-json", "-input=false", "-out=\(file)"] + arguments)
            let messages = TerraformMessages(lines: result.output)
            try judge(result, messages, emission, "plan")
            guard FileManager.default.fileExists(atPath: path) else {
                throw nonsense("plan", ["there is no \(shownFolder)/\(file)"])
            }
            return messages.changes.filter { $0.action != "noop" && $0.action != "read" }
        } catch {
            Files.remove(path)
            throw error
        }
    }

    /// Does what a plan in the folder says, which was made a moment ago.
    func apply(_ emission: Emission?, plan file: String = TerraformPlan.file) async throws {
        guard try await applyIfFresh(emission, plan: file) else {
            throw Diagnostic(at: .tool, "somebody else is deploying this application at the moment")
        }
    }

    /// - Returns: false when nothing was done, for the state is another one than it was planned for.
    func applyIfFresh(_ emission: Emission?, plan file: String = TerraformPlan.file) async throws
        -> Bool
    {
        let result = try await run(["apply", "-json", "-input=false", file])
        let messages = TerraformMessages(lines: result.output)
        if messages.diagnostics.contains(where: { $0.summary == "Saved plan is stale" }) {
            return false
        }
        try judge(result, messages, emission, "apply")
        return true
    }

    /// The plan in the folder, as JSON.
    func shownPlan() async throws -> Data {
        Data(
            try await succeed(["show", "-json", "-no-color", TerraformPlan.file], "show")
                .output.utf8)
    }

    /// The values of outputs, as JSON.
    func outputs() async throws -> Data {
        Data(try await succeed(["output", "-json", "-no-color"], "output").output.utf8)
    }

    private func judge(
        _ result: ExternalTool.Result, _ messages: TerraformMessages, _ emission: Emission?,
        _ command: String
    ) throws(Diagnostic) {
        let all = messages.diagnostics.map { $0.diagnostic(emission, shownFolder) }
        for warning in all where warning.severity == .warning { Console.report(warning) }
        let errors = all.filter { $0.severity == .error }
        if !errors.isEmpty { throw Diagnostic(all: errors) }
        guard result.status == 0 else { throw failure(command, result, messages.others) }
        guard messages.isComplete else { throw nonsense(command, last(result.output)) }
    }

    private func nonsense(_ command: String, _ words: [String]) -> Diagnostic {
        Diagnostic(
            at: .tool, "'\(name) \(command)' in \(shownFolder) did not say what Terraform says",
            notes: ["\(path) is Terraform or OpenTofu, 1.5 or later?"] + words)
    }

    @discardableResult
    private func succeed(_ arguments: [String], _ command: String) async throws
        -> ExternalTool.Result
    {
        let result = try await run(arguments)
        guard result.status == 0 else { throw failure(command, result, []) }
        return result
    }

    private func failure(_ command: String, _ result: ExternalTool.Result, _ others: [String])
        -> Diagnostic
    {
        let words =
            result.errors.isEmpty && others.isEmpty ? last(result.output) : others.suffix(40)
        let end =
            result.status > 128
            ? "was ended by signal \(result.status - 128)" : "failed with status \(result.status)"
        return Diagnostic(
            at: .tool, "'\(name) \(command)' in \(shownFolder) \(end)",
            notes: words + last(result.errors))
    }

    private func last(_ text: String) -> [String] {
        text.split(separator: "\n").suffix(40).map(String.init)
    }
}
