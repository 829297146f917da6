internal import Foundation
internal import Manifest

/// A request that has found its route, and what every event says about it.
struct GatewayRequest: Sendable {
    var request: HTTPRequest
    let path: RequestPath
    let parameters: [String: String]
    /// The service, which stands for the API's id.
    let api: String
    let route: Route
    let requestId = Identifier.requestId()
    let traceId = Identifier.trace(atUnixMilliseconds: Platform.unixMilliseconds())
    let time = Date()
    var identity = CallerIdentity.unknown

    /// Between two machines only; no function sees them.
    private static let hopByHop: Set = [
        "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
        "transfer-encoding", "upgrade", "expect", "proxy-connection",
    ]

    init(
        _ request: HTTPRequest, _ path: RequestPath, _ parameters: [String: String], api: String,
        _ route: Route
    ) {
        self.request = request
        self.request.headers = request.headers.filter { name, _ in
            !Self.hopByHop.contains(name.lowercased())
        }
        self.path = path
        self.parameters = parameters
        self.api = api
        self.route = route
    }

    /// What policies of authorizers are about.
    var arn: String {
        "arn:aws:execute-api:\(LambdaEnvironment.region):\(LambdaEnvironment.account):\(api)"
            + "/$default/\(request.method)\(path.decoded)"
    }
}

/// What an authorizer found out.
package enum CallerIdentity: Equatable, Sendable {
    case unknown
    /// - Parameter scopes: those of the route that the token has; nil where the route has none.
    case jwt(claims: [String: String], scopes: [String]?)
    case lambda(principal: String?, context: [String: JSONValue])

    /// `requestContext.authorizer` of payload 2.0; nil where there is none.
    var version2: JSONValue? {
        switch self {
        case .unknown: nil
        case .jwt: ["jwt": version1]
        case .lambda(_, let context): ["lambda": context.isEmpty ? .null : .object(context)]
        }
    }

    /// `requestContext.authorizer` of payload 1.0.
    var version1: JSONValue {
        switch self {
        case .unknown: ["claims": nil, "scopes": nil]
        case .jwt(let claims, let scopes):
            [
                "claims": JSONValue(claims),
                "scopes": scopes.map { .array($0.map { .string($0) }) } ?? .null,
            ]
        case .lambda(let principal, let context):
            .object(
                context.merging(
                    ["principalId": JSONValue(principal), "integrationLatency": .integer(0)]
                ) { own, _ in own })
        }
    }
}
