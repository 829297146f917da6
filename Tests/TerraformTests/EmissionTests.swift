import Diagnostics
import Manifest
import Terraform
import Testing

/// What the golden files cannot show: errors, places, names that must not meet.
@Suite struct EmissionTests {
    private let here = SourceSpan(
        file: "services/shop/service.toml", line: 12, column: 3, length: 4, text: "   x = 1")

    private func emit(_ sample: Sample) throws(EmitError) -> Emission {
        try emitTerraform(sample.application, sample.deployment)
    }

    private func expect(
        _ kind: EmitError.Kind, of services: Service...,
        change: (inout Sample) -> Void = { _ in }
    ) {
        var sample = Sample("wrong", services)
        change(&sample)
        let error = #expect(throws: EmitError.self) { try emit(sample) }
        #expect(error?.kind == kind)
        #expect(error?.span == here)
    }

    @Test func aFunctionThatWasNotBuiltIsAnError() {
        var function = Function("f")
        function.origins.place = here
        expect(.missingArtifact(FunctionID("shop", "f")), of: Service("shop", [function])) {
            $0.deployment.functions = [:]
        }
    }

    @Test(arguments: [
        (Provider.awsLambda, Artifact.image(digest: "sha256:0")),
        (.awsLambdaAlpine, .zip(.sample("f.zip"))),
    ]) func anArtifactOfTheOtherProviderIsAnError(_ provider: Provider, _ artifact: Artifact) {
        var function = Function("f") { $0.provider = provider }
        function.origins.keys["provider"] = here
        let id = FunctionID("shop", "f")
        expect(.wrongArtifact(id), of: Service("shop", [function])) {
            $0.deployment.functions[id] = FunctionDeployment(artifact)
        }
    }

    @Test func twoFunctionsOfOneNameInAWSAreAnError() {
        var function = Function("c")
        function.origins.keys["name"] = here
        expect(
            .sameFunctionName(
                "asml-shop-a-b-c", FunctionID("a", "b-c"), FunctionID("a-b", "c")),
            of: Service("a", [Function("b-c")]), Service("a-b", [function]))
    }

    /// Repositories have no capital letters.
    @Test func twoImagesOfOneNameInECRAreAnError() {
        var function = Function("page") { $0.provider = .awsLambdaAlpine }
        function.origins.keys["name"] = here
        let other = Function("Page") { $0.provider = .awsLambdaAlpine }
        expect(
            .sameFunctionName(
                "asml-shop-site-page", FunctionID("site", "Page"), FunctionID("site", "page")),
            of: Service("site", [other, function]))
    }

    @Test func aFunctionOutsideOfItsServicesRegionIsAnError() {
        var function = Function("f") { $0.options.region = "us-west-2" }
        function.origins.keys["provider"] = here
        expect(.outsideOfService(FunctionID("shop", "f")), of: Service("shop", [function]))
    }

    @Test func aBucketOfTwoRegionsIsAnError() {
        var event = EventSource.bucket("uploads")
        event.origins.keys["s3"] = here
        var far = Service("far", [Function("f") { $0.events = [event] }])
        far.options.region = "us-west-2"
        expect(
            .bucketInTwoRegions("uploads"),
            of: Service("a", [Function("f") { $0.events = [.bucket("arn:aws:s3:::uploads")] }]),
            far)
    }

    @Test func authorizersThatDoNotExistAreErrors() {
        var function = Function("f") { $0.route("GET", "/", behind: "users") }
        function.origins.keys["authorizer_id"] = here
        expect(.unknownAuthorizer("users"), of: Service("shop", [function]))

        var authorizer = Authorizer(id: "users", kind: .lambda(function: "elsewhere"))
        authorizer.origins.keys["function"] = here
        var service = Service("shop", [Function("f") { $0.route("GET", "/", behind: "users") }])
        service.api.authorizers = [authorizer]
        expect(
            .unknownAuthorizerFunction("elsewhere"), of: service,
            Service("other", [Function("elsewhere")]))
    }

    @Test func namesOfResourcesNeverMeet() throws {
        let letters = ["a", "_", "-", "1"]
        let pairs = letters.flatMap { a in letters.map { a + $0 } }
        let names = letters + pairs + ["a_b", "a__", "__a", "_-a", "a-_", "___"]
        var owners: [String: FunctionID] = [:]
        for service in names {
            for function in names {
                let id = FunctionID(service, function)
                let emission = try emit(Sample("names", [Service(service, [Function(function)])]))
                let text = emission.files.map(\.text).joined()
                let match = try #require(
                    text.firstMatch(of: #/resource "aws_lambda_function" "([^"]+)"/#))
                let name = String(match.1)
                #expect(name.wholeMatch(of: #/[A-Za-z_][A-Za-z0-9_-]*/#) != nil)
                #expect(owners.updateValue(id, forKey: name) == nil, "\(name)")
            }
        }
    }

    @Test func namesStayWhenOtherThingsComeAndGo() throws {
        var sample = Sample.events
        let before = try emit(sample).files.first { $0.name == "books.tf" }
        sample.application.services.removeAll { $0.name == "shop" }
        #expect(try emit(sample).files.first { $0.name == "books.tf" } == before)
    }

    @Test func attributesLeadBackToTheirKeys() throws {
        var sample = Sample.http
        let timeout = SourceSpan(file: "service.toml", line: 3, column: 1, text: "timeout")
        sample.application.services[0].functions[1].origins = Origins(
            place: here, keys: ["timeout_seconds": timeout])
        let emission = try emit(sample)
        let address = "aws_lambda_function.orders_find"
        #expect(emission.span(of: address, attribute: "timeout") == timeout)
        #expect(emission.span(of: "\(address)[0]", attribute: "memory_size") == here)
        #expect(emission.span(of: address) == here)
        #expect(emission.span(of: "aws_lambda_function.other") == nil)
        #expect(emission.span(of: "data.aws_iam_policy_document.orders_find") == here)

        let file = try #require(emission.files.first { $0.name == "orders.tf" })
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        let block = try #require(
            lines.firstIndex(of: "resource \"aws_lambda_function\" \"orders_find\" {"))
        let line = try #require(lines[block...].firstIndex { $0.contains(" timeout ") })
        #expect(emission.span(file: "orders.tf", line: line + 1) == timeout)
        #expect(emission.span(file: "orders.tf", line: block + 1) == here)
        #expect(emission.span(file: "orders.tf", line: 0) == nil)
        #expect(emission.span(file: "nothing.tf", line: 3) == nil)
        #expect(emission.span(file: "orders.tf", line: 1_000_000) == nil)
    }

    @Test func repositoriesAreWhatMustBePushedToFirst() throws {
        let repositories = try emit(Sample.images).repositories
        #expect(repositories.map(\.function) == [FunctionID("site", "Page")])
        #expect(repositories.map(\.address) == ["aws_ecr_repository.site_Page"])
        #expect(repositories.map(\.name) == ["asml-shop-site-page"])
        #expect(try emit(Sample.http).repositories.isEmpty)
    }

    @Test func newerProvidersLimitInvocationsToTheURL() throws {
        var sample = Sample.events
        sample.deployment.awsProvider = .from6_28
        let text = try emit(sample).files.map(\.text).joined()
        #expect(text.contains("invoked_via_function_url = true"))
        #expect(text.contains(#"version = ">= 6.28, < 7""#))
    }

    @Test func whatIsListenedToComesAfterTheUsersModuleUnlessThatNeedsTheRoles() throws {
        var sample = Sample.events
        sample.deployment.userModule = UserModule(variables: ["project_name"])
        let first = try emit(sample).files.map(\.text).joined()
        #expect(first.contains("depends_on = [module.usermod]"))
        sample.deployment.userModule = UserModule(variables: ["function_role_names"])
        let last = try emit(sample).files.map(\.text).joined()
        #expect(!last.contains("[module.usermod]"))
    }

    @Test func longNamesAreCutAndStayDifferent() throws {
        let bus =
            "arn:aws:events:eu-central-1:123456789012:event-bus/"
            + String(repeating: "x", count: 60)
        let function = Function("f") { $0.events = [.bus(bus + "1", "{}"), .bus(bus + "2", "{}")] }
        let text = try emit(Sample("long", [Service("s", [function])])).files.map(\.text).joined()
        let names = text.matches(of: #/ name +(?:= )"(asml-shop-s-f\.[^"]*)"/#).map { $0.1 }
        #expect(names.count == 2 && Set(names).count == 2)
        #expect(names.allSatisfy { $0.utf8.count == 64 })
    }

    @Test func aRegionOfAllServicesServesTheRestToo() throws {
        var sample = Sample.smallest
        sample.application.aws.region = nil
        sample.application.services[0].options.region = "eu-west-1"
        let text = try emit(sample).files.map(\.text).joined()
        #expect(text.contains("provider \"aws\" {\n  region = \"eu-west-1\"\n}"))
        #expect(!text.contains("alias "))
    }
}
