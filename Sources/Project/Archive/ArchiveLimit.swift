/// What a reader takes from an archive that somebody else made.
package struct ArchiveLimits: Sendable {
    package var entries = 100_000
    /// Bytes of one entry, unpacked.
    package var entrySize: UInt64 = 1 << 32
    /// Bytes of all entries together, unpacked.
    package var totalSize: UInt64 = 1 << 34

    package init() {}

    package init(entries: Int, entrySize: UInt64, totalSize: UInt64) {
        self.entries = entries
        self.entrySize = entrySize
        self.totalSize = totalSize
    }
}

package enum ArchiveLimit: Hashable, Sendable {
    case entries, entrySize, totalSize
    /// The headers around the names: a zip's directory, a tar's extended header.
    case headerSize
}
