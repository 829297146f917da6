internal import Diagnostics
internal import Manifest
import Testing

typealias Kind = ManifestIssue.Kind

/// Lines of a function, the mistake between « and », and its kind.
struct FunctionIssueTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var lines: String
        var kind: Kind
        var testDescription: String { lines }

        init(_ lines: String, _ kind: Kind) {
            self.lines = lines
            self.kind = kind
        }
    }

    static let scalars: [Row] = [
        Row("«name_» = 1", .unknownKey("name_")),
        Row("«timeout» = 10", .unknownKey("timeout")),
        Row("timeout_seconds = «0»", .outOfRange(1...900)),
        Row("timeout_seconds = «901»", .outOfRange(1...900)),
        Row(
            "timeout_seconds = «1.5»", .wrongType(expected: [.integer], found: .float)),
        Row("size_mb = «127»", .outOfRange(128...10240)),
        Row("size_mb = «9223372036854775807»", .outOfRange(128...10240)),
        Row("size_mb = «2026-01-01»", .wrongType(expected: [.integer], found: .date)),
        Row("ephemeral_storage_mb = «511»", .outOfRange(512...10240)),
        Row("retries = «3»", .outOfRange(0...2)),
        Row("reserved_concurrency = «-1»", .outOfRange(0...100_000)),
        Row("provisioned_concurrency = «0»", .outOfRange(1...100_000)),
        Row("reserved_concurrency = 1\nprovisioned_concurrency = «2»", .conflict),
        Row("log_retention_days = «15»", .unknownValue("15")),
        Row("log_retention_days = «0»", .outOfRange(1...3653)),
        Row("log_level = «\"LOUD\"»", .unknownValue("LOUD")),
        Row("log_format = «\"XML\"»", .unknownValue("XML")),
        Row("language = «\"cobol\"»", .unknownValue("cobol")),
        Row("architecture = «\"mips\"»", .unknownValue("mips")),
        Row("optimize = «4»", .unknownValue("4")),
        Row("optimize = «true»", .wrongType(expected: [.integer, .string], found: .boolean)),
        Row("isolate = «1»", .wrongType(expected: [.boolean], found: .integer)),
        Row("cpu = «\"a b\"»", .malformed(.cpu)),
        Row("handler_name = «\"a b\"»", .malformed(.handler)),
        Row("handler_name = «\"\"»", .empty),
        Row("provider = «\"aws-lamda\"»", .unknownValue("aws-lamda")),
        Row("provider = «7»", .wrongType(expected: [.string, .table], found: .integer)),
        Row("provider = { name = «\"k8s\"» }", .unknownValue("k8s")),
        Row("provider = { options = { «size» = \"1\" } }", .unknownKey("size")),
        Row("provider = { options = { base_image = «\"a.tar\"» } }", .unknownKey("base_image")),
        Row(
            "provider = { options = { account_id = «\"12\"» } }", .malformed(.accountID)),
        Row(
            """
            provider = { options = { account_id = "123456789012", \
            aws_account_id = «"123456789012"» } }
            """, .duplicate(.key)),
        Row("dead_letter = «\"arn:aws:s3:::bucket\"»", .malformed(.arn)),
        Row("wasm = «\"/etc/passwd\"»", .malformed(.path)),
        Row("wasm = «\"a/../../b.wasm\"»", .malformed(.path)),
        Row("wasm = «\"a\\u0000.wasm\"»", .malformed(.path)),
        Row("wasm = «\"\"»", .malformed(.path)),
        Row("build = «\"\"»", .malformed(.command)),
        Row("build = «[]»", .empty),
        Row("build = «\"make; make\"»", .malformed(.command)),
        Row("build = [\"make\", «\"cc 'a\"»]", .malformed(.command)),
        Row("build = [\"make\", «1»]", .wrongType(expected: [.string], found: .integer)),
        Row("build = «1»", .wrongType(expected: [.string, .list], found: .integer)),
    ]

    static let tables: [Row] = [
        Row("http = «{ verb = \"GET\" }»", .missingKey("path")),
        Row("http = «{ path = \"/\" }»", .missingKey("verb")),
        Row("http = { verb = «\"FETCH\"», path = \"/\" }", .malformed(.verb)),
        Row("http = { verb = \"GET\", path = «\"users\"» }", .malformed(.route)),
        Row("http = { verb = \"GET\", path = «\"/a b\"» }", .malformed(.route)),
        Row("http = { verb = \"GET\", path = «\"/{a\"» }", .malformed(.route)),
        Row("http = { verb = \"GET\", path = «\"/{a}/{a}\"» }", .malformed(.route)),
        Row("http = { verb = \"GET\", path = \"/\", «method» = \"GET\" }", .unknownKey("method")),
        Row(
            "http = { verb = \"GET\", path = \"/\" }\nauthorizer_id = «\"nobody\"»",
            .unknownReference(.authorizer)),
        Row("environment = { «X» = \"1\" }", .malformed(.variable)),
        Row("environment = { «_HANDLER» = \"1\" }", .malformed(.variable)),
        Row("environment = { «AWS_SESSION_TOKEN» = \"1\" }", .malformed(.variable)),
        Row("environment = { «\"A-B\"» = \"1\" }", .malformed(.variable)),
        Row(
            "environment = { AB = «1» }", .wrongType(expected: [.string], found: .integer)),
        Row("secrets = { AB = «\"hunter2\"» }", .malformed(.arn)),
        Row(
            """
            environment = { AB = "1" }
            secrets = { AB = «"arn:aws:ssm:eu-west-1:123456789012:parameter/x"» }
            """, .duplicate(.variable)),
        Row("permissions = [«{ actions = [\"*\"] }»]", .missingKey("resources")),
        Row("permissions = [«{ resources = [\"*\"] }»]", .missingKey("actions")),
        Row("permissions = [{ actions = [\"*\"], resources = «[]» }]", .empty),
        Row("permissions = [{ actions = «\"read\"», resources = \"*\" }]", .malformed(.action)),
        Row("permissions = [{ actions = \"*\", resources = «\"b\"» }]", .malformed(.resource)),
        Row(
            "permissions = [{ actions = \"*\", resources = \"*\", effect = «\"Maybe\"» }]",
            .unknownValue("Maybe")),
        Row(
            "permissions = [{ actions = \"*\", resources = \"*\", conditions = { «Foo» = {} } }]",
            .malformed(.condition)),
        Row("url = «\"yes\"»", .wrongType(expected: [.boolean, .table], found: .string)),
        Row("url = { auth = «\"jwt\"» }", .unknownValue("jwt")),
        Row("url = { cors = { allow_origins = «\"a b\"» } }", .malformed(.origin)),
        Row("url = { cors = { allow_methods = [«\"FETCH\"»] } }", .malformed(.verb)),
        Row("url = { cors = { expose_headers = «\"a b\"» } }", .malformed(.headers)),
        Row("url = { cors = { max_age_seconds = «-1» } }", .outOfRange(0...86400)),
        Row(
            "url = { cors = { allow_origins = \"*\", allow_credentials = «true» } }", .conflict),
        Row("schedule = «\"hourly\"»", .malformed(.schedule)),
        Row("schedule = «{ timezone = \"UTC\" }»", .missingKey("expression")),
        Row(
            "schedule = { expression = \"rate(1 day)\", timezone = «\"a b\"» }",
            .malformed(.timezone)),
        Row("schedule = { expression = \"rate(1 day)\", input = «\"{\"» }", .malformed(.json)),
        Row("vpc = «{ subnet_ids = [\"subnet-1\"] }»", .missingKey("security_group_ids")),
        Row(
            "vpc = { subnet_ids = «[]», security_group_ids = [\"sg-1\"] }", .empty),
        Row(
            "vpc = { subnet_ids = [«\"net\"»], security_group_ids = [\"sg-1\"] }",
            .malformed(.subnet)),
        Row(
            "vpc = { subnet_ids = [\"subnet-1\"], security_group_ids = [«\"x\"»] }",
            .malformed(.securityGroup)),
    ]

    static let events: [Row] = [
        Row("events = «{}»", .wrongType(expected: [.list], found: .table)),
        Row("events = [«\"sqs\"»]", .wrongType(expected: [.table], found: .string)),
        Row("events = [«{}»]", .missingKey("sqs")),
        Row("events = [{ «sqq» = \"\" }]", .unknownKey("sqq")),
        Row("events = [{ sqs = \"\", sns = «\"\"» }]", .conflict),
        Row("events = [{ sqs = «\"queue\"» }]", .malformed(.arn)),
        Row("events = [{ sqs = «\"arn:aws:sns:eu-west-1:123456789012:q\"» }]", .malformed(.arn)),
        Row("events = [{ sns = «\"arn:aws:sqs:eu-west-1:123456789012:q\"» }]", .malformed(.arn)),
        Row(
            "events = [{ sqs = \"arn:aws:sqs:eu-west-1:123456789012:q\", batch_size = «11» }]",
            .conflict),
        Row(
            "events = [{ sqs = \"arn:aws:sqs:eu-west-1:123456789012:q.fifo\", batch_size = «11» }]",
            .outOfRange(1...10)),
        Row(
            """
            events = [{ sqs = "arn:aws:sqs:eu-west-1:123456789012:q" },
              { sqs = «"arn:aws:sqs:eu-west-1:123456789012:q"» }]
            """, .duplicate(.event)),
        Row("events = [{ s3 = «\"My Bucket\"» }]", .malformed(.bucket)),
        Row("events = [{ s3 = \"bucket\", events = «\"created\"» }]", .malformed(.s3Event)),
        Row(
            "events = [{ dynamodb = «\"arn:aws:dynamodb:eu-west-1:123456789012:table/t\"» }]",
            .malformed(.arn)),
        Row(
            """
            events = [{ kinesis = "arn:aws:kinesis:eu-west-1:123456789012:stream/s", \
            starting_position = «"MIDDLE"» }]
            """, .unknownValue("MIDDLE")),
        Row("events = [«{ eventbridge = \"default\" }»]", .missingKey("pattern")),
        Row(
            "events = [{ eventbridge = «\"a b\"», pattern = \"{}\" }]", .malformed(.eventBus)),
        Row(
            "events = [{ eventbridge = \"default\", pattern = «\"[]\"» }]", .malformed(.json)),
    ]

    @Test(arguments: scalars + tables + events)
    func mistakesAreFoundWhereTheyStand(_ row: Row) throws {
        let marked = Marked(row.lines)
        let issues = Fixture(function: marked.text).issues
        let issue = try #require(issues.first)
        #expect(issues.count == 1, "\(issues)")
        #expect(issue.kind == row.kind)
        #expect(issue.span.file == "services/mail/service.toml")
        #expect(issue.span.line == marked.line + 5)
        #expect(issue.span.column == marked.column)
        #expect(issue.span.length == marked.length)
    }

    @Test func theEnvironmentHasAtMost4KB() {
        let long = String(repeating: "x", count: 4000)
        #expect(Fixture(function: "environment = { AB = \"\(long)\" }").issues.isEmpty)
        let issues = Fixture(
            function: "environment = { AB = \"\(long)\", CD = \"\(long)\" }"
        ).issues
        #expect(issues.map(\.kind) == [.tooLong(.environment)])
    }
}
