/// A file, folder or link that goes into an archive. Times, owners and groups are always the same.
package struct ArchiveEntry: Sendable {
    package var path: ArchivePath
    /// The permission bits, at most 0o7777.
    package var mode: UInt16
    package var node: Node

    package enum Node: Sendable {
        case file(ByteContent)
        case folder
        case link(target: String)
    }

    package init(_ path: ArchivePath, mode: UInt16, _ node: Node) {
        self.path = path
        self.mode = mode & 0o7777
        self.node = node
    }

    package static func file(
        _ path: ArchivePath, mode: UInt16 = 0o644, _ content: ByteContent
    ) -> ArchiveEntry {
        ArchiveEntry(path, mode: mode, .file(content))
    }

    package static func folder(_ path: ArchivePath, mode: UInt16 = 0o755) -> ArchiveEntry {
        ArchiveEntry(path, mode: mode, .folder)
    }

    package static func link(_ path: ArchivePath, to target: String) -> ArchiveEntry {
        ArchiveEntry(path, mode: 0o777, .link(target: target))
    }

    var isFolder: Bool {
        if case .folder = node { true } else { false }
    }
}

/// Entries as they are written: sorted, no name twice, nothing below a file.
package struct ArchiveContents: Sendable {
    package let entries: [ArchiveEntry]

    package init(_ entries: [ArchiveEntry]) throws(ArchiveError) {
        let sorted = entries.filter { !$0.path.isRoot }.sorted { $0.path < $1.path }
        var isFolder: [ArchivePath: Bool] = [:]
        for entry in sorted {
            guard isFolder.updateValue(entry.isFolder, forKey: entry.path) == nil else {
                throw ArchivePath.refused(entry.path.text, .duplicate, at: 0)
            }
            var parent = entry.path.parent
            while let folder = parent {
                if isFolder[folder] == false {
                    throw ArchivePath.refused(entry.path.text, .belowFile, at: 0)
                }
                parent = folder.parent
            }
        }
        self.entries = sorted
    }

    /// With an entry for each folder that something lies in, as image layers have them.
    package func withFolders(mode: UInt16 = 0o755) throws(ArchiveError) -> ArchiveContents {
        var known = Set(entries.map(\.path))
        var all = entries
        for entry in entries {
            var parent = entry.path.parent
            while let folder = parent, known.insert(folder).inserted {
                all.append(.folder(folder, mode: mode))
                parent = folder.parent
            }
        }
        return try ArchiveContents(all)
    }
}
