package import Foundation

/// An access key. Printing it in any way shows no secret.
package struct Credentials: Equatable, Sendable {
    package var accessKeyID: String
    package var secretAccessKey: String
    package var sessionToken: String?
    package var expiration: Date?

    package init(
        accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil,
        expiration: Date? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }

    /// - Parameter place: where the values were read.
    init(
        keyID: String?, secret: String?, token: String?, expiration: Date? = nil,
        at place: AWSError.Place
    ) throws(AWSError) {
        guard let keyID, let secret, !keyID.isEmpty, !secret.isEmpty else {
            throw AWSError(
                .credentials, at: place,
                "an access key needs both its identifier and its secret, and one is missing")
        }
        // They go into headers, and nothing else is ever handed out.
        let token = token?.isEmpty == true ? nil : token
        for part in [keyID, secret, token ?? ""]
        where !part.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            throw AWSError(.credentials, at: place, "a key or a token has bytes that none has")
        }
        self.init(
            accessKeyID: keyID, secretAccessKey: secret, sessionToken: token,
            expiration: expiration)
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "Credentials(…\(accessKeyID.suffix(4)))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
