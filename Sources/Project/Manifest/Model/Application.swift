package import Diagnostics

/// An application: what `assemblylift.toml` and its services' `service.toml` say, checked. Names,
/// numbers and references are in AWS's ranges; defaults are filled in.
package struct Application: Equatable, Sendable {
    /// The folder of `assemblylift.toml`, absolute.
    package var root: String
    package var name: String
    package var tags: [String: String] = [:]
    /// In the order of their names.
    package var services: [Service] = []
    /// Nil for state in a file beside the generated Terraform.
    package var state: RemoteState?
    package var aws = AWSAccount()
    package var registryURL: String?
    package var origins = Origins()

    package init(root: String, name: String) {
        self.root = root
        self.name = name
    }

    package var functions: [(service: Service, function: Function)] {
        services.flatMap { service in service.functions.map { (service, $0) } }
    }

    /// What a service's HTTP API and a function are called in AWS; other things begin so.
    package func nameInAWS(_ service: Service, _ function: Function? = nil) -> String {
        (["asml", name, service.name] + [function?.name].compactMap(\.self))
            .joined(separator: "-")
    }
}

/// Terraform's state in S3, with the lock file beside it.
package struct RemoteState: Equatable, Sendable {
    package var bucket: String
    package var key: String
    package var region: String
    /// Accepted for AssemblyLift's sake; the lock is S3's own.
    package var lockTable: String?

    package init(bucket: String, key: String, region: String, lockTable: String? = nil) {
        self.bucket = bucket
        self.key = key
        self.region = region
        self.lockTable = lockTable
    }
}

/// Where things are deployed to; nil where the environment decides, as for the AWS CLI.
package struct AWSAccount: Equatable, Sendable {
    package var region: String?
    package var accountID: String?
    /// An emulator that everything is pointed at.
    package var endpointURL: String?
    /// A bucket of the user's for zips that are too large for a request to Lambda.
    package var packageBucket: String?

    package init(region: String? = nil, accountID: String? = nil, endpointURL: String? = nil) {
        self.region = region
        self.accountID = accountID
        self.endpointURL = endpointURL
    }
}

/// Where a part of the manifest was written: the part's own place, and each of its keys'.
package struct Origins: Equatable, Sendable {
    /// Its table's header, or the file's begin.
    package var place: SourceSpan?
    /// By the key as the manifest page has it: "timeout_seconds", "http.path".
    package var keys: [String: SourceSpan] = [:]

    package init(place: SourceSpan? = nil, keys: [String: SourceSpan] = [:]) {
        self.place = place
        self.keys = keys
    }

    package subscript(key: String) -> SourceSpan? { keys[key] ?? place }
}
