import AWSClient
import Foundation
import Testing
import ToolFixtures

/// Files and variables as the AWS CLI's library understands them.
struct ResolutionTests {
    private struct Case: Codable {
        var config = ""
        var credentials = ""
        var environment: [String: String] = [:]
        var profile: String?
    }

    private static let keys = "aws_access_key_id=K\naws_secret_access_key=s\n"
    private static let region = "region=eu-west-3\n"
    private static let variables = [
        "AWS_ACCESS_KEY_ID": "E", "AWS_SECRET_ACCESS_KEY": "e", "AWS_DEFAULT_REGION": "us-east-2",
    ]
    private static let issued =
        "echo '{\"Version\":1,\"AccessKeyId\":\"P\",\"SecretAccessKey\":\"pq\\\"\",\"x\":1}'"

    private static let cases: [Case] = [
        Case(), Case(environment: variables),
        Case(config: "[default]\n\(region)", credentials: "[default]\n\(keys)"),
        Case(config: "[default]\n\(region)\(keys)"),
        Case(
            config: "[default]\n\(region)\(keys)",
            credentials: "[default]\n\(keys)aws_session_token=t"),
        Case(config: "[default]\n\(region)", credentials: "[default]\naws_access_key_id=K\n"),
        Case(config: "[default]\n\(region)", credentials: "[default]\naws_secret_access_key=K\n"),
        Case(config: "[profile a]\n\(region)", credentials: "[a]\n\(keys)", profile: "a"),
        Case(
            config: "[profile a]\n\(region)", credentials: "[a]\n\(keys)", environment: variables,
            profile: "a"),
        Case(
            config: "[profile a]\n\(region)", credentials: "[a]\n\(keys)",
            environment: variables.merging(["AWS_PROFILE": "a"]) { $1 }),
        Case(
            config: "[profile a]\n\(region)", credentials: "[a]\n\(keys)",
            environment: ["AWS_DEFAULT_PROFILE": "a"]),
        Case(config: "[a]\n\(region)\(keys)", profile: "a"),
        Case(config: "[profile \"a b\"]\n\(region)\(keys)", profile: "a b"),
        Case(config: "[profile default]\n\(region)\(keys)"),
        Case(config: "[default]\n\(region)", credentials: "[default]\n\(keys)", profile: "none"),
        Case(config: "[default]\r\n\(region)\(keys)\r\n# c\r\n; c\r\n\r\n"),
        Case(config: "[default]\n\(region)\(keys)# tail\n   \n"),
        Case(
            config: "[default]\nregion : eu-west-3\nAWS_Access_Key_ID : K\naws_secret_access_key:=s"
        ),
        Case(config: "[default]\n\(region)\(keys)\(keys)"),
        Case(config: "[default]\n\(region)[default]\n\(keys)"),
        Case(config: "x=1\n[default]\n\(region)\(keys)"),
        Case(config: "[default\n\(region)\(keys)"),
        Case(config: "[default]\n\(region)\(keys)nonsense\n"),
        Case(config: "[default]\n\(region)\(keys)s3 =\n  a = b\n  c = d\n"),
        Case(config: "[default]\n\(region)\(keys)aws_session_token =\n"),
        Case(config: "[default]\n\(region)\(keys)", environment: ["AWS_ACCESS_KEY_ID": "E"]),
        Case(config: "[default]\n\(region)\(keys)", environment: ["AWS_SECRET_ACCESS_KEY": "E"]),
        Case(
            config: "[default]\n\(region)\(keys)",
            environment: variables.merging(["AWS_SESSION_TOKEN": "", "AWS_SECURITY_TOKEN": "o"]) {
                $1
            }),
        Case(environment: variables.merging(["AWS_ENDPOINT_URL": "http://all:1"]) { $1 }),
        Case(
            environment: variables.merging([
                "AWS_ENDPOINT_URL": "http://all:1",
                "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS": "http://own",
            ]) { $1 }),
        Case(
            config: "[default]\n\(region)\(keys)endpoint_url = http://p\nservices = s\n"
                + "[services s]\ncloudwatch_logs =\n  endpoint_url = http://s:8\n"),
        Case(
            config: "[default]\n\(region)\(keys)endpoint_url = http://p\nservices = s\n"
                + "[services s]\ns3 =\n  endpoint_url = http://s:8\n"),
        Case(
            config: "[default]\n\(region)\(keys)endpoint_url = http://p\n",
            environment: ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]),
        Case(
            config: "[default]\n\(region)\(keys)endpoint_url = http://p\n"
                + "ignore_configured_endpoint_urls = true\n"),
        Case(config: "[default]\n\(region)credential_process = \(issued)"),
        Case(config: "[default]\n\(region)\(keys)credential_process = \(issued)"),
        Case(
            config: "[default]\n\(region)credential_process = \(issued)",
            credentials: "[default]\n\(keys)"),
        Case(config: "[default]\n\(region)credential_process = false"),
        Case(config: "[default]\n\(region)credential_process = echo {}"),
        Case(config: "[default]\nregion=cn-north-1\n\(keys)"),
        Case(config: "[default]\nregion=us-gov-west-1\n\(keys)"),
        Case(config: "[default]\nregion=us-iso-east-1\n\(keys)"),
        Case(config: "[default]\nregion=us-isob-east-1\n\(keys)"),
        Case(config: "[default]\nregion=us-isof-south-1\n\(keys)"),
        Case(config: "[default]\nregion=eu-isoe-west-1\n\(keys)"),
        Case(config: "[default]\nregion=eusc-de-east-1\n\(keys)"),
        Case(config: "[default]\nregion=a.b/\n\(keys)"),
    ]

    @Test func filesAndVariablesAreUnderstoodAsBotocoreDoes() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appending(path: "cases"), output = folder.appending(path: "results")
        try JSONEncoder().encode(Self.cases).write(to: input)
        let run = try await runTool(
            ["python3", pythonFile("resolve.py"), input.path, output.path], in: folder)
        try #require(run.status == 0, "\(run.errors)")
        let expected = try JSONDecoder().decode([[String]?].self, from: Data(contentsOf: output))
        try #require(expected.count == Self.cases.count)
        for (item, expected) in zip(Self.cases, expected) {
            #expect(await resolve(item) == expected, "\(item)")
        }
    }

    /// Keys, region and an endpoint; nil for any error.
    private func resolve(_ item: Case) async -> [String]? {
        do {
            let home = try Home(config: item.config, credentials: item.credentials)
            let settings = try home.settings(
                item.environment, profile: item.profile, region: nil)
            let found = try await AWSClient.with(settings) { client throws(AWSError) in
                try await client.credentials()
            }
            return [
                found.accessKeyID, found.secretAccessKey, found.sessionToken ?? "",
                settings.region, try settings.endpoint(for: .logs).url,
            ]
        } catch {
            return nil
        }
    }
}
