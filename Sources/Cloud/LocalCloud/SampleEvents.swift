/// One event of each source, as AWS sends them. The files are in `SampleEvents/`.
package enum SampleEvent: String, CaseIterable, Sendable {
    case apiGatewayV1 = "api-gateway-v1"
    case apiGatewayV2 = "api-gateway-v2"
    case dynamodb, eventbridge
    case functionURL = "function-url"
    case kinesis, s3, schedule, sns, sqs

    package var bytes: [UInt8] {
        switch self {
        case .apiGatewayV1: PackageResources.api_gateway_v1_json
        case .apiGatewayV2: PackageResources.api_gateway_v2_json
        case .dynamodb: PackageResources.dynamodb_json
        case .eventbridge: PackageResources.eventbridge_json
        case .functionURL: PackageResources.function_url_json
        case .kinesis: PackageResources.kinesis_json
        case .s3: PackageResources.s3_json
        case .schedule: PackageResources.schedule_json
        case .sns: PackageResources.sns_json
        case .sqs: PackageResources.sqs_json
        }
    }
}
