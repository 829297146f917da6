internal import Manifest
internal import Testing

/// What texts are taken, and what not.
struct ShapeTests {
    private func isGood(_ line: String) -> Bool { Fixture(function: line).issues.isEmpty }

    @Test(arguments: [
        "rate(1 minute)", "rate(5 minutes)", "rate(1 day)", "cron(0 12 * * ? *)",
        "cron(0/15 8-17 ? * MON-FRI *)", "cron(0 0 L * ? *)", "cron(0 0 15W * ? 2026-2030)",
        "cron(0 0 ? * 6L *)", "cron(0 0 ? JAN,jul 2#1 *)", "at(2026-12-24T18:00:00)",
    ])
    func schedules(_ text: String) { #expect(isGood("schedule = \"\(text)\"")) }

    @Test(arguments: [
        "", "rate(1 minutes)", "rate(5 minute)", "rate(0 days)", "rate(1.5 hours)", "rate(5 weeks)",
        "rate(99999999999999999999 days)", "cron(* * * * * *)", "cron(0 12 ? * ? *)",
        "cron(60 12 * * ? *)", "cron(0 24 * * ? *)", "cron(0 12 * * ?)", "cron(0 12 * 13 ? *)",
        "cron(0/0 12 * * ? *)", "cron(0 12 ? * 2#6 *)", "cron(,,, 12 * * ? *)", "at(tomorrow)",
        "at(2026-13-01T00:00:00)", "at(2026-12-24)", "rate(1 hour", "every(1 hour)",
        "cron(0  12 * * ? *)",
    ])
    func noSchedules(_ text: String) { #expect(!isGood("schedule = \"\(text)\"")) }

    @Test(arguments: [
        "/", "/a", "/a/", "/a/{b}", "/a/{b}/c", "/{rest+}", "/a/{b}/{rest+}", "/a.b~c", "$default",
        "/a%20b",
    ])
    func paths(_ text: String) {
        #expect(isGood("http = { verb = \"GET\", path = \"\(text)\" }"))
    }

    @Test(arguments: [
        "", "a", "/a b", "/{a", "/a}", "/{}", "/{+}", "/x{a}", "/{a}/{a}", "/{a+}/b", "/a?b",
        "/a#b", "/ü", "$other", "/{a/b}",
    ])
    func noPaths(_ text: String) {
        #expect(!isGood("http = { verb = \"GET\", path = \"\(text)\" }"))
    }

    private func isVersion(_ text: String) -> Bool {
        let lines = "coordinates = \"a.b.c\"\nversion = \"\(text)\""
        return Fixture(service: ServiceIssueTests.dependency(lines)).issues.isEmpty
    }

    @Test(arguments: [
        "1.2.3", "0.0.0", "1.2.3-alpha.1", "1.2.3+build.5", "^1.2", "^1", "~1.2.3", ">=1, <2",
        ">= 1.2 , < 2.0.0-rc.1", "1.x", "1.2.x", "1.*", "=1.2.3", "*",
    ])
    func versions(_ text: String) { #expect(isVersion(text)) }

    @Test(arguments: [
        "", "1", "1.2", "v1.2.3", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "^", ">=1,", "1.x.3",
        "latest", "1.2.3 || 2.0.0", "99999999999.0.0", "1.2.3, 1.2.4", "x",
    ])
    func noVersions(_ text: String) { #expect(!isVersion(text)) }

    @Test(arguments: [
        ("make", ["make"]), ("  make   all ", ["make", "all"]),
        ("cc '-DNAME=a b' \\\"x\\\"", ["cc", "-DNAME=a b", "x"]),
        ("a '' b", ["a", "", "b"]), ("a\\\\ b", ["a b"]), ("a'b'c", ["abc"]),
        ("cc -DX='&&' '|' '$(x)'", ["cc", "-DX=&&", "|", "$(x)"]),
        ("echo \\\\& \\\\`", ["echo", "&", "`"]), ("echo $HOME", ["echo", "$HOME"]),
    ])
    func commandLines(_ line: String, _ words: [String]) throws {
        #expect(try Fixture(function: "build = \"\(line)\"").function().build == [words])
    }

    @Test(arguments: [
        "a && b", "a&", "a | b", "a > b", "a < b", "a; b", "a $(b)", "a `b`", "a \\\"$(b)\\\"",
        "a||b",
        "'a", "\\\"a", "a \\\\", "  ",
    ])
    func noCommandLines(_ line: String) {
        let issues = Fixture(function: "build = \"\(line)\"").issues
        #expect(issues.map(\.kind) == [.malformed(.command)])
    }

    @Test(arguments: ["..", "a/..", "../a", "/a", "a\\\\b", "~/a", "a\\u0007", ""])
    func noPathsOfFiles(_ text: String) {
        #expect(Fixture(function: "wasm = \"\(text)\"").issues.map(\.kind) == [.malformed(.path)])
    }

    @Test(arguments: ["a.wasm", "target/a.wasm", "a..b/c", "./a", ".build/x"])
    func pathsOfFiles(_ text: String) { #expect(isGood("wasm = \"\(text)\"")) }

    @Test(arguments: [
        "*", "arn:aws:s3:::bucket/*", "arn:aws:dynamodb:*:123456789012:table/x",
        "arn:aws-us-gov:iam::123456789012:role/x", "arn:aws:iam::aws:policy/X",
    ])
    func resources(_ text: String) {
        #expect(isGood("permissions = [{ actions = \"s3:Get*\", resources = \"\(text)\" }]"))
    }

    @Test(arguments: [
        "", "bucket", "arn:aws:s3:::", "arn:aws:s3", "arn:gcp:s3:::x", "arn:aws:s3::12:x",
        "arn:aws:s3:::a b", "arn:aws::eu-west-1:123456789012:x",
    ])
    func noResources(_ text: String) {
        #expect(!isGood("permissions = [{ actions = \"s3:Get*\", resources = \"\(text)\" }]"))
    }
}
