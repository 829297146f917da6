/// Why a call to AWS failed: what is wrong, and where. Holds no secret, whatever was read.
package struct AWSError: Error, Equatable, Sendable {
    package var kind: Kind
    package var place: Place
    /// For people: what is wrong, without the place.
    package var message: String
    /// What may help.
    package var hint: String?
    /// Of an answer.
    package var status: Int?
    package var requestID: String?

    package init(_ kind: Kind, at place: Place, _ message: String, hint: String? = nil) {
        self.kind = kind
        self.place = place
        self.message = message
        self.hint = hint
    }
}

extension AWSError {
    package enum Kind: Hashable, Sendable {
        /// AWS said no, in its own word.
        case service(code: String)
        /// No connection, or one that broke off.
        case connection
        case timeout
        /// An answer that does not have the service's shape.
        case answer
        /// An answer, a file or an output that is longer than anything that is expected.
        case limit
        case cancelled
        /// What the caller asks for cannot be sent.
        case argument

        case noRegion
        case noCredentials
        /// A way to get credentials that only the AWS CLI knows.
        case unsupportedCredentials
        /// Credentials are there, but are malformed, expired or refused.
        case credentials
        /// A malformed file, or a profile that is not there.
        case configuration
        /// An address that is no address, or one that must not get what would be sent.
        case endpoint
    }

    package enum Place: Hashable, Sendable {
        case call(AWSService, operation: String)
        case file(String, line: Int)
        case variable(String)
        case profile(String)
        /// The service that hands out credentials, without its path.
        case address(String)
        case caller
    }
}

extension AWSError: CustomStringConvertible {
    package var description: String {
        let code = if case .service(let code) = kind { "\(code): " } else { "" }
        return "\(place): \(code)\(message)"
    }
}

extension AWSError.Place: CustomStringConvertible {
    package var description: String {
        switch self {
        case .call(let service, let operation): "\(service.name) \(operation)"
        case .file(let path, let line): line > 0 ? "\(path):\(line)" : path
        case .variable(let name): name
        case .profile(let name): "profile '\(name)'"
        case .address(let address): address
        case .caller: "aws"
        }
    }
}
