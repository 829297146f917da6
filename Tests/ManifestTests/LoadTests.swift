internal import Diagnostics
internal import Manifest
import Testing

struct LoadTests {
    @Test func theSmallestApplicationGetsEveryDefault() throws {
        let (application, warnings) = try Fixture(function: "").load()
        #expect(warnings.isEmpty)
        #expect(application.name == "shop")
        let service = try #require(application.services.first)
        #expect(service.folder == "/app/services/mail")
        let function = try #require(service.functions.first)
        var expected = Function(name: "send", folder: "/app/services/mail/send")
        expected.origins = function.origins
        expected.options = function.options
        #expect(function == expected)
    }

    @Test func assemblyLift03ManifestsMeanTheSame() throws {
        let fixture = Fixture(files: [
            "assemblylift.toml": """
            [project]
            name = "my-app"

            [services]
            [services.one]
            name = "svc-one"

            [terraform]
            state_bucket_name = "my-bucket"
            lock_table_name = "my-table"
            """,
            "services/svc-one/service.toml": """
            [service]
            name = "svc-one"
            [service.provider]
            name = "aws-lambda-alpine"
            options = { aws_account_id = "123456789012" }

            [api]
            provider = "aws-apigw"
            [api.functions.first]
            name = "fn-first"
            http = { verb = "GET", path = "/first/{id}" }
            authorizer_id = "tokens"
            timeout_seconds = 25
            size_mb = 2048
            handler_name = "other"
            [api.functions.second]
            name = "second"
            provider = { name = "aws-lambda" }
            http = { verb = "post", path = "/second" }
            authorizer_id = "signed"

            [api.authorizers.tokens]
            auth_type = "JWT"
            audience = ["web"]
            issuer = "https://id.example.com"
            scopes = ["read"]
            [api.authorizers.signed]
            auth_type = "AWS_IAM"
            [api.authorizers.documented]
            auth_type = "iam"

            [iomod.dependencies.ddb]
            coordinates = "akkoro.aws.dynamodb"
            version = "0.1.5"
            [iomod.dependencies.local]
            coordinates = "me.my.thing"
            version = "0.0.1"
            type = "file"
            from = "iomods/thing"
            """,
        ])
        let (application, warnings) = try fixture.load()
        #expect(warnings.map(\.kind) == [.ignored])
        #expect(
            application.state
                == RemoteState(
                    bucket: "my-bucket", key: "my-app/terraform.tfstate", region: "us-east-1",
                    lockTable: "my-table"))
        let service = try #require(application.services.first)
        #expect(service.provider == .awsLambdaAlpine)
        #expect(service.options.accountID == "123456789012")
        #expect(service.functions.map(\.provider) == [.awsLambdaAlpine, .awsLambda])
        let first = service.functions[0]
        #expect(first.http == Route(verb: "GET", path: "/first/{id}"))
        #expect(first.handlerName == "other")
        #expect((first.timeoutSeconds, first.memoryMegabytes) == (25, 2048))
        #expect(service.functions[1].http?.verb == "POST")
        #expect(service.api.payloadFormat == .v1)
        #expect(
            service.api.authorizers.map(\.kind) == [
                .iam, .iam, .jwt(issuer: "https://id.example.com", audience: ["web"]),
            ])
        #expect(service.api.authorizers[2].scopes == ["read"])
        #expect(service.iomods.map(\.source) == [.registry, .file("iomods/thing")])
    }

    @Test func findRootWalksUpwards() {
        let exists = { (path: String) in path == "/a/b/assemblylift.toml" }
        #expect(ManifestReader.findRoot(from: "/a/b/c/d", exists: exists) == "/a/b")
        #expect(ManifestReader.findRoot(from: "/a/b/", exists: exists) == "/a/b")
        #expect(ManifestReader.findRoot(from: "/a", exists: exists) == nil)
        #expect(ManifestReader.findRoot(from: "/", exists: { $0 == "/assemblylift.toml" }) == "/")
        #expect(ManifestReader.findRoot(from: "a", exists: { _ in true }) == nil)
    }

    @Test func filesAreShownAsSeenFromTheCurrentFolder() {
        #expect(ManifestReader.path(from: "/a/b", to: "/a/b")("x.toml") == "x.toml")
        #expect(ManifestReader.path(from: "/a/b/c", to: "/a/b")("x.toml") == "../x.toml")
        #expect(ManifestReader.path(from: "/a", to: "/a/b")("x.toml") == "b/x.toml")
        #expect(ManifestReader.path(from: "/a/c", to: "/a/b")("x.toml") == "../b/x.toml")
    }
}
