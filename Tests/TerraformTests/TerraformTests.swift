import Diagnostics
import Foundation
import Manifest
import Terraform
import Testing
import ToolFixtures

/// Real terraform with the real provider takes what we write.
@Suite struct TerraformTests {
    @Test func fmtLeavesTheSamplesAsTheyAre() async throws {
        let result = try await runTool(
            ["terraform", "fmt", "-check", "-recursive", "-diff"], in: GoldenTests.folder)
        #expect(result.status == 0, "\(result.output)")
    }

    @Test(arguments: Sample.all) func samplesAreValidWithoutAWarning(_ sample: Sample) async throws
    {
        let workspace = try await Workspace(sample, name: "validate")
        defer { workspace.remove() }
        let validation = try await workspace.validate()
        #expect(validation.valid)
        #expect(validation.diagnostics.isEmpty, "\(validation.diagnostics)")
    }

    /// Nothing asks AWS before there is something to do.
    @Test(arguments: [Sample.http, .functions, .events, .images])
    func samplesArePlannedOffline(_ sample: Sample) async throws {
        let workspace = try await Workspace(sample, name: "plan")
        defer { workspace.remove() }
        try workspace.addCredentials()
        let plan = try await workspace.terraform("plan", "-input=false", "-no-color")
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(!plan.output.contains("Warning"))
        // What Terraform calls a missing edge it would not plan; the number says nothing is lost.
        let blocks = try emitTerraform(sample.application, sample.deployment).files
            .map { $0.text.split(separator: "\n").count { $0.hasPrefix("resource ") } }
        #expect(plan.output.contains("Plan: \(blocks.reduce(0, +)) to add, 0 to change"))
    }

    /// A mistake that only the provider knows is shown where the user made it.
    @Test func diagnosticsLeadBackToTheManifest() async throws {
        let span = SourceSpan(
            file: "service.toml", line: 7, column: 1, length: 18, text: "log_retention_days = 15")
        var sample = Sample.smallest
        sample.application.services[0].functions[0].logRetentionDays = 15
        sample.application.services[0].functions[0].origins.keys["log_retention_days"] = span
        let workspace = try await Workspace(sample, name: "mistake")
        defer { workspace.remove() }
        let validation = try await workspace.validate()
        let range = try #require(validation.diagnostics.first?.range)
        let emission = try emitTerraform(sample.application, sample.deployment)
        #expect(emission.span(file: range.filename, line: range.start.line) == span)
    }
}
