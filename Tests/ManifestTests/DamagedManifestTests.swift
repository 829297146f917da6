internal import Diagnostics
internal import Manifest
internal import Testing

/// Manifests with every key there is, cut short, changed, or with the wrong things in them. Whatever
/// is said has a place in the file.
struct DamagedManifestTests {
    static let application = """
        [project]
        name = "shop"
        tags = { team = "mail" }
        [services.mail]
        name = "mail"
        [aws]
        region = "eu-central-1"
        account_id = "123456789012"
        endpoint_url = "http://127.0.0.1:5000"
        [terraform]
        state_bucket_name = "shop-state"
        state_key = "shop/state"
        region = "eu-west-1"
        lock_table_name = "locks"
        [registry]
        url = "https://registry.example.com"
        """

    static let service = """
        [service]
        name = "mail"
        [service.provider]
        name = "aws-lambda"
        [service.provider.options]
        region = "eu-central-1"
        account_id = "123456789012"
        architecture = "arm64"
        log_retention_days = 30
        [api]
        provider = "aws-apigw"
        access_logs = true
        payload_format = "2.0"
        [api.cors]
        allow_origins = ["https://example.com"]
        allow_methods = ["GET"]
        allow_headers = ["authorization"]
        expose_headers = ["etag"]
        allow_credentials = true
        max_age_seconds = 60
        [api.authorizers.users]
        auth_type = "jwt"
        issuer = "https://login.example.com"
        audience = ["web"]
        scopes = ["read"]
        [api.functions.send]
        name = "send"
        authorizer_id = "users"

        """ + ValueTests.lines + """

            [[api.functions.send.permissions]]
            actions = ["s3:GetObject"]
            resources = ["arn:aws:s3:::a/*"]
            effect = "deny"
            conditions = { StringEquals = { "aws:SourceVpc" = "vpc-1" } }
            [[api.functions.send.events]]
            sqs = "arn:aws:sqs:eu-central-1:123456789012:mails"
            batch_size = 5
            filters = ['{"body":["a"]}']
            [[api.functions.send.events]]
            s3 = "bucket"
            prefix = "in/"
            [iomod.dependencies.ddb]
            coordinates = "akkoro.aws.dynamodb"
            version = "0.1.5"
            environment = ["AWS_REGION"]
            """

    /// With one of the manifests changed.
    private func check(_ damaged: [UInt8], isApplication: Bool, _ what: String) {
        let application = isApplication ? damaged : Array(Self.application.utf8)
        let service = isApplication ? Array(Self.service.utf8) : damaged
        let breaks = damaged.count { $0 == 0x0A || $0 == 0x0D } + 1
        let lines = [breaks, Self.application.count, Self.service.count].max() ?? 1
        for issue in manifestIssues(application, service) {
            let span = issue.span
            #expect(span.line >= 1 && span.column >= 1 && span.length >= 0, "\(what): \(issue)")
            #expect(span.line <= lines, "\(what): \(issue)")
            #expect(
                ["assemblylift.toml", "services/mail/service.toml"].contains(span.file)
                    || isApplication, "\(what): \(issue)")
            #expect(!issue.diagnostic().render().contains("\u{0}"), "\(what)")
        }
    }

    @Test func theyAreGoodAsTheyAre() {
        let issues = manifestIssues(Array(Self.application.utf8), Array(Self.service.utf8))
        #expect(issues.map(\.kind) == [.ignored], "\(issues)")
    }

    @Test(arguments: [true, false]) func cutAtEveryByte(_ isApplication: Bool) {
        let bytes = Array((isApplication ? Self.application : Self.service).utf8)
        for end in bytes.indices {
            check(Array(bytes[..<end]), isApplication: isApplication, "cut at \(end)")
        }
    }

    /// Each byte becomes what TOML has a meaning for, what is no text, and another bit.
    @Test(arguments: [true, false]) func anotherByteAnywhere(_ isApplication: Bool) {
        let bytes = Array((isApplication ? Self.application : Self.service).utf8)
        for place in bytes.indices {
            for other in [0, 0x0A, 0x22, 0x5B, 0x7D, 0xFF, bytes[place] ^ 0x20] as [UInt8] {
                var damaged = bytes
                damaged[place] = other
                check(damaged, isApplication: isApplication, "\(other) at \(place)")
            }
        }
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
            [0x80],
            [0xC3, 0x28],
        ] as [[UInt8]]) func whatIsNoUTF8HasItsPlace(_ bytes: [UInt8]) throws
    {
        let before = "[service]\nname = \"ö"
        let issue = try #require(
            manifestIssues(Array(Self.application.utf8), Array(before.utf8) + bytes + [0x22]).first)
        #expect(issue.kind == .notUTF8)
        #expect((issue.span.line, issue.span.column) == (2, 10))
    }

    @Test func UTF16IsNoUTF8() throws {
        for mark in [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]] {
            let isLittle = mark[0] == 0xFF
            let bytes = Self.service.utf16.flatMap { unit -> [UInt8] in
                let pair = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
                return isLittle ? pair : pair.reversed()
            }
            let issue = try #require(
                manifestIssues(Array(Self.application.utf8), mark + bytes).first)
            #expect(issue.kind == .notUTF8)
            #expect((issue.span.line, issue.span.column) == (1, 1))
        }
    }

    private static let values = [
        ("\"x\"", "a string"), ("\"\"", "a string"), ("-1", "a whole number"),
        ("9223372036854775807", "a whole number"), ("1.5", "a number with a point"),
        ("nan", "a number with a point"), ("-inf", "a number with a point"),
        ("false", "true or false"), ("1979-05-27T07:32:00Z", "a date"), ("07:32:00", "a date"),
        ("[]", "a list"), ("[1, \"a\", [2]]", "a list"), ("[{}]", "a list"), ("{}", "a table"),
        ("{ a = { b = [1] } }", "a table"),
    ]

    /// What is told apart by its type.
    private static let several: [String: Set<String>] = [
        "provider": ["a string", "a table"], "cors": ["a table", "true or false"],
        "url": ["a table", "true or false"], "schedule": ["a string", "a table"],
        "build": ["a string", "a list"], "optimize": ["a string", "a whole number"],
        "conditions": ["a list", "a table"], "StringEquals": ["a table"],
    ]

    /// A value of the wrong type is told in its own line, whichever key it is of.
    @Test(arguments: [true, false]) func wrongTypesInEveryKey(_ isApplication: Bool) throws {
        let text = isApplication ? Self.application : Self.service
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (number, line) in lines.enumerated() {
            guard let sign = line.firstRange(of: " = ") else { continue }
            let key = String(line[..<sign.lowerBound])
            let right = try kinds(key, String(line[sign.upperBound...]))
            for (value, kind) in Self.values {
                var changed = lines
                changed[number] = "\(key) = \(value)"
                let bytes = Array(changed.joined(separator: "\n").utf8)
                check(bytes, isApplication: isApplication, "\(key) = \(value)")
                guard !right.contains(kind) else { continue }
                let issues =
                    isApplication
                    ? manifestIssues(bytes, Array(Self.service.utf8))
                    : manifestIssues(Array(Self.application.utf8), bytes)
                #expect(
                    issues.contains { issue in
                        guard case .wrongType = issue.kind else { return false }
                        return issue.span.line == number + 1
                    }, "\(key) = \(value): \(issues)")
            }
        }
    }

    /// What a key may be: what it is, and a list where one is enough.
    private func kinds(_ key: String, _ value: String) throws -> Set<String> {
        // An application's registry has one, too.
        if let several = Self.several[key], key != "url" || value.first != "\"" { return several }
        switch try #require(value.first) {
        case "\"", "'": return ["a string"]
        case "[": return ["a list", "a string"]
        case "{": return ["a table"]
        case "t", "f": return ["true or false"]
        default: return ["a whole number"]
        }
    }
}
