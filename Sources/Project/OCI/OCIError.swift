package import Archive

/// Why an image cannot be read, made, pushed or pulled: what is wrong, and in which file or at
/// which address.
package struct OCIError: Error, Equatable, Sendable {
    package var kind: Kind
    /// A path, or an address without its query; for what the caller wrote, that text itself.
    package var place: String
    /// For people: what is wrong, without the place. Never holds a password or a token.
    package var message: String

    package init(_ kind: Kind, in place: String, _ message: String) {
        self.kind = kind
        self.place = place
        self.message = message
    }
}

extension OCIError {
    package enum Kind: Hashable, Sendable {
        // Images
        case archive(ArchiveError.Kind, offset: UInt64)
        /// Neither a layout nor a root filesystem.
        case notAnImage
        /// JSON, or a value in it, that cannot be right.
        case malformed
        case missingBlob(Digest)
        case wrongDigest(expected: Digest, found: Digest)
        case wrongSize(expected: UInt64, found: UInt64)
        case unsupportedMediaType(String)
        /// No image, or one for another machine.
        case noImage(for: Architecture)
        /// Several images, of which none is named.
        case ambiguous
        case limit

        // Registries
        case reference(ImageReference.Problem)
        /// Plain HTTP to a host that is not this machine.
        case insecure
        /// What the registry answered, and its own word for why.
        case status(Int, code: String?)
        /// No answer, or one that broke off.
        case connection
        /// An answer that breaks the protocol.
        case protocolViolation
        case tooManyRedirects
        /// The registry does not take the credentials, or wants some and there are none.
        case unauthorized
        /// `config.json` or the helper that it names.
        case credentials
        case cancelled
    }
}

extension OCIError: CustomStringConvertible {
    package var description: String { "\(place): \(message)" }
}

extension OCIError {
    init(_ error: ArchiveError, in place: String) {
        self.init(
            .archive(error.kind, offset: error.offset), in: place,
            "\(error) (at byte \(error.offset))")
    }
}

/// For calls into `Archive`.
func archiving<Result>(
    _ place: String, _ body: () throws(ArchiveError) -> Result
) throws(OCIError) -> Result {
    do { return try body() } catch { throw OCIError(error, in: place) }
}
