import Foundation
import LocalCloud
import Manifest
import Testing

/// Another state of an application for a server that runs.
@Suite(.timeLimit(.minutes(15))) struct UpdateTests {
    /// Answers with its process, and waits for its sake when told so.
    private static let script = """
        while True:
            id, event, headers = next()
            if b"hold" in event:
                with open("holds", "w") as file: file.write(str(os.getpid()))
                os.rename("holds", "held")
                while not os.path.exists("go"): time.sleep(0.01)
            answer = '{"statusCode":200,"body":"%d"}' % os.getpid()
            call("POST", "invocation/" + id + "/response", answer.encode())
        """

    @Test func portsAndUnchangedFunctionsStay() async throws {
        let fake = try FakeBootstrap(Self.script)
        let before = GatewayTests.application(
            fake, [("a.f", "GET /f"), ("a.g", "GET /g"), ("a.h", "GET /h")])
        var after = GatewayTests.application(
            fake, [("a.f", "GET /other"), ("a.g", "GET /g"), ("b.new", "GET /new")])
        after.members[1].settings.environment["CHANGED"] = "yes"
        after.members[2].function.url = .init()
        let application = after
        try await GatewayTests.serve(before) { server in
            let http = try GatewayTests.gateway(server)
            let (endpoint, apis) = (server.endpoint, server.apis)
            let f = try await http.send("GET", "/f").body
            let g = try await http.send("GET", "/g").body
            try await server.update(application)
            #expect(server.endpoint == endpoint)
            #expect(server.apis.map(\.url) == apis.map(\.url))
            #expect(server.apis[0].routes.map(\.key) == ["GET /other", "GET /g", "GET /new"])
            #expect(try await http.send("GET", "/other").body == f)
            #expect(try await http.send("GET", "/g").body != g)
            #expect(try await http.send("GET", "/new").status == 200)
            for gone in ["/f", "/h"] { #expect(try await http.send("GET", gone).status == 404) }
            let url = try #require(server.served.first)
            #expect(try await RawHTTP(url.url).send("GET", "/").status == 200)
            let endpointOfAll = try RawHTTP(server.endpoint)
            #expect(try await endpointOfAll.send("GET", "/2015-03-31/functions/a.h").status == 404)
            // And back: the port of the URL is gone with it.
            try await server.update(before)
            #expect(server.served == [])
            #expect(try await http.send("GET", "/f").body == f)
        }
    }

    @Test func whatRunsEndsWhereItBegan() async throws {
        let fake = try FakeBootstrap(Self.script)
        let before = GatewayTests.application(fake, [("a.f", "GET /f")])
        let after = GatewayTests.application(fake, [("b.f", "GET /f")])
        let folder = fake.folder
        try await GatewayTests.serve(before) { server in
            let http = try GatewayTests.gateway(server)
            let running = Task { try await http.send("GET", "/f?hold").body }
            try await eventually("it holds its event") {
                FileManager.default.fileExists(atPath: "\(folder)/held")
            }
            let process = try String(contentsOfFile: "\(folder)/held", encoding: .utf8)
            try await server.update(after)
            #expect(try await http.send("GET", "/f").body != process)
            #expect(FileManager.default.createFile(atPath: "\(folder)/go", contents: nil))
            #expect(try await running.value == process)
        }
    }

    @Test func whatCannotBeServedChangesNothing() async throws {
        let fake = try FakeBootstrap(Self.script)
        let broken = try FakeBootstrap(bytes: Array("#!/nowhere/python\n".utf8), mode: 0o755)
        let path = broken.path
        let before = GatewayTests.application(fake, [("a.f", "GET /f")])
        var second = GatewayTests.application(fake, [("a.f", "GET /x"), ("a.g", "GET /g")])
        second.members[0].settings.environment["CHANGED"] = "yes"
        second.members[1].settings.bootstrap = path
        let unstartable = second
        let colliding = GatewayTests.application(fake, [("a.f", "GET /f"), ("b.f", "GET /f")])
        try await GatewayTests.serve(before) { server in
            let http = try GatewayTests.gateway(server)
            let process = try await http.send("GET", "/f").body
            await #expect(throws: LocalLambdaError.interpreterMissing(path: path)) {
                try await server.update(unstartable)
            }
            await #expect(throws: LocalLambdaError.self) { try await server.update(colliding) }
            #expect(try await http.send("GET", "/f").body == process)
            #expect(server.apis[0].routes.map(\.key) == ["GET /f"])
            #expect(server.settings(of: "a.f")?.environment["CHANGED"] == nil)
        }
    }
}
