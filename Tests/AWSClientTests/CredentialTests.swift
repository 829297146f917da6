import AWSClient
import Foundation
import Testing
import ToolFixtures

/// Files and variables of every shape, and what comes of them.
struct CredentialTests {
    @Test func theEnvironmentComesFirst() async throws {
        let home = try Home(credentials: "[default]\naws_access_key_id=F\naws_secret_access_key=f")
        let found = try await home.credentials([
            "AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "e", "AWS_SESSION_TOKEN": "t",
        ])
        #expect(found == Credentials(accessKeyID: "E", secretAccessKey: "e", sessionToken: "t"))
    }

    @Test func aProfileOfTheCallersComesBeforeTheEnvironment() async throws {
        let home = try Home(credentials: "[p]\naws_access_key_id=F\naws_secret_access_key=f")
        let found = try await home.credentials(
            ["AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "e"], profile: "p")
        #expect(found.accessKeyID == "F")
    }

    @Test(arguments: [
        "[default]\naws_access_key_id = K\naws_secret_access_key = s/+=\naws_session_token = t:1",
        "# c\n; c\n\n[default]\r\naws_access_key_id=K\r\nAWS_SECRET_ACCESS_KEY: s/+=\r\n"
            + "aws_session_token=t:1\r\n",
        "[other]\naws_access_key_id=O\n\n[default]\n\taws = 1\naws_access_key_id=K\n".replacing(
            "\taws = 1\n", with: "") + "aws_secret_access_key=s/+=\naws_session_token=t:1",
    ])
    func keysStandInTheCredentialsFile(text: String) async throws {
        let found = try await Home(credentials: text).credentials()
        #expect(
            found
                == Credentials(accessKeyID: "K", secretAccessKey: "s/+=", sessionToken: "t:1"))
    }

    @Test func keysStandInTheConfigFileToo() async throws {
        let home = try Home(
            config: "[profile 'my dev']\nregion = eu-west-3\naws_access_key_id=K\n"
                + "aws_secret_access_key=s\ns3 =\n  addressing_style = path\n  max = 3\n")
        let found = try await home.credentials(["AWS_PROFILE": "my dev", "AWS_REGION": ""])
        #expect(found.accessKeyID == "K")
    }

    @Test(arguments: [
        ("no section = 1", 1, "outside of any section"), ("[a", 1, "closing bracket"),
        ("[]\n", 1, "without a name"), ("[a]\nxyz", 2, "neither a section nor"),
        ("[a]\n[b]\n[a]", 3, "section is there twice"), ("[a]\nk=1\nk=2", 3, "setting is there"),
        ("[a]\n k=1", 2, "belongs to no setting"), ("[a]\n=1", 2, "without a name"),
    ])
    func aMalformedFileHasItsLine(text: String, line: Int, message: String) throws {
        let home = try Home(config: text)
        let error = #expect(throws: AWSError.self) { try home.settings() }
        #expect(error?.kind == .configuration)
        #expect(error?.place == .file(home.config, line: line))
        #expect(error?.message.contains(message) == true)
    }

    /// Any text is understood or refused.
    @Test func nonsenseDoesNotEndTheTool() throws {
        let pieces = ["[", "]", "=", ":", "#", " ", "\t", "\n", "\r\n", "\"", "'", "a", "default"]
        let home = try Home()
        var state: UInt64 = 1
        for _ in 0..<500 {
            var text = ""
            for _ in 0..<24 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            try Data(text.utf8).write(to: URL(fileURLWithPath: home.config))
            do {
                _ = try home.settings()
            } catch {
                #expect(error.kind == .configuration)
            }
        }
    }

    @Test func aFileThatIsNoTextIsAnError() throws {
        let home = try Home(config: "")
        try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: home.config))
        #expect(throws: AWSError.self) { try home.settings() }
        try Data(repeating: 0x0A, count: 1 << 21).write(to: URL(fileURLWithPath: home.config))
        let error = #expect(throws: AWSError.self) { try home.settings() }
        #expect(error?.kind == .limit)
    }

    @Test func aProfileThatIsNotThereIsAnError() throws {
        let error = #expect(throws: AWSError.self) {
            try Home(config: "[profile a]\n").settings(["AWS_PROFILE": "b"])
        }
        #expect(error?.kind == .configuration)
        #expect(error?.place == .profile("b"))
    }

    @Test func halfAKeyIsAnError() async throws {
        let home = try Home(credentials: "[default]\n\naws_access_key_id=K\n")
        await expect(.credentials, .file(home.credentialsFile, line: 3)) {
            try await home.credentials()
        }
        await expect(.credentials, .variable("AWS_SECRET_ACCESS_KEY")) {
            try await home.credentials(["AWS_ACCESS_KEY_ID": "x"])
        }
    }

    @Test(arguments: [
        ("role_arn = arn:aws:iam::1:role/r\nsource_profile = b", 2),
        ("x = 1\nsso_session = s", 3), ("sso_start_url = https://x", 2),
        ("web_identity_token_file = /t", 2), ("login_session = x", 2),
    ])
    func whatOnlyTheCLICanDoIsSaid(lines: String, line: Int) async throws {
        let home = try Home(config: "[profile a]\n\(lines)")
        await expect(.unsupportedCredentials, .file(home.config, line: line)) {
            try await home.credentials(["AWS_PROFILE": "a"])
        } and: {
            #expect(
                $0.hint == "eval \"$(aws configure export-credentials --profile a --format env)\"")
        }
    }

    @Test func aWebIdentityOfTheEnvironmentIsRefused() async throws {
        await expect(.unsupportedCredentials, .variable("AWS_ROLE_ARN")) {
            try await Home().credentials([
                "AWS_ROLE_ARN": "arn:aws:iam::1:role/r", "AWS_WEB_IDENTITY_TOKEN_FILE": "/t",
            ])
        }
    }

    @Test func withoutAnyThereIsAHint() async throws {
        await expect(.noCredentials, .profile("default")) { try await Home().credentials() }
    }

    @Test func bytesThatNoKeyHasAreRefused() async throws {
        await expect(.credentials, .variable("AWS_SECRET_ACCESS_KEY")) {
            try await Home().credentials([
                "AWS_ACCESS_KEY_ID": "K\r\nX: y", "AWS_SECRET_ACCESS_KEY": "hunter2",
            ])
        }
    }

    @Test func printingShowsNoSecret() throws {
        let settings = try Home(credentials: "[default]\naws_secret_access_key=hunter1").settings([
            "AWS_SECRET_ACCESS_KEY": "hunter0"
        ])
        let credentials = Credentials(
            accessKeyID: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "hunter2", sessionToken: "hunter3"
        )
        var dumped = ""
        dump(credentials, to: &dumped)
        dump(settings, to: &dumped)
        let request = AWSRequest("GET", Endpoint(scheme: .https, host: "h"), path: "/k")
        let signed = try SignatureV4(.s3, in: "r", with: credentials, at: .now).sign(request)
        dump(signed, to: &dumped)
        #expect("\(signed)" == "GET https://h/k")
        for text in ["\(credentials)", String(reflecting: credentials), "\(settings)", dumped] {
            #expect(!text.contains("hunter"))
            #expect(!text.contains("AKIAIOSFODNN"))
        }
    }
}

/// A folder with the two files.
final class Home: Sendable {
    let folder: URL
    let config: String
    let credentialsFile: String

    init(config: String? = nil, credentials: String? = nil) throws {
        folder = try temporaryFolder()
        self.config = folder.appending(path: "config").path
        credentialsFile = folder.appending(path: "credentials").path
        if let config { try Data(config.utf8).write(to: URL(fileURLWithPath: self.config)) }
        if let credentials {
            try Data(credentials.utf8).write(to: URL(fileURLWithPath: credentialsFile))
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func settings(
        _ environment: [String: String] = [:], profile: String? = nil, region: String? = "eu-west-3"
    ) throws(AWSError) -> AWSSettings {
        let usual = [
            "AWS_CONFIG_FILE": config, "AWS_SHARED_CREDENTIALS_FILE": credentialsFile,
            "AWS_EC2_METADATA_DISABLED": "true", "PATH": "/usr/bin:/bin",
        ]
        return try AWSSettings(
            environment: usual.merging(environment) { $1 }, profile: profile, region: region)
    }

    func credentials(
        _ environment: [String: String] = [:], profile: String? = nil
    ) async throws(AWSError) -> Credentials {
        try await AWSClient.with(try settings(environment, profile: profile)) {
            client throws(AWSError) in try await client.credentials()
        }
    }
}

/// Expects an error of a kind at a place, and that it tells no secret of the tests.
func expect(
    _ kind: AWSError.Kind, _ place: AWSError.Place?,
    sourceLocation: SourceLocation = #_sourceLocation,
    of body: () async throws -> some Sendable, and check: (AWSError) -> Void = { _ in }
) async {
    do {
        let result = try await body()
        Issue.record("no error but \(result)", sourceLocation: sourceLocation)
    } catch let error as AWSError {
        #expect(error.kind == kind, "\(error)", sourceLocation: sourceLocation)
        if let place { #expect(error.place == place, sourceLocation: sourceLocation) }
        var dumped = ""
        dump(error, to: &dumped)
        #expect(!dumped.contains("hunter"), sourceLocation: sourceLocation)
        check(error)
    } catch {
        Issue.record("another error: \(error)", sourceLocation: sourceLocation)
    }
}
