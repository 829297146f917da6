package import Archive
package import Diagnostics
package import Manifest

/// An IOmod's package: a zip with an `iomod.toml` in it, checked before anything of it is unpacked.
package struct IOmodPackage: Sendable {
    package let manifest: IOmodManifest
    private let files: [File]

    private struct File: Sendable {
        var path: String
        var mode: UInt16
        var bytes: [UInt8]
    }

    /// What Lambda unpacks at most, so that no package can have more.
    private static let limits = ArchiveLimits(
        entries: 10_000, entrySize: UInt64(ZipLimits().unpacked),
        totalSize: UInt64(ZipLimits().unpacked))
    private static let longestManifest: UInt64 = 1 << 20

    /// - Parameter name: of the file, as messages have it.
    package init(_ content: ByteContent, named name: String) throws(Diagnostic) {
        let zip = try Self.reading(name) { () throws(ArchiveError) in
            try ZipReader(content, limits: Self.limits)
        }
        manifest = try Self.manifest(zip, name)
        let programs = Set(manifest.programs)
        files = try Self.files(zip, name, programs)
        for program in programs.sorted() where !files.contains(where: { $0.path == program }) {
            throw Diagnostic(
                at: .file(name), "there is no '\(program)' in the package",
                notes: ["its \(ManifestReader.iomodFileName) names it as what is to be started"])
        }
    }

    /// Where a function finds the package, unpacked.
    package var folder: String { "iomod/\(manifest.coordinates)@\(manifest.version)" }

    /// Unpacked, for one architecture: programs of others are left out.
    ///
    /// - Parameter root: what `folder` lies in.
    package func entries(
        below root: String = "", for architecture: Manifest.Architecture
    ) throws(ArchiveError) -> [ArchiveEntry] {
        var entries: [ArchiveEntry] = []
        for file in files(for: architecture) {
            let path = try ArchivePath("\(root)\(folder)/\(file.path)")
            entries.append(.file(path, mode: file.mode, .bytes(file.bytes)))
        }
        return entries
    }

    /// Bytes, unpacked.
    package func size(for architecture: Manifest.Architecture) -> Int {
        files(for: architecture).reduce(0) { $0 + $1.bytes.count }
    }

    private func files(for architecture: Manifest.Architecture) -> [File] {
        let own = manifest.program(for: architecture)
        let others = Set(manifest.programs).subtracting([own])
        return files.filter { !others.contains($0.path) }
    }

    private static func manifest(_ zip: ZipReader, _ name: String) throws(Diagnostic)
        -> IOmodManifest
    {
        let file = ManifestReader.iomodFileName
        let bytes = try reading(name) { () throws(ArchiveError) -> [UInt8]? in
            guard let entry = zip.entry(try ArchivePath(file)), entry.kind == .file else {
                return nil
            }
            return try zip.read(entry, limit: longestManifest)
        }
        guard let bytes else {
            throw Diagnostic(at: .file(name), "there is no \(file) in the package")
        }
        do {
            return try ManifestReader.loadIOmod(file: "\(name)/\(file)", bytes: bytes)
        } catch {
            var first = error.diagnostics[0]
            first.further = Array(error.diagnostics.dropFirst())
            throw first
        }
    }

    /// Archivers of AssemblyLift say of every file that anybody may do all with it. Here anybody
    /// may read, and start what can be started.
    private static func files(_ zip: ZipReader, _ name: String, _ programs: Set<String>)
        throws(Diagnostic) -> [File]
    {
        var files: [File] = []
        for entry in zip.entries where entry.kind != .folder {
            guard entry.kind == .file else {
                throw Diagnostic(
                    at: .file(name), "'\(entry.path.text)' is a symbolic link",
                    notes: ["a package has files and folders only"])
            }
            let isProgram = entry.mode & 0o111 != 0 || programs.contains(entry.path.text)
            let bytes = try reading(name) { () throws(ArchiveError) in
                try zip.read(entry, limit: limits.entrySize)
            }
            files.append(
                File(path: entry.path.text, mode: isProgram ? 0o755 : 0o644, bytes: bytes))
        }
        return files
    }

    private static func reading<Result>(
        _ name: String, _ body: () throws(ArchiveError) -> Result
    ) throws(Diagnostic) -> Result {
        do {
            return try body()
        } catch {
            throw Diagnostic(
                at: .file(name), error.message,
                notes: ["an IOmod's package is a zip with an \(ManifestReader.iomodFileName)"])
        }
    }
}

extension IOmodManifest {
    fileprivate func program(for architecture: Manifest.Architecture) -> String {
        Self.plain(entrypoints[architecture] ?? entrypoint)
    }

    fileprivate var programs: [String] { ([entrypoint] + entrypoints.values).map(Self.plain) }

    /// As the names in archives are: without `./` in front.
    private static func plain(_ path: String) -> String {
        (try? ArchivePath(path))?.text ?? path
    }
}
