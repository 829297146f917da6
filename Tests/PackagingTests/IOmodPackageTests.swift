import Archive
import Diagnostics
import Manifest
import Packaging
import Testing

@Suite struct IOmodPackageTests {
    private static let manifest = """
        [iomod]
        coordinates = "std.net.http"
        version = "1.2.3"
        [process]
        entrypoint = "./bin/http"
        x86_64.entrypoint = "bin/http-x86"
        """

    private func zip(_ manifest: String? = manifest, _ more: [ArchiveEntry] = []) throws -> [UInt8]
    {
        var entries = more
        for name in ["bin/http", "bin/http-x86", "data/table"] {
            // As AssemblyLift packs them.
            entries.append(.file(try ArchivePath(name), mode: 0o777, .bytes(Array(name.utf8))))
        }
        entries.append(.file(try ArchivePath("notes"), mode: 0o600, .bytes([1])))
        if let manifest {
            let bytes = Array(manifest.utf8)
            entries.append(.file(try ArchivePath("iomod.toml"), mode: 0o777, .bytes(bytes)))
        }
        return try ZipWriter.bytes(of: ArchiveContents(entries))
    }

    @Test func eachArchitectureHasItsProgram() throws {
        let package = try IOmodPackage(.bytes(zip()), named: "http.iomod")
        let root = "opt/iomod/std.net.http@1.2.3"
        let names = { (architecture: Manifest.Architecture) in
            try package.entries(below: "opt/", for: architecture).map(\.path.text).sorted()
        }
        #expect(
            try names(.x86_64) == [
                "\(root)/bin/http-x86", "\(root)/data/table", "\(root)/iomod.toml", "\(root)/notes",
            ])
        #expect(
            try names(.arm64) == [
                "\(root)/bin/http", "\(root)/data/table", "\(root)/iomod.toml", "\(root)/notes",
            ])
        #expect(package.size(for: .x86_64) == package.size(for: .arm64) + 4)
    }

    @Test func anybodyMayReadAndNobodyMayWrite() throws {
        let package = try IOmodPackage(.bytes(zip()), named: "http.iomod")
        let modes = Set(try package.entries(for: .arm64).map(\.mode))
        #expect(modes == [0o755, 0o644])
    }

    @Test(arguments: [
        (nil, "there is no iomod.toml in the package"),
        ("[iomod]\n", "needs 'process.entrypoint'"),
        (manifest.replacing("bin/http-x86", with: "bin/none"), "there is no 'bin/none'"),
        (manifest.replacing("./bin/http", with: "../http"), "../http"),
    ])
    func whatIsWrongWithAPackageIsSaid(_ manifest: String?, _ words: String) throws {
        try refuse(try zip(manifest), words)
    }

    @Test func linksAreRefused() throws {
        let link = ArchiveEntry.link(try ArchivePath("bin/link"), to: "http")
        try refuse(try zip(Self.manifest, [link]), "'bin/link' is a symbolic link")
    }

    @Test func nothingLeavesThePackage() throws {
        let file = ArchiveEntry.file(try ArchivePath("aa/out"), .bytes([1]))
        var bytes = try zip(Self.manifest, [file])
        for index in bytes.indices.dropLast(6)
        where bytes[index..<index + 6].elementsEqual("aa/out".utf8) {
            bytes.replaceSubrange(index..<index + 2, with: "..".utf8)
        }
        try refuse(bytes, "'..'")
    }

    @Test func whatIsNoZipIsRefused() throws {
        try refuse(Array("#!/bin/sh\n".utf8), "not a zip")
    }

    private func refuse(_ bytes: [UInt8], _ words: String) throws {
        let error = #expect(throws: Diagnostic.self) {
            try IOmodPackage(.bytes(bytes), named: "x.iomod")
        }
        let text = try #require(error).render()
        #expect(text.contains(words), "\(text)")
        #expect(text.contains("x.iomod"))
    }
}
