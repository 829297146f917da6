/// What AWS's own names look like.
extension Shape {
    static let region = Shape(.region, "not a valid region", note: "as 'eu-central-1'") { text in
        let parts = text.parts(by: "-")
        return text.isLowercase && (3...5).contains(parts.count) && parts[0].utf8.count == 2
            && parts.dropLast().allSatisfy { $0.isMade(digits: false) }
            && (parts.last?.isDigits ?? false)
    }

    static let accountID = Shape(
        .accountID, "not a valid account number", note: "twelve digits, in quotes"
    ) {
        $0.isDigits && $0.utf8.count == 12
    }

    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    static let bucket = Shape(
        .bucket, "not a valid bucket name", note: "3 to 63 small letters, digits, '-' and '.'",
        holds: isBucket)

    private static func isBucket(_ name: String) -> Bool {
        (3...63).contains(name.utf8.count) && name.isMade(of: "-.") && name.isLowercase
            && name.prefix(1).isMade() && name.suffix(1).isMade() && !name.contains("..")
    }

    /// S3 hands these to a function when something happens.
    static let bucketOrARN = Shape(
        .bucket, "not a valid bucket", note: "a bucket's name, or 'arn:aws:s3:::name'"
    ) { text in
        guard let arn = ARN(text) else { return isBucket(text) }
        return arn.service == "s3" && isBucket(arn.resource)
    }

    static let key = Shape(
        .path, "not a valid key in a bucket", note: "as 'name/terraform.tfstate'"
    ) {
        text in
        !text.isEmpty && !text.hasPrefix("/") && !text.hasSuffix("/") && text.utf8.count <= 1024
            && !text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    }

    static let url = Shape(.url, "not a valid URL", note: "as 'https://example.com'") {
        isURL($0, schemes: ["https://", "http://"])
    }

    /// Whom AWS asks for a token's keys.
    static let issuer = Shape(.url, "not a valid issuer", note: "a URL that begins with 'https://'")
    {
        isURL($0, schemes: ["https://"])
    }

    static let origin = Shape(
        .origin, "not a valid origin", note: "'*', or a scheme and a host as 'https://example.com'"
    ) { text in
        text == "*"
            || text.parts(by: ":").count > 1 && !text.hasSuffix("/") && isPlain(text)
                && text.contains("://")
    }

    private static func isURL(_ text: String, schemes: [String]) -> Bool {
        guard let scheme = schemes.first(where: text.hasPrefix), isPlain(text) else { return false }
        let host = text.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return host.isMade(of: "-._:[]")
    }

    /// No spaces, nothing that is not ASCII.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// An ARN of one of these services, where something lies in a region and an account.
    static func arn(
        _ what: String, of services: String..., resource: @escaping @Sendable (String) -> Bool
    ) -> Shape {
        let services = services
        let example = "arn:aws:\(services[0]):<region>:<account>:…"
        return Shape(.arn, "not the ARN of \(what)", note: "as '\(example)'") { text in
            guard let arn = ARN(text) else { return false }
            return services.contains(arn.service) && !arn.region.isEmpty && arn.account.isDigits
                && !text.contains("*") && resource(arn.resource)
        }
    }

    static let queue = arn("a queue", of: "sqs") { isQueueOrTopic($0) }
    static let topic = arn("a topic", of: "sns") { isQueueOrTopic($0) }
    static let queueOrTopic = arn("a queue or topic", of: "sqs", "sns") { isQueueOrTopic($0) }
    static let tableStream = arn("a DynamoDB stream", of: "dynamodb") {
        $0.hasPrefix("table/") && $0.contains("/stream/")
    }
    static let dataStream = arn("a Kinesis stream", of: "kinesis") { $0.hasPrefix("stream/") }
    static let secret = arn("a secret or parameter", of: "secretsmanager", "ssm") {
        $0.hasPrefix("secret:") || $0.hasPrefix("parameter/")
    }

    private static func isQueueOrTopic(_ resource: String) -> Bool {
        let name = resource.hasSuffix(".fifo") ? resource.dropLast(5) : resource[...]
        return name.isMade(of: "-_")
    }

    static let eventBus = Shape(
        .eventBus, "not a valid event bus", note: "'default', a bus's name, or its ARN"
    ) { text in
        guard let arn = ARN(text) else { return text.isMade(of: "/.-_") }
        return arn.service == "events" && arn.resource.hasPrefix("event-bus/")
    }

    static let action = Shape(.action, "not a valid action", note: "as 's3:GetObject', 'sqs:*'") {
        text in
        let parts = text.parts(by: ":")
        return text == "*"
            || parts.count == 2 && parts[0].isMade(of: "-") && parts[1].isMade(of: "*?")
    }

    static let resource = Shape(
        .resource, "not a valid resource", note: "an ARN, with '*' where any will do, or '*'"
    ) { $0 == "*" || ARN($0) != nil }

    static let subnet = Shape(.subnet, "not a valid subnet", note: "as 'subnet-0a1b2c3d'") {
        $0.hasPrefix("subnet-") && $0.dropFirst(7).isMade()
    }

    static let securityGroup = Shape(
        .securityGroup, "not a valid security group", note: "as 'sg-0a1b2c3d'"
    ) { $0.hasPrefix("sg-") && $0.dropFirst(3).isMade() }

    static let s3Event = Shape(.s3Event, "not an event of S3", note: "as 's3:ObjectCreated:*'") {
        $0.hasPrefix("s3:") && $0.isMade(of: ":*") && (2...3).contains($0.parts(by: ":").count)
    }

    static let headerName = Shape(.headers, "not a valid header name", note: "as 'content-type'") {
        $0.isMade(of: "!#$%&'*+-.^_`|~")
    }
}

/// The name of something at AWS.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
struct ARN: Equatable {
    var partition: String
    var service: String
    var region: String
    /// Twelve digits, or nothing.
    var account: String
    var resource: String

    /// Wildcards are letters as any other.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn",
            parts[1] == "aws" || parts[1].hasPrefix("aws-") || parts[1] == "*",
            parts[2].isMade(of: "-*"), parts[3].isEmpty || parts[3].isMade(of: "-*?"),
            parts[4].isEmpty || parts[4] == "*" || parts[4] == "aws"
                || parts[4].isDigits && parts[4].utf8.count == 12,
            !parts[5].isEmpty, parts[5].utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else { return nil }
        partition = String(parts[1])
        service = String(parts[2])
        region = String(parts[3])
        account = String(parts[4])
        resource = String(parts[5])
    }
}
