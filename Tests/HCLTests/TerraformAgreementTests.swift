import Foundation
import HCL
import Testing
import ToolFixtures

/// Terraform itself says whether our text is formatted and means what the tree says.
@Suite struct TerraformAgreementTests {
    private func terraform(_ words: String..., in folder: URL) async throws -> ToolResult {
        try await runTool(
            ["terraform"] + words, in: folder,
            environment: ["CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": "/dev/null"])
    }

    @Test func fmtLeavesRandomTreesAsTheyAre() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        for seed in 0..<1500 as Range<UInt64> {
            var tree = RandomTree(seed: seed)
            let file = folder.appending(path: "seed\(seed).tf")
            try Data(tree.body(3).print().utf8).write(to: file)
        }
        let result = try await terraform("fmt", "-check", "-diff", in: folder)
        #expect(result.status == 0, "\(result.output.prefix(3000))\(result.errors.prefix(3000))")
    }

    @Test func stringsComeBackIdentical() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        var tree = RandomTree(seed: 42)
        var strings = (0..<4000).map { _ in tree.string() }
        strings += (0...0x2FF).compactMap(Unicode.Scalar.init).map { "a\($0)b" }
        var body = Body()
        body.block("output", ["values"]) { $0.set("value", .strings(strings)) }
        // The same as keys, and between values.
        let keys = Set(strings.map(\.precomposedStringWithCanonicalMapping)).sorted()
        let table = Dictionary(uniqueKeysWithValues: keys.map { ($0, HCL.Expression.string($0)) })
        body.block("output", ["keys"]) { $0.set("value", .object(sorted: table)) }
        body.block("locals") { $0.set("x", "X") }
        let x = HCL.Expression.reference(["local", "x"])
        body.block("output", ["templates"]) {
            $0.set("value", .list(strings.map { "\($0)\(x)\($0)" }))
        }
        try Data(body.print().utf8).write(to: folder.appending(path: "main.tf"))

        let formatted = try await terraform("fmt", "-check", in: folder)
        #expect(formatted.status == 0)
        let applied = try await terraform("apply", "-auto-approve", "-no-color", in: folder)
        try #require(applied.status == 0, "\(applied.errors.prefix(3000))")
        let read = try await terraform("output", "-json", in: folder)
        try #require(read.status == 0)
        let outputs = try JSONDecoder().decode(Outputs.self, from: Data(read.output.utf8))
        #expect(outputs.values.value == strings)
        #expect(outputs.templates.value == strings.map { "\($0)X\($0)" })
        #expect(Set(outputs.keys.value.keys) == Set(keys))
        #expect(outputs.keys.value.allSatisfy { $0.key == $0.value })
    }

    private struct Outputs: Decodable {
        struct Output<Value: Decodable>: Decodable { var value: Value }
        var values: Output<[String]>
        var templates: Output<[String]>
        var keys: Output<[String: String]>
    }
}
