/// The services that the tool calls itself.
package enum AWSService: String, CaseIterable, Hashable, Sendable {
    case sts, ecr, s3, lambda, logs

    /// As AWS writes it.
    package var name: String { row.name }
    /// In the scope of a signature.
    var signingName: String { rawValue }
    /// `AWS_ENDPOINT_URL_…`; in lower case the key of a `services` section.
    var variable: String { row.variable }

    /// - Parameter region: a name that `AWSSettings` has looked at.
    func endpoint(in region: String) -> Endpoint {
        Endpoint(scheme: .https, host: "\(row.prefix).\(region).\(Self.suffix(of: region))")
    }

    private var row: (name: String, variable: String, prefix: String) {
        switch self {
        case .sts: ("STS", "STS", "sts")
        case .ecr: ("ECR", "ECR", "api.ecr")
        case .s3: ("S3", "S3", "s3")
        case .lambda: ("Lambda", "LAMBDA", "lambda")
        case .logs: ("CloudWatch Logs", "CLOUDWATCH_LOGS", "logs")
        }
    }

    /// The partitions' domains; where one prefix begins another, the longer is first.
    /// https://docs.aws.amazon.com/general/latest/gr/rande.html
    private static let suffixes = [
        ("us-isob-", "sc2s.sgov.gov"), ("us-isof-", "csp.hci.ic.gov"),
        ("us-iso-", "c2s.ic.gov"), ("eu-isoe-", "cloud.adc-e.uk"), ("eusc-", "amazonaws.eu"),
        ("cn-", "amazonaws.com.cn"),
    ]

    private static func suffix(of region: String) -> String {
        suffixes.first { region.hasPrefix($0.0) }?.1 ?? "amazonaws.com"
    }
}
