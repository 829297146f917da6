internal import Foundation

/// A user and a password; ECR's are `AWS` and the token it gives. They never become text.
package struct RegistryCredentials: Sendable, Equatable {
    package let user: String
    private let password: String

    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    /// For a header of HTTP.
    var basic: String { "Basic " + Data("\(user):\(password)".utf8).base64EncodedString() }
}

extension RegistryCredentials: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    package var description: String { "credentials" }
    package var debugDescription: String { "credentials" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
