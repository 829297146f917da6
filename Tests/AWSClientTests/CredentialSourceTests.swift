import AWSClient
import Foundation
import Testing
import ToolFixtures

/// Programs, containers and machines that hand out credentials.
struct CredentialSourceTests {
    private static let issued = """
        {"Version":1,"AccessKeyId":"P","SecretAccessKey":"hunter2","SessionToken":"hunter3",\
        "Expiration":"2999-01-01T00:00:00Z","Unknown":[1]}
        """

    private static let past = "2001-01-01T00:00:00+00:00"

    private func home(printing text: String, status: Int = 0) throws -> Home {
        let home = try Home()
        let file = home.folder.appending(path: "a tool.sh")
        let output = home.folder.appending(path: "output")
        try Data(text.utf8).write(to: output)
        try Data("#!/bin/sh\necho hunter4 >&2\ncat '\(output.path)'\nexit \(status)\n".utf8)
            .write(to: file)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: file.path)
        try Data("[default]\ncredential_process = '\(file.path)' \"x y\" $HOME ; rm\n".utf8)
            .write(to: URL(fileURLWithPath: home.config))
        return home
    }

    @Test func aProgramPrintsCredentials() async throws {
        let found = try await home(printing: Self.issued).credentials()
        #expect(found.accessKeyID == "P")
        #expect(found.secretAccessKey == "hunter2")
        #expect(found.sessionToken == "hunter3")
        #expect(found.expiration != nil)
    }

    @Test(arguments: [
        "", "{}", "[]", "hunter5", #"{"Version":2,"AccessKeyId":"a","SecretAccessKey":"hunter6"}"#,
        #"{"Version":1,"AccessKeyId":"a"}"#, #"{"Version":1,"AccessKeyId":7}"#,
        #"{"Version":1,"AccessKeyId":"a","SecretAccessKey":"hunter7","Expiration":"soon"}"#,
        #"{"Version":1,"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"2001-01-01T00:00Z"}"#,
        #"{"Version":1,"AccessKeyId":"a","SecretAccessKey":"b","Expiration":"\#(past)"}"#,
        String(repeating: " ", count: 100_000),
    ])
    func whatAProgramPrintsIsNotTrusted(text: String) async throws {
        let home = try home(printing: text)
        await expect(.credentials, .file(home.config, line: 2)) { try await home.credentials() }
    }

    @Test func aProgramThatFailsIsAnError() async throws {
        let home = try home(printing: Self.issued, status: 3)
        await expect(.credentials, .file(home.config, line: 2)) { try await home.credentials() }
    }

    @Test(arguments: ["/nowhere/tool", "'open", "''", "\\"])
    func aProgramThatCannotRunIsAnError(command: String) async throws {
        let home = try Home(config: "[default]\ncredential_process = \(command)\n")
        await expect(.credentials, .file(home.config, line: 2)) { try await home.credentials() }
    }

    @Test func aContainersHostHandsOutCredentials() async throws {
        let server = try await ScriptedServer([.send(response(200, Self.issued))])
        let file = try Home(credentials: "")
        try Data("hunter8\n".utf8).write(to: file.folder.appending(path: "token"))
        let found = try await file.credentials([
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url + "/v1/credentials?a=b%20c",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": file.folder.appending(path: "token").path,
        ])
        #expect(found.accessKeyID == "P")
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("GET /v1/credentials?a=b%20c HTTP/1.1\r\n"))
        #expect(request.contains("Authorization: hunter8\r\n"))
        try await server.stop()
    }

    @Test(arguments: [
        "http://example.com/c", "http://127.0.0.1.example.com/c", "http://169.254.169.254/c",
        "http://128.0.0.1/c", "http://user@localhost/c", "http://[fe80::1]/c",
    ])
    func otherHostsGetNoToken(url: String) async throws {
        let name = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
        await expect(.endpoint, .variable(name)) { try await Home().credentials([name: url]) }
    }

    @Test func aContainersTokenIsOneLine() async throws {
        await expect(.credentials, .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")) {
            try await Home().credentials([
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:1/",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN": "hunter2\r\nX-Evil: 1",
            ])
        }
    }

    @Test func aContainersHostThatFailsIsAnError() async throws {
        let server = try await ScriptedServer([.send(response(403, "hunter9"))])
        await expect(.credentials, .address(server.url)) {
            try await Home().credentials(["AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url])
        }
        try await server.stop()
    }

    @Test func aMachineHandsOutCredentials() async throws {
        let server = try await ScriptedServer([
            .send(response(200, "hunter-token")), .send(response(200, "my role\n")),
            .send(
                response(
                    200,
                    #"{"Code":"Success","AccessKeyId":"M","SecretAccessKey":"s","Token":"t"}"#)),
        ])
        let found = try await Home().credentials([
            "AWS_EC2_METADATA_DISABLED": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url,
        ])
        #expect(found == Credentials(accessKeyID: "M", secretAccessKey: "s", sessionToken: "t"))
        let lines = server.requests.map { String($0.prefix { !$0.isNewline }) }
        #expect(
            lines == [
                "PUT /latest/api/token HTTP/1.1",
                "GET /latest/meta-data/iam/security-credentials/ HTTP/1.1",
                "GET /latest/meta-data/iam/security-credentials/my%20role HTTP/1.1",
            ])
        #expect(server.requests[2].contains("X-aws-ec2-metadata-token: hunter-token\r\n"))
        try await server.stop()
    }

    @Test(arguments: [
        [ScriptedServer.Step.hang], [.send(response(404))], [.sendAndClose("nonsense")],
        [.send(response(200, "t")), .send(response(404))],
    ])
    func noMachineIsNoCredentials(steps: [ScriptedServer.Step]) async throws {
        let server = try await ScriptedServer(steps)
        await expect(.noCredentials, .profile("default")) {
            try await Home().credentials([
                "AWS_EC2_METADATA_DISABLED": "", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url,
            ])
        }
        try await server.stop()
    }
}
