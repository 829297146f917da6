/// Why an archive cannot be read or written: what is wrong, where, and in which entry or file.
package struct ArchiveError: Error, Equatable, Sendable {
    package var kind: Kind
    /// The byte in the archive that is read or written; 0 where the disk is at fault.
    package var offset: UInt64
    /// The entry, or the file on the disk; empty where it is the archive as a whole.
    package var name: String
    /// For people: what is wrong, without the place.
    package var message: String

    package init(_ kind: Kind, at offset: UInt64, in name: String = "", _ message: String) {
        self.kind = kind
        self.offset = offset
        self.name = name
        self.message = message
    }
}

extension ArchiveError {
    package enum Kind: Hashable, Sendable {
        /// The bytes are no archive of the format that was asked for.
        case notAnArchive
        /// It ends before what it announces is complete.
        case truncated
        /// A field that cannot be right.
        case malformed
        /// Two places say different things about one entry.
        case mismatch
        /// Two entries share bytes, or one reaches into the directory.
        case overlap
        /// A header or a body is not what its checksum was made from.
        case checksum
        /// The compressed bytes are not what the method allows.
        case compression
        case unsupported(Feature)
        case path(ArchivePath.Problem)
        case limit(ArchiveLimit)
        /// A file on the disk was not the same from the first to the last look at it.
        case changed
        /// More than the format can say: 4 GiB or 65,535 entries in a zip.
        case tooLarge
        /// What the operating system answered; the number is `errno`.
        case system(Int32)
    }

    package enum Feature: Hashable, Sendable {
        case encryption
        case method(UInt16)
        case zip64
        case severalDisks
        /// The type byte of a tar header, or the file type in a zip entry's mode.
        case entryType(UInt8)
    }
}

extension ArchiveError: CustomStringConvertible {
    /// `name: message`, as a diagnostic prints it.
    package var description: String {
        name.isEmpty ? message : "\(name.debugDescription): \(message)"
    }
}
