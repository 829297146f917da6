internal import Diagnostics
internal import Manifest
import Testing

/// Whole files, the mistake between « and », and its kind.
struct ServiceIssueTests {
    typealias Row = FunctionIssueTests.Row

    static let services: [Row] = [
        Row("«»", .missingKey("service.name")),
        Row("«[service]»", .missingKey("name")),
        Row("service = «1»", .wrongType(expected: [.table], found: .integer)),
        Row("[service]\nname = «\"post\"»", .conflict),
        Row("[service]\nname = «\"a/b\"»", .malformed(.name)),
        Row("[service]\nname = \"mail\"\n«names» = 1", .unknownKey("names")),
        Row("service.name = \"mail\"\n[«servce»]", .unknownKey("servce")),
        Row("service.name = \"mail\"\n«functions» = {}", .unknownKey("functions")),
        Row("service.name = \"mail\"\nservice.provider = «\"k8s\"»", .unknownValue("k8s")),
        Row(
            "service.name = \"mail\"\nservice.provider.options.region = «\"mars\"»",
            .malformed(.region)),
        Row("service.name = \"mail\"\napi.provider = «\"gloo\"»", .unknownValue("gloo")),
        Row("service.name = \"mail\"\napi.payload_format = «\"3.0\"»", .unknownValue("3.0")),
        Row(
            "service.name = \"mail\"\napi.cors = «1»",
            .wrongType(expected: [.table, .boolean], found: .integer)),
        Row(
            "service.name = \"mail\"\napi.cors.max_age_seconds = «86401»",
            .outOfRange(-1...86400)),
        Row(
            "service.name = \"mail\"\napi.functions = «[]»",
            .wrongType(expected: [.table], found: .list)),
        Row(
            "service.name = \"mail\"\napi.functions.a = «\"a\"»",
            .wrongType(expected: [.table], found: .string)),
        Row("service.name = \"mail\"\n«[api.functions.a]»", .missingKey("name")),
        Row("service.name = \"mail\"\n[api.functions.«\"../a\"»]\nname = \"a\"", .malformed(.id)),
        Row(
            "service.name = \"mail\"\n[api.functions.a]\nname = «\"-rf\"»", .malformed(.name)),
        Row(
            """
            service.name = "mail"
            [api.functions]
            a.name = "same"
            b.name = «"same"»
            """, .duplicate(.function)),
        Row("service.name = \"mail\"\n«[api.authorizers.a]»", .missingKey("auth_type")),
        Row(
            "service.name = \"mail\"\n[api.authorizers.a]\nauth_type = «\"basic\"»",
            .unknownValue("basic")),
        Row(
            "service.name = \"mail\"\n«[api.authorizers.a]»\nauth_type = \"jwt\"\naudience = [\"x\"]",
            .missingKey("issuer")),
        Row(
            """
            service.name = "mail"
            «[api.authorizers.a]»
            auth_type = "jwt"
            issuer = "https://x.org"
            """, .missingKey("audience")),
        Row(
            """
            service.name = "mail"
            [api.authorizers.a]
            auth_type = "jwt"
            issuer = "https://x.org"
            audience = «[]»
            """, .empty),
        Row(
            """
            service.name = "mail"
            [api.authorizers.a]
            auth_type = "jwt"
            issuer = «"http://x.org"»
            audience = "me"
            """, .malformed(.url)),
        Row(
            "service.name = \"mail\"\n«[api.authorizers.a]»\nauth_type = \"lambda\"",
            .missingKey("function")),
        Row(
            """
            service.name = "mail"
            [api.authorizers.a]
            auth_type = "lambda"
            function = «"nobody"»
            """, .unknownReference(.function)),
    ]

    static let dependencies: [Row] = [
        Row(
            "service.name = \"mail\"\n«[iomod.dependencies.a]»\nversion = \"1.0.0\"",
            .missingKey("coordinates")),
        Row(
            "service.name = \"mail\"\n«[iomod.dependencies.a]»\ncoordinates = \"a.b.c\"",
            .missingKey("version")),
        Row(dependency("coordinates = «\"a.b\"»\nversion = \"1.0.0\""), .malformed(.coordinates)),
        Row(
            dependency("coordinates = «\"a.b.c/d\"»\nversion = \"1.0.0\""), .malformed(.coordinates)
        ),
        Row(dependency("coordinates = \"a.b.c\"\nversion = «\"1\"»"), .malformed(.version)),
        Row(
            dependency("coordinates = \"a.b.c\"\nversion = \"1.0.0\"\ntype = «\"git\"»"),
            .unknownValue("git")),
        Row(
            dependency(
                """
                coordinates = "a.b.c"
                version = "1.0.0"
                type = "file"
                dependency_type = «"file"»
                from = "x"
                """), .duplicate(.key)),
        Row(
            """
            service.name = "mail"
            «[iomod.dependencies.a]»
            coordinates = "a.b.c"
            version = "1.0.0"
            type = "file"
            """, .missingKey("from")),
        Row(
            dependency(
                "coordinates = \"a.b.c\"\nversion = \"1.0.0\"\ntype = \"file\"\nfrom = «\"../x\"»"),
            .malformed(.path)),
        Row(
            dependency(
                "coordinates = \"a.b.c\"\nversion = \"1.0.0\"\ntype = \"oci\"\nfrom = «\"ghcr.io/x\"»"
            ),
            .malformed(.oci)),
        Row(
            dependency(
                "coordinates = \"a.b.c\"\nversion = \"1.0.0\"\nenvironment = [«\"A=B\"»]"),
            .malformed(.variable)),
        Row(
            """
            service.name = "mail"
            [iomod.dependencies]
            a = { coordinates = "a.b.c", version = "1.0.0" }
            b = { coordinates = «"a.b.c"», version = "1.0.1" }
            """, .duplicate(.iomod)),
    ]

    static let applications: [Row] = [
        Row("«»", .missingKey("project.name")),
        Row("«[project]»", .missingKey("name")),
        Row("project.name = «\"\"»", .empty),
        Row("project.name = «\"a.b\"»", .malformed(.name)),
        Row("project.name = \"a\"\nproject.tags = { «\"a;b\"» = \"c\" }", .malformed(.tag)),
        Row("project.name = \"a\"\nproject.tags.a = «\"b;\"»", .malformed(.tag)),
        Row("project.name = \"a\"\nproject.tags.«\"AWS:x\"» = \"\"", .malformed(.tag)),
        Row("project.name = \"a\"\naws.region = «\"here\"»", .malformed(.region)),
        Row("project.name = \"a\"\naws.account_id = «\"1\"»", .malformed(.accountID)),
        Row("project.name = \"a\"\naws.endpoint_url = «\"ftp://x\"»", .malformed(.url)),
        Row("project.name = \"a\"\naws.package_bucket = «\"My_Bucket\"»", .malformed(.bucket)),
        Row("project.name = \"a\"\nregistry.url = «\"x\"»", .malformed(.url)),
        Row("project.name = \"a\"\n«[terraform]»", .missingKey("state_bucket_name")),
        Row("project.name = \"a\"\nterraform.state_bucket_name = «\"A_b\"»", .malformed(.bucket)),
        Row(
            "project.name = \"a\"\n[terraform]\nstate_bucket_name = \"abc\"\nstate_key = «\"/x\"»",
            .malformed(.path)),
        Row("project.name = \"a\"\nservices.x.name = «\"x\"»", .missingFile),
        Row("project.name = \"a\"\n[services.«\"a b\"»]\nname = \"a\"", .malformed(.id)),
        Row("project.name = \"a\"\n«[services.a]»", .missingKey("name")),
        Row(
            "project.name = \"a\"\nservices.m.name = \"mail\"\nservices.n.name = «\"mail\"»",
            .duplicate(.service)),
        Row(
            "project.name = \"a\"\nservices = «[{}]»", .wrongType(expected: [.table], found: .list)),
        Row("project.name = \"a\"\nproject.name = 1\n", .syntax),
    ]

    static func dependency(_ lines: String) -> String {
        "service.name = \"mail\"\n[iomod.dependencies.a]\n\(lines)"
    }

    @Test(arguments: services + dependencies)
    func mistakesOfServicesAreFoundWhereTheyStand(_ row: Row) throws {
        let marked = Marked(row.lines)
        try check(Fixture(service: marked.text).issues, row, marked)
    }

    @Test(arguments: applications)
    func mistakesOfApplicationsAreFoundWhereTheyStand(_ row: Row) throws {
        let marked = Marked(row.lines)
        var fixture = Fixture(service: "service.name = \"mail\"")
        fixture.files["assemblylift.toml"] = marked.text
        try check(fixture.issues, row, marked)
    }

    private func check(_ issues: [ManifestIssue], _ row: Row, _ marked: Marked) throws {
        let issue = try #require(issues.first)
        #expect(issues.count == 1, "\(issues)")
        #expect(issue.kind == row.kind)
        guard row.kind != .syntax else { return #expect(issue.span.line == 2) }
        #expect((issue.span.line, issue.span.column) == (marked.line, marked.column))
        #expect(issue.span.length == max(marked.length, 1))
    }

    @Test func allMistakesOfAllFilesAreSaidInOrder() {
        var fixture = Fixture(function: "size_mb = 1\ntimeout_seconds = 0", before: "[nonsense]")
        fixture.files["assemblylift.toml"]? +=
            "\n[aws]\nregion = 1\n[services.other]\nname = \"b c\""
        let places = fixture.issues.map { "\($0.span.file):\($0.span.line)" }
        #expect(
            places == [
                "assemblylift.toml:7", "assemblylift.toml:9", "services/mail/service.toml:3",
                "services/mail/service.toml:6", "services/mail/service.toml:7",
            ])
    }

    @Test func aFunctionNeedsItsFolder() {
        var fixture = Fixture(function: "")
        fixture.missingFolders = ["services/mail/send"]
        let issues = fixture.issues
        #expect(issues.map(\.kind) == [.missingFolder])
        #expect(issues.map(\.span.line) == [5])
    }

    @Test func thereIsNoApplicationWithoutItsFile() {
        #expect(Fixture(files: [:]).issues.map(\.kind) == [.missingFile])
    }

    @Test func fullNamesAreAtMost64Characters() throws {
        func named(_ count: Int) -> Fixture {
            let name = String(repeating: "f", count: count)
            return Fixture(service: "service.name = \"mail\"\napi.functions.a.name = \"\(name)\"")
        }
        // asml-shop-mail- has 15.
        #expect(named(49).issues.isEmpty)
        #expect(named(50).issues.map(\.kind) == [.tooLong(.functionName)])
    }

    @Test(arguments: [
        ("a", "b-c", "a-b", "c", [ManifestIssue.Kind.duplicate(.function)]),
        ("a", "b_c", "a_b", "c", []), ("a", "c", "b", "c", []),
    ])
    func functionsThatWouldGetOneNameAreRefused(
        _ service: String, _ function: String, _ other: String, _ otherFunction: String,
        _ kinds: [ManifestIssue.Kind]
    ) {
        let fixture = Fixture(files: [
            "assemblylift.toml": """
            project.name = "shop"
            services.one.name = "\(service)"
            services.two.name = "\(other)"
            """,
            "services/\(service)/service.toml": """
            service.name = "\(service)"
            api.functions.a.name = "\(function)"
            """,
            "services/\(other)/service.toml": """
            service.name = "\(other)"
            api.functions.a.name = "\(otherFunction)"
            """,
        ])
        #expect(fixture.issues.map(\.kind) == kinds)
    }

    @Test(arguments: [
        ("GET", "/a", "get", "/a"), ("GET", "/{a}/b", "GET", "/{b}/b"),
        ("ANY", "/{a+}", "ANY", "/{b+}"), ("GET", "$default", "POST", "$default"),
    ])
    func routesThatCollideAreRefused(_ one: String, _ path: String, _ two: String, _ other: String)
    {
        let issues = routes((one, path), (two, other))
        #expect(issues.map(\.kind) == [.duplicate(.route)])
        #expect(issues.first?.span.line == 4)
    }

    @Test(arguments: [
        ("GET", "/a", "POST", "/a"), ("GET", "/{a}", "GET", "/{a+}"), ("GET", "/a", "ANY", "/a"),
        ("GET", "/a", "GET", "/a/"),
    ])
    func routesThatDifferAreGood(_ one: String, _ path: String, _ two: String, _ other: String) {
        #expect(routes((one, path), (two, other)).isEmpty)
    }

    private func routes(_ one: (String, String), _ two: (String, String)) -> [ManifestIssue] {
        Fixture(
            service: """
                service.name = "mail"
                [api.functions]
                z = { name = "z", http = { verb = "\(one.0)", path = "\(one.1)" } }
                a = { name = "a", http = { verb = "\(two.0)", path = "\(two.1)" } }
                """
        ).issues
    }

    @Test func functionsStayInTheRegionAndAccountOfTheirService() {
        let issues = Fixture(
            function: "provider = { options = { region = \"eu-west-2\" } }",
            before: "provider = { options = { region = \"eu-west-1\" } }"
        ).issues
        #expect(issues.map(\.kind) == [.conflict])
    }
}
