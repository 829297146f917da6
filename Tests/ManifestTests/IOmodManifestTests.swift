internal import Diagnostics
internal import Manifest
import Testing

struct IOmodManifestTests {
    typealias Row = FunctionIssueTests.Row

    private func load(_ text: String) throws(ManifestErrors) -> IOmodManifest {
        try ManifestReader.loadIOmod(file: "iomod.toml", bytes: Array(text.utf8))
    }

    @Test func packagesOfAssemblyLiftSayLittle() throws {
        let manifest = try load(
            """
            [iomod]
            coordinates = "akkoro.std.http"
            version = "0.3.0"
            [process]
            entrypoint = "bin/http"
            """)
        var expected = IOmodManifest(
            coordinates: "akkoro.std.http", version: "0.3.0", entrypoint: "bin/http")
        expected.origins = manifest.origins
        #expect(manifest == expected)
        #expect(manifest.transport == .tcp)
        #expect(manifest.environment == nil)
        #expect(manifest.origins["process.entrypoint"]?.line == 5)
    }

    @Test func everyKeyIsRead() throws {
        let manifest = try load(
            """
            [iomod]
            coordinates = "a.b.c"
            version = "1.2.3-rc.1"
            description = "Counts."
            license = "MIT"
            homepage = "https://example.com"
            [process]
            entrypoint = "bin/any"
            arguments = ["--fast", ""]
            transport = "socketpair"
            environment = []
            arm64.entrypoint = "bin/arm"
            [methods.count]
            description = "One more."
            input = "schema/count.json"
            [methods.again]
            output = "schema/again.json"
            """)
        var expected = IOmodManifest(
            coordinates: "a.b.c", version: "1.2.3-rc.1", entrypoint: "bin/any")
        (expected.description, expected.license) = ("Counts.", "MIT")
        expected.homepage = "https://example.com"
        expected.arguments = ["--fast", ""]
        (expected.transport, expected.environment) = (.socketpair, [])
        expected.entrypoints = [.arm64: "bin/arm"]
        var count = IOmodManifest.Method(name: "count")
        (count.description, count.input) = ("One more.", "schema/count.json")
        var again = IOmodManifest.Method(name: "again")
        again.output = "schema/again.json"
        expected.methods = [again, count]
        expected.origins = manifest.origins
        #expect(manifest == expected)
    }

    static let start = "iomod = { coordinates = \"a.b.c\", version = \"1.0.0\" }\n"

    @Test(arguments: [
        Row("«process» = { entrypoint = \"x\" }\na = ", .syntax),
        Row("«process.entrypoint = \"x\"»", .missingKey("iomod.coordinates")),
        Row(
            "iomod = «{ version = \"1.0.0\" }»\nprocess.entrypoint = \"x\"",
            .missingKey("coordinates")),
        Row(
            "iomod = { coordinates = \"a.b.c\", version = «\"^1\"» }\nprocess.entrypoint = \"x\"",
            .malformed(.version)),
        Row(start + "«[process]»", .missingKey("entrypoint")),
        Row(start + "process.entrypoint = «\"../x\"»", .malformed(.path)),
        Row(
            start + "process = { entrypoint = \"x\", x86_64 = { entrypoint = «\"/x\"» } }",
            .malformed(.path)),
        Row(
            start + "process = { entrypoint = \"x\", transport = «\"udp\"» }",
            .unknownValue("udp")),
        Row(
            start + "process = { entrypoint = \"x\", arguments = [«\"\\u0000\"»] }",
            .malformed(.command)),
        Row(start + "process = { entrypoint = \"x\", «args» = [] }", .unknownKey("args")),
        Row(
            start + "process.entrypoint = \"x\"\nmethods.«\"a b\"» = {}", .malformed(.id)),
    ])
    func mistakesAreFoundWhereTheyStand(_ row: Row) throws {
        let marked = Marked(row.lines)
        let error = try #require(throws: ManifestErrors.self) { try load(marked.text) }
        #expect(error.issues.map(\.kind) == [row.kind])
        guard row.kind != .syntax, let span = error.issues.first?.span else { return }
        #expect((span.line, span.column) == (marked.line, marked.column))
    }
}
