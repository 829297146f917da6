package import Manifest

/// An application as it is served here: its functions with what they are started with, and how
/// their HTTP APIs are put on ports.
package struct LocalApplication: Sendable {
    /// A function of a service.
    package struct Member: Sendable {
        package var service: Service
        package var function: Function
        /// Named as in AWS; `shortName` leads to it too.
        package var settings: FunctionSettings

        package init(service: Service, function: Function, settings: FunctionSettings) {
            self.service = service
            self.function = function
            self.settings = settings
        }

        /// `<service>.<function>`
        package var shortName: String { "\(service.name).\(function.name)" }
    }

    package enum Ports: String, CaseIterable, Sendable {
        /// All services behind one.
        case shared
        /// One for each service, as each has an API of its own in AWS.
        case each
    }

    package var members: [Member]
    package var ports = Ports.shared
    /// Nothing here can check who signed a request: either such routes and URLs are refused at the
    /// start, or everybody is let through.
    package var allowsUncheckedIAM = false
    package var authorizers = AuthorizerOptions()
    /// API Gateway's limit for a function's answer.
    package var integrationTimeout = Duration.seconds(30)
    /// Told what a user should know and nobody is answered with, a line at a time.
    package var notice: @Sendable (String) -> Void = { line in
        Platform.write(Array("\(line)\n".utf8), to: 2)
    }

    package init(members: [Member]) { self.members = members }

    /// Of those that have a route, in the order of their names.
    var apis: [Service] {
        var names: Set<String> = []
        return members.filter { $0.function.http != nil && names.insert($0.service.name).inserted }
            .map(\.service)
    }
}

/// What manifests do not say about authorizers.
package struct AuthorizerOptions: Sendable {
    /// Files with key sets (JWKS) by issuer, in place of what the issuer publishes.
    package var keyFiles: [String: String] = [:]
    /// A PEM file with authorities that may vouch for issuers, beside the system's.
    package var authorityFile: String?
    /// The shortest time between two looks at an issuer's keys.
    package var keyPause = Duration.seconds(1)
    /// Of Lambda authorizers.
    package var payloadFormat = PayloadFormat.v2
    package var identitySources = ["$request.header.Authorization"]
    /// For how long an authorizer's answer counts; zero for one request.
    package var cacheTime = Duration.seconds(300)

    package init() {}
}
