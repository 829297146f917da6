/// What `iomod.toml` says: the manifest of an IOmod's package.
package struct IOmodManifest: Equatable, Sendable {
    /// `organisation.namespace.name`.
    package var coordinates: String
    /// Exact.
    package var version: String
    package var description: String?
    package var license: String?
    package var homepage: String?

    /// Within the package, as `arguments` of the process.
    package var entrypoint: String
    package var arguments: [String] = []
    /// Where an architecture has a program of its own.
    package var entrypoints: [Architecture: String] = [:]
    package var transport = Transport.tcp
    /// Names of variables that it needs; nil when it says nothing, as packages made for
    /// AssemblyLift.
    package var environment: [String]?
    /// In the order of their names.
    package var methods: [Method] = []
    package var origins = Origins()

    package init(coordinates: String, version: String, entrypoint: String) {
        self.coordinates = coordinates
        self.version = version
        self.entrypoint = entrypoint
    }

    package enum Transport: String, CaseIterable, Sendable {
        /// An inherited pair of sockets.
        case socketpair
        /// 127.0.0.1:13555, as AssemblyLift has it.
        case tcp
    }

    package struct Method: Equatable, Sendable {
        package var name: String
        package var description: String?
        /// References to JSON Schemas.
        package var input: String?
        package var output: String?

        package init(name: String) { self.name = name }
    }
}
