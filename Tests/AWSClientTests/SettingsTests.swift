import AWSClient
import Testing

/// Regions and endpoints, in the order of the AWS CLI.
struct SettingsTests {
    @Test func theRegionHasAnOrder() throws {
        let home = try Home(config: "[default]\nregion = eu-south-1\n")
        #expect(try home.settings(region: nil).region == "eu-south-1")
        let one = ["AWS_DEFAULT_REGION": "us-east-2"]
        #expect(try home.settings(one, region: nil).region == "us-east-2")
        let both = ["AWS_DEFAULT_REGION": "us-east-2", "AWS_REGION": "us-west-1"]
        #expect(try home.settings(both, region: nil).region == "us-west-1")
        #expect(try home.settings(both, region: "sa-east-1").region == "sa-east-1")
    }

    @Test func withoutARegionThereIsAHint() throws {
        let error = #expect(throws: AWSError.self) { try Home().settings(region: nil) }
        #expect(error?.kind == .noRegion)
        #expect(error?.hint?.contains("AWS_REGION") == true)
    }

    @Test(arguments: ["evil.com/", "a@b", "A", "a b", "x#", "eu-west-3.evil", ""])
    func aRegionIsAName(region: String) throws {
        let error = #expect(throws: AWSError.self) { try Home().settings(region: region) }
        #expect(error?.kind == .noRegion)
    }

    @Test func endpointsHaveAnOrder() throws {
        let home = try Home(
            config: """
                [default]
                endpoint_url = http://profile
                services = mine
                [services mine]
                cloudwatch_logs =
                  endpoint_url = http://logs.section:81/x/
                """)
        let plain = try home.settings()
        #expect(try plain.endpoint(for: .sts).url == "http://profile")
        #expect(try plain.endpoint(for: .logs).url == "http://logs.section:81/x")
        let set = try home.settings([
            "AWS_ENDPOINT_URL": "http://all", "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS": "https://own",
        ])
        #expect(try set.endpoint(for: .logs).url == "https://own")
        #expect(try set.endpoint(for: .s3).url == "http://all")
        let ignored = try home.settings(["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"])
        #expect(try ignored.endpoint(for: .s3).url == "https://s3.eu-west-3.amazonaws.com")
        #expect(try ignored.isCustom(.s3) == false)
        let given = try AWSSettings(
            environment: ["AWS_ENDPOINT_URL": "http://all"], region: "eu-west-3",
            endpoint: "http://127.0.0.1:5000")
        #expect(try given.endpoint(for: .ecr).url == "http://127.0.0.1:5000")
    }

    @Test(arguments: [
        ("cn-north-1", "https://lambda.cn-north-1.amazonaws.com.cn"),
        ("us-isob-east-1", "https://lambda.us-isob-east-1.sc2s.sgov.gov"),
        ("us-gov-west-1", "https://lambda.us-gov-west-1.amazonaws.com"),
    ])
    func partitionsHaveTheirDomains(region: String, url: String) throws {
        let settings = try Home().settings(region: region)
        #expect(try settings.endpoint(for: .lambda).url == url)
    }

    @Test(arguments: [
        "", "h", "ftp://h", "http://", "http://u:hunter2@h", "http://h:0", "http://h:65536",
        "http://h:x", "http://h/?q", "http://h/#f", "http://h /", "http://[::1", "http://a/\r\nb",
        "http://[]", "http://h:+1",
    ])
    func anEndpointIsAnAddress(url: String) throws {
        let error = #expect(throws: AWSError.self) { try Endpoint(url, at: .variable("V")) }
        #expect(error?.kind == .endpoint)
        #expect(error?.place == .variable("V"))
        #expect(error?.message.contains("hunter") == false)
    }

    @Test func servicesThatAreNotThereAreSaid() throws {
        let home = try Home(config: "[default]\nservices = none\n")
        let error = #expect(throws: AWSError.self) { try home.settings().endpoint(for: .s3) }
        #expect(error?.kind == .configuration)
        #expect(error?.place == .file(home.config, line: 2))
    }
}
