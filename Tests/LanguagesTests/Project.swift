import Foundation
import Languages
import Manifest
import Testing
import ToolFixtures

/// An application in a folder of its own, with the guest SDKs of this repository.
final class Project: Sendable {
    let root: String
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    init(named name: String = "application") throws {
        root =
            FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("asml-languages-\(UUID().uuidString)/\(name)").path
        try FileManager.default.createDirectory(
            atPath: "\(root)/.asml/sdk", withIntermediateDirectories: true)
        let sdks = "\(Self.repository)/guest-sdk"
        for sdk in try FileManager.default.contentsOfDirectory(atPath: sdks) {
            try FileManager.default.copyItem(
                atPath: "\(sdks)/\(sdk)", toPath: "\(root)/.asml/sdk/\(sdk)")
        }
    }

    deinit { remove() }

    func remove() {
        let folder = URL(fileURLWithPath: root).deletingLastPathComponent()
        try? FileManager.default.removeItem(at: folder)
    }

    func write(_ files: [TemplateFile], below folder: String = "") throws {
        for file in files { try write("\(folder)/\(file.path)", file.text) }
    }

    func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: "\(root)/\(path)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    func plan(_ service: String, _ function: String) throws -> BuildPlan {
        let environment = ProcessInfo.processInfo.environment
        let home = try #require(environment["ASML_HOME"], "ASML_HOME is not set; run 'make test'")
        let folder = "\(root)/services/\(service)/\(function)"
        let source = SourceFolder(try FileManager.default.subpathsOfDirectory(atPath: folder)) {
            try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
        }
        let toolchain = Toolchain(environment: environment) {
            (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? []
        }
        let place = BuildPlace(
            root: root, sdk: "\(root)/.asml/sdk",
            build: "\(root)/.asml/build/\(service)/\(function)", library: "\(home)/lib/asml",
            toolchain: toolchain)
        return try BuildPlan(Function(name: function, folder: folder), source, in: place)
    }

    /// Does what a plan says.
    func make(_ plan: BuildPlan) async throws {
        for folder in plan.folders {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        }
        for file in plan.generated {
            try Data(file.text.utf8).write(to: URL(fileURLWithPath: file.path))
        }
        for step in plan.steps {
            let result = try await run(step.arguments, in: step.folder, step.environment)
            try #require(result.status == 0, "\(step.arguments)\n\(result.text)")
        }
    }

    /// Plans and builds a function; its module.
    func make(_ service: String, _ function: String) async throws -> String {
        let plan = try plan(service, function)
        try await make(plan)
        return plan.module
    }

    /// The answer to an event, of a module compiled by the tool.
    func answer(_ module: String, to event: [String]) async throws -> String {
        let home = try #require(ProcessInfo.processInfo.environment["ASML_HOME"])
        let asml = "\(home)/bin/asml"
        let bootstrap = "\(root)/bootstrap"
        if !FileManager.default.fileExists(atPath: bootstrap) {
            let compiled = try await run(
                [asml, "compile", module, "-o", bootstrap, "--runtime", "lambda", "-O1"], in: root)
            try #require(compiled.status == 0, "\(compiled.text)")
        }
        return try await run([asml, "invoke", bootstrap] + event, in: root).text
    }

    func run(_ arguments: [String], in folder: String, _ environment: [String: String] = [:])
        async throws -> (status: Int32, text: String)
    {
        let result = try await runTool(
            arguments, in: URL(fileURLWithPath: folder), environment: environment)
        return (result.status, result.output + result.errors)
    }
}
