extension TarReader {
    /// Everything, into a folder that is there only once it is complete. Hard links and devices
    /// are refused.
    package mutating func extract(to folder: String) throws(ArchiveError) {
        let extraction = try Extraction(to: folder)
        while let entry = try next() {
            let path = try entry.path()
            switch entry.kind {
            case .folder:
                try extraction.addFolder(path, mode: entry.mode)
            case .file:
                try addFile(entry, at: path, to: extraction)
            case .link(let target):
                try extraction.addLink(
                    path, to: path.checkLink(target: target, at: entry.offset))
            case .hardLink:
                throw Self.refusal(of: entry, TarLayout.hardLink)
            case .other(let type):
                throw Self.refusal(of: entry, type)
            }
        }
        try extraction.commit()
    }

    private mutating func addFile(
        _ entry: TarEntry, at path: ArchivePath, to extraction: Extraction
    ) throws(ArchiveError) {
        try extraction.addFile(path, mode: entry.mode) { sink throws(ArchiveError) in
            try forEachPiece { piece throws(ArchiveError) in try sink.write(piece) }
        }
    }

    private static func refusal(of entry: TarEntry, _ type: UInt8) -> ArchiveError {
        ArchiveError(
            .unsupported(.entryType(type)), at: entry.offset, in: entry.shownName,
            "neither a file, a folder nor a symbolic link")
    }
}
