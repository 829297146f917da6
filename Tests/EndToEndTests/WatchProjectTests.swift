import Foundation
import Testing
import ToolFixtures

/// `asml serve --watch` while its application changes.
@Suite(.timeLimit(.minutes(20))) struct WatchProjectTests {
    private static let source = "services/my-service/my-function/function.c"
    private static let manifest = "services/my-service/service.toml"
    private static let path = "my-function?name=Ada"

    /// With a second function, whose process is to stay the same.
    private func application() async throws -> TestProject {
        let project = try await TestProject(in: "c", emulated: false)
        try await project.succeed("make", "function", "my-service.other", "-l", "c")
        return project
    }

    @Test func aChangedSourceIsAnsweredWithAndABrokenOneIsNot() async throws {
        let project = try await application()
        let server = try await ProjectServer(project, "--watch")
        try await server.answers("Hello, Ada!", at: Self.path)
        #expect(try await server.get("elsewhere") == #"{"message":"Not Found"}"#)
        let whole = try project.bytes(Self.source)
        try project.edit(Self.source) { $0.replacing("Hello", with: "Howdy") }
        try await server.answers("Howdy, Ada!", at: Self.path)

        try project.edit(Self.source) { $0 + Array("int x = y;\n".utf8) }
        try await server.says("use of undeclared identifier 'y'")
        #expect(try await server.get(Self.path).contains("Howdy, Ada!"))
        try project.edit(Self.source) { _ in whole.replacing("Hello", with: "Good day") }
        try await server.answers("Good day, Ada!", at: Self.path)
        // The other one was never touched.
        #expect(try !server.errors.contains("my-service.other: built"))
        try await server.stop()
    }

    /// As editors do it.
    @Test func savesOfEveryKind() async throws {
        let project = try await TestProject(in: "c", emulated: false)
        let server = try await ProjectServer(project, "--watch")
        let file = "\(project.root)/\(Self.source)"
        let whole = try project.bytes(Self.source)
        let greeting = { (word: String) in Data(whole.replacing("Hello", with: word)) }

        // Another file that takes the name.
        try greeting("Renamed").write(to: URL(fileURLWithPath: "\(file)~"))
        #expect(rename("\(file)~", file) == 0)
        try await server.answers("Renamed, Ada!", at: Self.path)

        // Deleted, missed, and there again.
        #expect(unlink(file) == 0)
        try await server.says("error:")
        #expect(try await server.get(Self.path).contains("Renamed, Ada!"))
        try greeting("Again").write(to: URL(fileURLWithPath: file))
        try await server.answers("Again, Ada!", at: Self.path)

        // One after the other, without waiting; the last one counts.
        for number in 0..<50 {
            try greeting("Burst \(number)").write(to: URL(fileURLWithPath: file))
            try await Task.sleep(for: .milliseconds(number % 10 == 0 ? 150 : 2))
        }
        try await server.answers("Burst 49, Ada!", at: Self.path)
        try await server.stop()
    }

    @Test func aChangedManifestKeepsThePortsAndTheProcesses() async throws {
        let project = try await application()
        let server = try await ProjectServer(project, "--watch")
        try await server.answers("Hello, Ada!", at: Self.path)
        let whole = try project.bytes(Self.manifest)

        // Wrong, then right with a function that does not compile: the old application goes on.
        try project.edit(Self.manifest) { $0 + Array("[api.nonsense]\n".utf8) }
        try await server.says("unknown key 'nonsense'")
        try project.write("services/my-service/new/function.c", "int x = y;\n")
        try project.edit(Self.manifest) { _ in
            whole
                + Array(
                    """
                    [api.functions.new]
                    name = "new"
                    http = { verb = "GET", path = "/new" }

                    """.utf8)
        }
        try await server.says("use of undeclared identifier 'y'")
        try await server.answers("Hello, Ada!", at: Self.path)
        #expect(try await server.get("new") == #"{"message":"Not Found"}"#)

        // Mended in the source alone.
        try project.write(
            "services/my-service/new/function.c",
            """
            #include "asml.h"
            ASML_HANDLER(handler) {
                return asml_respond(ASML_TEXT("{\\"statusCode\\":200,\\"body\\":\\"mended\\"}"));
            }

            """)
        try await server.says("GET /new")
        try await server.answers("mended", at: "new")
        let latest = try server.latest
        #expect(latest.endpoint == server.announcement.endpoint)
        #expect(latest.apis.map(\.url) == server.announcement.apis.map(\.url))
        #expect(latest.apis[0].routes.contains { $0.key == "GET /new" })

        try project.edit(Self.manifest) { _ in whole }
        try await server.answers(#"{"message":"Not Found"}"#, at: "new")
        try await server.stop()
    }
}
