internal import Foundation
internal import Manifest

/// A request as an HTTP API hands it to a function or an authorizer:
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
extension GatewayRequest {
    func event(_ format: PayloadFormat) -> [UInt8] {
        switch format {
        case .v1: version1.encoded()
        case .v2: version2.encoded()
        }
    }

    private static let trace = "x-amzn-trace-id"

    var version2: HTTPEvent {
        var event = HTTPEvent(
            request, path: path.decoded, function: api, requestId: requestId, now: time)
        event.headers[Self.trace] = traceId
        event.routeKey = route.key
        event.pathParameters = parameters.isEmpty ? nil : parameters
        event.requestContext.accountId = LambdaEnvironment.account
        event.requestContext.routeKey = route.key
        event.requestContext.http.path = path.decoded
        event.requestContext.authorizer = identity.version2
        return event
    }

    /// Built from the other one, so that time, address, headers and body are the same in both.
    var version1: JSONValue {
        let event = version2
        var headers = event.headers.mapValues { [$0] }
        for name in Set(request.headers.map { $0.name.lowercased() }) {
            headers[name] = request.headers.filter { $0.name.lowercased() == name }.map(\.value)
        }
        for name in event.headers.keys where name.hasPrefix("x-forwarded-") || name == Self.trace {
            headers[name] = event.headers[name].map { [$0] }
        }
        let query = HTTPEvent.pairs(request.query)
        let values = Dictionary(grouping: query, by: \.name).mapValues { $0.map(\.value) }
        return [
            "version": "1.0",
            "resource": .string(route.path),
            "path": .string(path.decoded),
            "httpMethod": .string(request.method),
            "headers": Self.last(headers),
            "multiValueHeaders": Self.all(headers),
            "queryStringParameters": values.isEmpty ? nil : Self.last(values),
            "multiValueQueryStringParameters": values.isEmpty ? nil : Self.all(values),
            "requestContext": context1(event),
            "pathParameters": parameters.isEmpty ? nil : JSONValue(parameters),
            "stageVariables": nil,
            "body": JSONValue(event.body),
            "isBase64Encoded": .bool(event.isBase64Encoded),
        ]
    }

    private func context1(_ event: HTTPEvent) -> JSONValue {
        let context = event.requestContext
        return [
            "accountId": .string(context.accountId),
            "apiId": .string(context.apiId),
            "authorizer": identity.version1,
            "domainName": .string(context.domainName),
            "domainPrefix": .string(context.domainPrefix),
            "extendedRequestId": .string(requestId),
            "httpMethod": .string(request.method),
            "identity": [
                "accessKey": nil, "accountId": nil, "caller": nil,
                "cognitoAuthenticationProvider": nil, "cognitoAuthenticationType": nil,
                "cognitoIdentityId": nil, "cognitoIdentityPoolId": nil, "principalOrgId": nil,
                "sourceIp": .string(context.http.sourceIp), "user": nil,
                "userAgent": .string(context.http.userAgent), "userArn": nil,
            ],
            "path": .string(path.decoded),
            "protocol": .string(request.version),
            "requestId": .string(requestId),
            "requestTime": .string(context.time),
            "requestTimeEpoch": .integer(context.timeEpoch),
            "resourceId": nil,
            "resourcePath": .string(route.path),
            "stage": .string(context.stage),
        ]
    }

    private static func last(_ values: [String: [String]]) -> JSONValue {
        JSONValue(values.compactMapValues(\.last))
    }

    private static func all(_ values: [String: [String]]) -> JSONValue {
        .object(values.mapValues { .array($0.map { .string($0) }) })
    }
}

extension GatewayRequest {
    /// What an authorizer gets: the event without a body, and where to look for the identity.
    /// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
    func authorizerEvent(_ format: PayloadFormat, _ sources: [String]) -> [UInt8] {
        guard case .object(var fields)? = JSONValue(parsing: event(format)) else { return [] }
        for name in ["body", "isBase64Encoded"] { fields[name] = nil }
        fields["type"] = "REQUEST"
        switch format {
        case .v1:
            let source = JSONValue.string(sources.joined(separator: ","))
            fields["methodArn"] = .string(arn)
            fields["identitySource"] = source
            fields["authorizationToken"] = source
            fields["pathParameters"] = JSONValue(parameters)
            for name in ["multiValueHeaders", "multiValueQueryStringParameters"] {
                fields[name] = nil
            }
        case .v2:
            fields["routeArn"] = .string(arn)
            fields["identitySource"] = .array(sources.map { .string($0) })
        }
        return JSONValue.object(fields).encoded()
    }
}
