import Foundation
import Languages
import Manifest
import Testing

/// From a template's files to an answered event, with the real compilers.
@Suite struct TemplateBuildTests {
    /// The second folder's name has what shells, make and TOML treat in their own ways.
    @Test(arguments: Template.languages)
    func functionsAnswerAndTheirModulesAreTheSameInEveryFolder(_ language: Language) async throws {
        var modules: [Data] = []
        for name in ["a-folder", "an 'other' \"folder\" $HOME #2"] {
            let project = try Project(named: name)
            let plan = try begin(project, language)
            try await project.make(plan)
            if name == "a-folder" { try await checkAnswers(project, plan.module) }
            try checkDependencies(plan)
            let bytes = try Data(contentsOf: URL(fileURLWithPath: plan.module))
            #expect(bytes.range(of: Data(name.utf8)) == nil)
            #expect(bytes.range(of: Data("asml-languages-".utf8)) == nil)
            #expect(bytes.range(of: Data(".debug_".utf8)) == nil)
            modules.append(bytes)
        }
        #expect(modules[0] == modules[1])
    }

    private func begin(_ project: Project, _ language: Language) throws -> BuildPlan {
        try project.write(
            Template.application(
                "shop", service: "front", function: "say-hello", in: language))
        let plan = try project.plan("front", "say-hello")
        #expect(plan.language == language)
        return plan
    }

    private func checkAnswers(_ project: Project, _ module: String) async throws {
        let plain = try await project.answer(module, to: ["--data", #"{"name":"Ada \"L\" é"}"#])
        #expect(plain.contains(#"{"message":"Hello, Ada \"L\" é!"}"#), "\(plain)")
        let nobody = try await project.answer(module, to: ["--data", "{}"])
        #expect(nobody.contains(#"{"message":"Hello, world!"}"#), "\(nobody)")
        for version in ["api-gateway-v1", "api-gateway-v2"] {
            let http = try await project.answer(module, to: ["--example", version])
            #expect(http.contains(#""statusCode":200"#), "\(http)")
            #expect(http.contains(#"{\"message\":\"Hello, "#), "\(http)")
            #expect(http.contains("application/json"), "\(http)")
        }
    }

    private func checkDependencies(_ plan: BuildPlan) throws {
        for file in plan.dependencyFiles {
            let text = try String(contentsOfFile: file.path, encoding: .utf8)
            let read = file.files(in: text)
            #expect(read.contains { $0.contains(".asml/sdk/") })
            #expect(read.contains { $0.contains("/services/front/say-hello/") })
            for path in read {
                #expect(FileManager.default.fileExists(atPath: path), "\(path)")
            }
        }
    }
}
