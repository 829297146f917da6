import Foundation
import Testing
import ToolFixtures

/// Applications as AssemblyLift 0.3 had them, `AssemblyLift/NAME`, of every shape that it took: they
/// are deployed as they are, and warnings say what is different now.
@Suite(.timeLimit(.minutes(20))) struct AssemblyLiftTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        var name: String
        /// By service.
        var functions: [String: [String]]
        var warnings: [String] = []
        var images: [String] = []
        var testDescription: String { name }
    }

    static let shapes = [
        Shape(name: "smallest", functions: ["greeter": ["hello"]]),
        Shape(
            name: "tutorial",
            functions: ["catalog": ["list", "one", "add"], "accounts": ["me", "sign-up"]],
            warnings: [
                "services/accounts/service.toml:11:19: warning: API Gateway waits for 30 seconds"
            ]),
        Shape(
            name: "remote", functions: ["jobs": ["nightly", "hourly"], "empty": []],
            warnings: ["assemblylift.toml:11:19: warning: no table is used for the state's lock"]),
        Shape(
            name: "images", functions: ["pictures": ["scale", "crop", "index"]],
            images: ["scale", "crop"]),
        Shape(
            name: "iomods", functions: ["worker": ["work"]],
            warnings: [
                "service.toml:7:1: warning: IOmods out of registries are not packed yet",
                "calls of 'akkoro.aws.s3' return -1",
            ]),
    ]

    @Test func allAreHere() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: TestProject.assemblyLift)
        #expect(names.sorted() == Self.shapes.map(\.name).sorted())
    }

    @Test(arguments: shapes) func theyAreTaken(_ shape: Shape) async throws {
        let project = try TestProject(assemblyLift: shape.name, functions: shape.functions)
        project.variables["AWS_REGION"] = "us-east-1"
        if shape.name == "iomods" {
            try project.write("iomods/README", "Packages.")
            try await project.packIOmod(
                "iomods/thing", coordinates: "example.local.thing", version: "0.0.1")
            try await project.packIOmod(
                "iomods/other.iomod", coordinates: "example.local.other", version: "0.0.2")
        }
        try project.findProvider()
        let count = shape.functions.values.reduce(0) { $0 + $1.count }
        let valid = try await project.succeed("validate")
        #expect(
            valid.output == "\(shape.functions.count) services, \(count) functions: all is well\n")
        let cast = try await project.succeed("cast", "--no-plan")
        for errors in [valid.errors, cast.errors] {
            #expect(errors.components(separatedBy: "warning: ").count == shape.warnings.count + 1)
            for warning in shape.warnings { #expect(errors.contains(warning), "\(errors)") }
        }
        for (service, functions) in shape.functions {
            #expect(project.exists("net/\(service).tf") != functions.isEmpty)
            for function in functions {
                let ending = shape.images.contains(function) ? "tar" : "zip"
                #expect(project.exists("net/services/\(service)/\(function)/\(function).\(ending)"))
            }
        }
    }

    /// What 0.3 got wrong there: the documented spelling of an authorizer, and the one that it had
    /// in its code.
    @Test func oneIsDeployed() async throws {
        let emulator = try await Emulator()
        defer { emulator.stop() }
        let project = try TestProject(
            assemblyLift: "tutorial",
            functions: ["catalog": ["list", "one", "add"], "accounts": ["me", "sign-up"]])
        try project.use(emulator)
        let cast = try await project.succeed("cast")
        #expect(cast.output.hasSuffix("46 to create; 'asml bind' does it\n"), "\(cast.output)")
        let bound = try await project.succeed("bind")
        for function in ["catalog.add", "catalog.one", "accounts.me"] {
            #expect(bound.output.contains("\(function) "), "\(bound.output)")
        }
        let again = try await project.succeed("cast")
        #expect(again.output == "Nothing to deploy: all is as it should be.\n", "\(again.output)")
    }
}
