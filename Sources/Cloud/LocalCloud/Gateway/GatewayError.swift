package import Diagnostics

/// A route in the manifest.
package struct RouteOrigin: Equatable, Sendable {
    /// `<service>.<function>`
    package var function: String
    /// `GET /orders`
    package var key: String
    package var place: SourceSpan?

    package init(function: String, key: String, place: SourceSpan?) {
        self.function = function
        self.key = key
        self.place = place
    }
}

extension LocalLambdaError {
    /// Where in the manifest the mistake is.
    package var place: SourceSpan? {
        switch self {
        case .routesCollide(_, let second): second.place
        case .uncheckedIAM(_, let place), .unknownAuthorizer(_, _, let place),
            .unknownAuthorizerFunction(_, _, let place), .credentialsForAll(_, let place),
            .issuerNotUsable(_, let place):
            place
        default: nil
        }
    }

    /// Of the errors that an application's HTTP APIs can have, without the place.
    var gatewayDescription: String {
        switch self {
        case .routesCollide(let first, let second):
            "'\(second.key)' of \(second.function) gets the same requests as '\(first.key)' of"
                + " \(first.function)\(Self.suffix(first.place)); serve each service on a port of its"
                + " own, or change one of them"
        case .uncheckedIAM(let function, _):
            "\(function) is open to signed requests only, which cannot be checked without AWS; allow"
                + " unchecked IAM to let everybody in here"
        case .unknownAuthorizer(let id, let function, _):
            "\(function) asks for an authorizer '\(id)' that its service does not have"
        case .unknownAuthorizerFunction(let name, let service, _):
            "service \(service) has no function '\(name)' to be an authorizer"
        case .credentialsForAll(let service, _):
            "cors of \(service) allows credentials and every origin; API Gateway takes only one of"
                + " them"
        case .issuerNotUsable(let issuer, _):
            "issuer '\(issuer)' is no https URL (http only on this machine)"
        case .keyFileNotUsable(let path, let reason): "\(path): not a key set: \(reason)"
        default: ""
        }
    }

    private static func suffix(_ place: SourceSpan?) -> String {
        place.map { " (\($0.file):\($0.line):\($0.column))" } ?? ""
    }
}
