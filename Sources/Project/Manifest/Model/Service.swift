/// A service: functions that share an HTTP API, authorizers and IOmods. `services/<name>/`.
package struct Service: Equatable, Sendable {
    package var name: String
    /// Its folder, absolute.
    package var folder: String
    package var provider = Provider.awsLambda
    package var options = ProviderOptions()
    package var api = API()
    /// In the order of their names.
    package var functions: [Function] = []
    package var iomods: [IOmodDependency] = []
    package var origins = Origins()

    package init(name: String, folder: String) {
        self.name = name
        self.folder = folder
    }

    package var hasHTTP: Bool { functions.contains { $0.http != nil } }
}

/// What functions are made into.
package enum Provider: String, CaseIterable, Sendable {
    /// A zip on Amazon Linux.
    case awsLambda = "aws-lambda"
    /// A container image: on Alpine, or on nothing at all.
    case awsLambdaAlpine = "aws-lambda-alpine"
}

package enum Architecture: String, CaseIterable, Sendable {
    case x86_64, arm64
}

package struct ProviderOptions: Equatable, Sendable {
    /// Nil: the application's.
    package var region: String?
    package var accountID: String?
    /// Nil: the machine that `asml` runs on is not asked; functions are x86_64.
    package var architecture: Architecture?
    /// A root file system below the image's own layer: a tar, or an OCI layout. Relative to the
    /// application's folder. Nil: an empty base.
    package var baseImage: String?
    package var logRetentionDays: Int?
    /// Nil: the application's. Lambda wants it in the function's region.
    package var packageBucket: String?

    package init() {}
}

/// The HTTP API of a service.
package struct API: Equatable, Sendable {
    package var cors: CORS?
    package var accessLogs = false
    package var payloadFormat = PayloadFormat.v1
    /// In the order of their ids.
    package var authorizers: [Authorizer] = []

    package init() {}
}

package enum PayloadFormat: String, CaseIterable, Sendable {
    case v1 = "1.0"
    case v2 = "2.0"
}

package struct CORS: Equatable, Sendable {
    package var allowOrigins: [String] = []
    package var allowMethods: [String] = []
    package var allowHeaders: [String] = []
    package var exposeHeaders: [String] = []
    package var allowCredentials = false
    package var maxAgeSeconds: Int?

    package init() {}
}

package struct Authorizer: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case iam
        case jwt(issuer: String, audience: [String])
        /// A function of the same service.
        case lambda(function: String)
    }

    package var id: String
    package var kind: Kind
    /// What routes behind it ask for; JWT only.
    package var scopes: [String] = []
    package var origins = Origins()

    package init(id: String, kind: Kind) {
        self.id = id
        self.kind = kind
    }
}

package struct IOmodDependency: Equatable, Sendable {
    package enum Source: Equatable, Sendable {
        case registry
        /// Relative to the application's folder.
        case file(String)
        case oci(String)
    }

    package var id: String
    /// `organisation.namespace.name`.
    package var coordinates: String
    /// Exact, or a range.
    package var version: String
    package var source = Source.registry
    /// Names of the variables it is granted.
    package var environment: [String] = []
    package var origins = Origins()

    package init(id: String, coordinates: String, version: String) {
        self.id = id
        self.coordinates = coordinates
        self.version = version
    }
}
