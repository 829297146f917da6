import Foundation
import Manifest
import Terraform
import Testing
import ToolFixtures

/// The life of an application in an emulator of AWS: https://docs.getmoto.org
///
/// Moto forgets how functions log, takes an event source mapping's alias for a version and cannot do
/// provisioned concurrency, so none of these is here.
@Suite struct EmulatorTests {
    @Test func anApplicationIsMadeChangesAndGoes() async throws {
        let emulator = try await Emulator()
        defer { emulator.stop() }
        let sample = Sample.emulated(at: emulator.url)
        let workspace = try await Workspace(sample, name: "life")
        defer { workspace.remove() }
        for zip in ["services/shop/front", "services/shop/guard", "services/shop/back", "iomods"] {
            try workspace.add("\(zip).zip", "not really a zip: \(zip)")
        }
        // What functions listen to is made by the user's own Terraform, in the same run.
        try workspace.add("../user_tf/main.tf", userModule)

        let first = try await workspace.terraform(
            "apply", "-auto-approve", "-no-color", "-input=false")
        try #require(first.status == 0, "\(first.errors)")
        let outputs = try await workspace.terraform("output", "-json")
        for name in ["api_urls", "function_arns", "function_urls", "repository_urls", "release"] {
            #expect(outputs.output.contains("\"\(name)\""))
        }
        let second = try await workspace.terraform(
            "plan", "-detailed-exitcode", "-no-color", "-input=false")
        #expect(second.status == 0, "\(second.output)")

        // A zip becomes an image: the function is replaced, and with it what hangs on it.
        var images = sample
        let front = try #require(
            images.application.services[0].functions.firstIndex { $0.http != nil })
        images.application.services[0].functions[front].provider = .awsLambdaAlpine
        let digest = "sha256:" + String(repeating: "0", count: 64)
        images.deployment.functions[FunctionID("shop", "front")] = FunctionDeployment(
            .image(digest: digest))
        try write(
            emitTerraform(images.application, images.deployment).files, to: workspace.folder)
        let third = try await workspace.terraform(
            "apply", "-auto-approve", "-no-color", "-input=false")
        try #require(third.status == 0, "\(third.errors)")
        let fourth = try await workspace.terraform("plan", "-no-color", "-input=false")
        #expect(!fourth.output.contains("will be created"), "\(fourth.output)")
        #expect(!fourth.output.contains("must be replaced"), "\(fourth.output)")

        let last = try await workspace.terraform("destroy", "-auto-approve", "-no-color")
        #expect(last.status == 0, "\(last.errors)")
    }

    private let userModule = """
        resource "aws_sns_topic" "news" {
          name = "news"
        }

        resource "aws_s3_bucket" "uploads" {
          bucket = "uploads"
        }

        resource "aws_cloudwatch_event_bus" "shop" {
          name = "shop"
        }
        """
}

extension Sample {
    /// As much as moto can do.
    fileprivate static func emulated(at url: String) -> Sample {
        let front = Function("front") {
            $0.route("GET", "/{rest+}", behind: "tokens")
            $0.logFormat = .text
            $0.environment = ["A": "${b}"]
            $0.url = FunctionURL()
        }
        let check = Function("guard") { $0.logFormat = .text }
        let back = Function("back") {
            $0.logFormat = .text
            $0.architecture = .arm64
            $0.tracing = true
            $0.retries = 1
            $0.schedule = Schedule(expression: "rate(5 minutes)")
            $0.schedule?.input = #"{"a": 1}"#
            $0.events = [
                EventSource(.sns(.init(arn: "arn:aws:sns:eu-central-1:123456789012:news"))),
                .bucket("uploads"), .bus("shop", #"{"source": ["shop"]}"#),
            ]
        }
        let picture = Function("picture") {
            $0.provider = .awsLambdaAlpine
            $0.logFormat = .text
        }
        var shop = Service("shop", [back, front, check, picture])
        shop.api.cors = .sample
        shop.api.accessLogs = true
        shop.api.authorizers = [Authorizer(id: "tokens", kind: .lambda(function: "guard"))]
        var sample = Sample("emulated", [shop]) {
            $0.aws.endpointURL = url
            $0.tags = ["team": "shop"]
        }
        sample.deployment.layers[LayerID("shop", .arm64)] = .sample("iomods.zip")
        sample.deployment.userModule = UserModule()
        sample.deployment.release = "1"
        return sample
    }
}
