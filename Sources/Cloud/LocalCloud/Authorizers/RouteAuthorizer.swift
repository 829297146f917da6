internal import Diagnostics
internal import Manifest

/// Says who may pass.
protocol RouteAuthorizer: Sendable {
    func decide(_ request: GatewayRequest) async -> AuthorizerDecision
}

enum AuthorizerDecision: Sendable {
    case allowed(CallerIdentity)
    case refused(HTTPResponse)
}

/// Signatures that nobody here can check: everybody passes, and it is said each time.
struct UncheckedIAM: RouteAuthorizer {
    let notice: @Sendable (String) -> Void

    func decide(_ request: GatewayRequest) async -> AuthorizerDecision {
        notice(Self.line("\(request.route.key) of \(request.api)", request.request))
        return .allowed(.unknown)
    }

    static func line(_ target: String, _ request: HTTPRequest) -> String {
        "asml: warning: IAM not checked: \(request.method) \(request.path) to \(target)".printable
    }
}
