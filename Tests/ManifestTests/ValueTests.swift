internal import Diagnostics
internal import Manifest
import Testing

/// What keys mean when they are right.
struct ValueTests {
    static let lines = """
        handler_name = "run"
        provider = "aws-lambda-alpine"
        architecture = "arm64"
        timeout_seconds = 20
        size_mb = 256
        http = { verb = "any", path = "/mails/{id}" }
        language = "rust"
        build = ["cargo build", "cp a b"]
        wasm = "target/a.wasm"
        optimize = "size"
        cpu = "neoverse-n1"
        isolate = true
        environment = { STAGE = "dev" }
        secrets = { KEY = "arn:aws:ssm:eu-west-1:123456789012:parameter/key" }
        url = { auth = "AWS_IAM", cors = true, streaming = true }
        schedule = { expression = "rate(1 day)", timezone = "Europe/Berlin", input = '{"a":1}' }
        vpc = { subnet_ids = ["subnet-1"], security_group_ids = ["sg-1"] }
        tracing = true
        log_format = "text"
        log_level = "debug"
        log_retention_days = 30
        reserved_concurrency = 5
        provisioned_concurrency = 2
        ephemeral_storage_mb = 1024
        dead_letter = "arn:aws:sqs:eu-west-1:123456789012:dead"
        retries = 0
        """

    @Test func everyKeyOfAFunctionIsRead() throws {
        let function = try Fixture(function: Self.lines).function()
        var expected = Function(name: "send", folder: "/app/services/mail/send")
        expected.handlerName = "run"
        (expected.provider, expected.architecture) = (.awsLambdaAlpine, .arm64)
        expected.options.architecture = .arm64
        (expected.timeoutSeconds, expected.memoryMegabytes) = (20, 256)
        expected.http = Route(verb: "ANY", path: "/mails/{id}")
        expected.language = .rust
        expected.build = [["cargo", "build"], ["cp", "a", "b"]]
        expected.wasm = "target/a.wasm"
        (expected.optimize, expected.cpu, expected.isolate) = (.size, "neoverse-n1", true)
        expected.environment = ["STAGE": "dev"]
        expected.secrets = ["KEY": "arn:aws:ssm:eu-west-1:123456789012:parameter/key"]
        var cors = CORS()
        (cors.allowOrigins, cors.allowMethods, cors.allowHeaders) = (["*"], ["*"], ["*"])
        var url = FunctionURL()
        (url.auth, url.cors, url.streaming) = (.iam, cors, true)
        expected.url = url
        var schedule = Schedule(expression: "rate(1 day)")
        (schedule.timezone, schedule.input) = ("Europe/Berlin", "{\"a\":1}")
        expected.schedule = schedule
        expected.vpc = VPC(subnetIDs: ["subnet-1"], securityGroupIDs: ["sg-1"])
        expected.tracing = true
        (expected.logFormat, expected.logLevel, expected.logRetentionDays) = (.text, .debug, 30)
        (expected.reservedConcurrency, expected.provisionedConcurrency) = (5, 2)
        expected.ephemeralStorageMegabytes = 1024
        expected.deadLetter = "arn:aws:sqs:eu-west-1:123456789012:dead"
        expected.retries = 0
        expected.origins = function.origins
        #expect(function == expected)
    }

    @Test func everyKeyKnowsWhereItWasWritten() throws {
        let origins = try Fixture(function: Self.lines).function().origins
        #expect(origins.place?.line == 4)
        #expect(origins.place?.text == "[api.functions.send]")
        #expect(origins["timeout_seconds"]?.line == 9)
        #expect(origins["timeout_seconds"]?.column == 19)
        #expect(origins["http.path"]?.column == 31)
        #expect(origins["url.cors"]?.line == 20)
        #expect(origins["environment.STAGE"]?.line == 18)
        #expect(origins["retries"]?.line == 31)
        #expect(origins["isolated"] == origins.place)
    }

    @Test func permissionsHaveConditionsInTwoForms() throws {
        let function = try Fixture(
            function: """
                [[api.functions.send.permissions]]
                actions = "s3:GetObject"
                resources = ["arn:aws:s3:::a/*"]
                effect = "deny"
                conditions = { StringEquals = { "aws:SourceVpc" = ["vpc-1", "vpc-2"] } }
                [[api.functions.send.permissions]]
                actions = ["sqs:*", "sns:Publish"]
                resources = "*"
                conditions = [{ test = "Bool", variable = "aws:SecureTransport", values = "true" }]
                """
        ).function()
        var first = Permission(actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/*"])
        first.effect = .deny
        first.conditions = [
            .init(test: "StringEquals", variable: "aws:SourceVpc", values: ["vpc-1", "vpc-2"])
        ]
        var second = Permission(actions: ["sqs:*", "sns:Publish"], resources: ["*"])
        second.conditions = [
            .init(test: "Bool", variable: "aws:SecureTransport", values: ["true"])
        ]
        #expect(function.permissions == [first, second])
    }

    @Test func everySourceOfEventsIsRead() throws {
        let account = "eu-west-1:123456789012"
        let function = try Fixture(
            function: """
                [[api.functions.send.events]]
                sqs = "arn:aws:sqs:\(account):q"
                batch_size = 20
                batching_window_seconds = 1
                maximum_concurrency = 2
                filters = ['{"a":[1]}']
                report_failures = false
                [[api.functions.send.events]]
                sns = "arn:aws:sns:\(account):t"
                filter_policy = '{}'
                [[api.functions.send.events]]
                s3 = "bucket"
                suffix = ".png"
                prefix = "in/"
                events = "s3:ObjectRemoved:*"
                [[api.functions.send.events]]
                dynamodb = "arn:aws:dynamodb:\(account):table/t/stream/2026"
                starting_position = "trim_horizon"
                [[api.functions.send.events]]
                kinesis = "arn:aws:kinesis:\(account):stream/s"
                parallelization_factor = 2
                [[api.functions.send.events]]
                eventbridge = "default"
                pattern = '{"source":["shop"]}'
                """
        ).function()
        var queue = EventSource.SQS(arn: "arn:aws:sqs:\(account):q")
        (queue.batchSize, queue.batchingWindowSeconds) = (20, 1)
        (queue.maximumConcurrency, queue.filters) = (2, ["{\"a\":[1]}"])
        queue.reportsFailures = false
        var topic = EventSource.SNS(arn: "arn:aws:sns:\(account):t")
        topic.filterPolicy = "{}"
        var bucket = EventSource.S3(bucket: "bucket")
        (bucket.suffix, bucket.prefix, bucket.events) = (".png", "in/", ["s3:ObjectRemoved:*"])
        var table = EventSource.Stream(arn: "arn:aws:dynamodb:\(account):table/t/stream/2026")
        table.startingPosition = .trimHorizon
        var stream = EventSource.Stream(arn: "arn:aws:kinesis:\(account):stream/s")
        stream.parallelizationFactor = 2
        let bus = EventSource.EventBridge(bus: "default", pattern: "{\"source\":[\"shop\"]}")
        #expect(
            function.events.map(\.kind) == [
                .sqs(queue), .sns(topic), .s3(bucket), .dynamodb(table), .kinesis(stream),
                .eventbridge(bus),
            ])
        #expect(function.events[0].origins["batch_size"] != function.events[0].origins.place)
    }

    @Test func functionsInheritFromTheirService() throws {
        let function = try Fixture(
            function: "provider = { options = { log_retention_days = 7 } }",
            before: """
                [service.provider]
                name = "aws-lambda-alpine"
                [service.provider.options]
                architecture = "arm64"
                base_image = "alpine.tar"
                log_retention_days = 30
                package_bucket = "my-zips"
                region = "eu-west-1"
                """
        ).function()
        #expect(function.provider == .awsLambdaAlpine)
        #expect(function.architecture == .arm64)
        #expect(function.logRetentionDays == 7)
        #expect(function.options.baseImage == "alpine.tar")
        #expect(function.options.packageBucket == "my-zips")
        #expect(function.options.region == "eu-west-1")
    }

    @Test func anApplicationHasTagsAnAccountAndItsState() throws {
        let application = try Fixture(
            service: "service.name = \"mail\"",
            application: """
                [project.tags]
                team = "mail"
                [aws]
                region = "eu-central-1"
                account_id = "123456789012"
                endpoint_url = "http://127.0.0.1:5555"
                package_bucket = "my-zips"
                [terraform]
                state_bucket_name = "states"
                [registry]
                url = "https://registry.example.com"
                """
        ).load().application
        var aws = AWSAccount(
            region: "eu-central-1", accountID: "123456789012",
            endpointURL: "http://127.0.0.1:5555")
        aws.packageBucket = "my-zips"
        #expect(application.aws == aws)
        #expect(
            application.state
                == RemoteState(
                    bucket: "states", key: "shop/terraform.tfstate", region: "eu-central-1"))
        #expect(application.registryURL == "https://registry.example.com")
        #expect(application.tags == ["team": "mail"])
        #expect(application.origins["aws.region"]?.line == 8)
    }
}
