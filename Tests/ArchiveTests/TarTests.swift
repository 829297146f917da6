internal import Archive
internal import Foundation
internal import Testing
internal import ToolFixtures

private func tar(_ contents: ArchiveContents) throws -> [UInt8] {
    let sink = MemorySink()
    try TarWriter.write(contents, to: sink)
    return sink.bytes
}

private func small() throws -> [UInt8] {
    try tar(ArchiveContents([.file(ArchivePath("a"), .bytes([1, 2, 3]))]))
}

/// Names, kinds and sizes, to the end.
private func list(
    _ bytes: [UInt8], _ limits: ArchiveLimits = ArchiveLimits()
) throws -> [String] {
    var reader = TarReader(try ContentStream(.bytes(bytes)), limits: limits)
    var found: [String] = []
    while let entry = try reader.next() { found.append("\(try entry.path().text) \(entry.size)") }
    return found
}

private let longName = String(repeating: "folder/", count: 60) + "file"

/// Names for each way to write one: in a field, in two, and in an extended header.
private func long() throws -> ArchiveContents {
    let split = String(repeating: "d", count: 120) + "/" + String(repeating: "f", count: 90)
    return try ArchiveContents([
        .file(ArchivePath("bin/x"), mode: 0o755, .bytes([1])),
        .file(ArchivePath(split), .bytes([2])),
        .file(ArchivePath(longName), .bytes([3])),
        .file(ArchivePath("grüße"), .bytes([4])),
        .link(ArchivePath("link"), to: String(repeating: "t/", count: 80) + "t"),
        .folder(ArchivePath("tmp"), mode: 0o1777),
    ])
}

@Test func tarAndPythonReadOurTar() async throws {
    try await withFolder { folder in
        try write(tar(long()), folder + "/ours.tar")
        let listing = try await output("tar", "--numeric-owner", "-tvf", "ours.tar", in: folder)
        #expect(listing.contains("-rwxr-xr-x 0/0               1 1970-01-01 00:00 bin/x\n"))
        #expect(listing.contains("drwxrwxrwt 0/0               0 1970-01-01 00:00 tmp/\n"))
        #expect(listing.contains(longName))
        let script = """
            import tarfile
            for m in tarfile.open('ours.tar'):
                print(m.name, oct(m.mode), m.uid, m.gid, m.mtime, m.uname, m.linkname)
            """
        let names = try await output("python3", "-c", script, in: folder)
        #expect(names.contains("grüße 0o644 0 0 0  \n"))
        #expect(names.contains("\(longName) 0o644"))
        #expect(names.contains(String(repeating: "t/", count: 80) + "t\n"))
    }
}

/// Takes the headers and none of the body.
private final class HeaderSink: ByteSink {
    private(set) var bytes: [UInt8] = []

    func write(_ more: RawSpan) throws(ArchiveError) {
        guard bytes.count < 1536 else { throw ArchiveError(.limit(.totalSize), at: 1536, "enough") }
        more.withUnsafeBytes { bytes += $0 }
    }
}

@Test func aSizeThatDoesNotFitHasAnExtendedHeader() async throws {
    try await withFolder { folder in
        try await output("truncate", "-s", "8589934592", "large", in: folder)
        let contents = try ArchiveContents([.file(ArchivePath("a"), .file(folder + "/large"))])
        let sink = HeaderSink()
        expectError(.limit(.totalSize)) { try TarWriter.write(contents, to: sink) }
        try write(sink.bytes, folder + "/ours.tar")
        let script = "import tarfile; print(tarfile.open('ours.tar').next().size)"
        #expect(try await output("python3", "-c", script, in: folder) == "8589934592\n")
    }
}

@Test func aFileThatChangesIsNoticed() async throws {
    try await withFolder { folder in
        try write([1, 2, 3], folder + "/f")
        let part = ByteContent.part(of: folder + "/f", 1..<5)
        let contents = try ArchiveContents([.file(ArchivePath("a"), part)])
        expectError(.changed) { try tar(contents) }
    }
}

@Test func aFolderThatIsThereIsNotReplaced() async throws {
    try await withFolder { folder in
        try FileManager.default.createDirectory(
            atPath: folder + "/out/in", withIntermediateDirectories: true)
        var reader = TarReader(try ContentStream(.bytes(small())))
        expectError(.system(ENOTEMPTY)) { try reader.extract(to: folder + "/out") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out"])
    }
}

@Test func ourOwnTarComesBack() throws {
    let found = try list(tar(long()))
    #expect(found == (try long().entries.map { "\($0.path.text) \(try size(of: $0))" }))
}

private func size(of entry: ArchiveEntry) throws -> UInt64 {
    if case .file(let content) = entry.node { try content.size() } else { 0 }
}

@Test(arguments: ["--format=gnu", "--format=posix", "--format=ustar", "--format=v7"])
func tarsOfGNUTarAreExtracted(format: String) async throws {
    try await withFolder { folder in
        let name = format.contains("v7") || format.contains("ustar") ? "in/short" : "in/\(longName)"
        let parent = (folder + "/" + name as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: true)
        try write([1, 2, 3], folder + "/" + name)
        try await output("ln", "-s", "../in", "in/link", in: folder)
        try await output("tar", format, "-cf", "theirs.tar", "in", in: folder)
        var reader = TarReader(try ContentStream(.file(folder + "/theirs.tar")))
        try reader.extract(to: folder + "/out")
        #expect(try contents(of: "\(folder)/out/\(name)") == [1, 2, 3])
        #expect(try await output("readlink", "out/in/link", in: folder) == "../in\n")
    }
}

@Test func orderAndPlaceOfContentsDoNotMatter() async throws {
    try await withFolder { folder in
        try write([1, 2, 3], folder + "/a")
        try write([0, 1, 2, 3, 4], folder + "/b")
        for content in [ByteContent.file(folder + "/a"), .part(of: folder + "/b", 1..<4)] {
            let entries = try ArchiveContents([.file(ArchivePath("a"), content)])
            #expect(try tar(entries) == small())
        }
    }
    let reversed = try ArchiveContents(long().entries.reversed())
    #expect(try tar(reversed) == tar(long()))
}

@Test func missingFoldersAreAdded() throws {
    let contents = try ArchiveContents([
        .file(ArchivePath("var/task/f"), .bytes([])), .folder(ArchivePath("var"), mode: 0o700),
    ])
    let all = try contents.withFolders().entries
    #expect(all.map(\.path.text) == ["var", "var/task", "var/task/f"])
    #expect(all.map(\.mode) == [0o700, 0o755, 0o644])
}

@Test func brokenTarsAreRefusedWhereTheyBreak() throws {
    let good = try small()
    expectError(.notAnArchive, at: 0) { try list([UInt8](repeating: 65, count: 1024)) }
    expectError(.truncated, at: 0) { try list([]) }
    expectError(.truncated, at: 1024) { try list(Array(good[..<1024])) }
    expectError(.truncated, at: 600) { try list(Array(good[..<600])) }
    var sum = good
    sum[0] = UInt8(ascii: "b")
    expectError(.checksum, at: 0) { try list(sum) }
    expectError(.malformed, at: 124) { try list(patched(good, 124, UInt8(ascii: "x"))) }
    expectError(.malformed, at: 100) { try list(patched(good, 100, UInt8(ascii: "9"))) }
    expectError(.path(.absolute), at: 0) { try list(patched(good, 0, UInt8(ascii: "/"))) }
    expectError(.path(.notUTF8), at: 0) { try list(patched(good, 0, 0xFF)) }
}

/// With a right checksum.
private func patched(_ tar: [UInt8], _ offset: Int, _ value: UInt8) -> [UInt8] {
    var tar = tar
    tar[offset] = value
    let block = tar[..<512].enumerated().map { (148..<156).contains($0) ? 32 : UInt32($1) }
    let digits = String(block.reduce(0, +), radix: 8)
    let field = String(repeating: "0", count: 6 - digits.count) + digits + "\0 "
    tar.replaceSubrange(148..<156, with: field.utf8)
    return tar
}

@Test func extendedHeadersAreCheckedToo() throws {
    let good = try tar(ArchiveContents([.file(ArchivePath("grüße"), .bytes([4]))]))
    func withRecord(_ text: String) -> [UInt8] {
        var tar = good
        tar.replaceSubrange(512..<512 + text.utf8.count, with: text.utf8)
        return tar
    }
    expectError(.malformed, at: 512) { try list(withRecord("99")) }
    expectError(.malformed, at: 512) { try list(withRecord("x6")) }
    expectError(.malformed, at: 512) { try list(withRecord("17 pathxgr")) }
    expectError(.malformed, at: 512) { try list(withRecord("17 size=-1")) }
    expectError(.limit(.headerSize), at: 0) { try list(patched(good, 125, UInt8(ascii: "1"))) }
    expectError(.malformed, at: 0x400) { try list(Array(good[..<1024]) + good.suffix(1024)) }
}

@Test func tarLimitsHold() throws {
    let bytes = try tar(long())
    expectError(.limit(.entries)) {
        try list(bytes, ArchiveLimits(entries: 3, entrySize: 100, totalSize: 1 << 20))
    }
    expectError(.limit(.entrySize), at: 0) {
        try list(small(), ArchiveLimits(entries: 3, entrySize: 2, totalSize: 1 << 20))
    }
    expectError(.limit(.totalSize)) {
        try list(bytes, ArchiveLimits(entries: 100, entrySize: 100, totalSize: 3))
    }
}

@Test func whatCannotBeExtractedSafelyIsRefused() throws {
    func extract(_ type: Character, _ linkName: String = "") throws {
        var bytes = patched(try small(), 156, type.asciiValue ?? 0)
        bytes.replaceSubrange(157..<157 + linkName.utf8.count, with: linkName.utf8)
        bytes = patched(bytes, 124, UInt8(ascii: "0"))
        let scratch = try Scratch()
        var reader = TarReader(try ContentStream(.bytes(bytes)))
        try reader.extract(to: scratch.path + "/out")
    }
    expectError(.unsupported(.entryType(UInt8(ascii: "1"))), at: 0) { try extract("1", "x") }
    expectError(.unsupported(.entryType(UInt8(ascii: "3"))), at: 0) { try extract("3") }
    expectError(.path(.linkOutside), at: 0) { try extract("2", "../x") }
    expectError(.path(.linkOutside), at: 0) { try extract("2", "/etc") }
    expectError(.path(.linkOutside), at: 0) { try extract("2", "b/../../x") }
}

@Test func nothingIsPutThroughALink() async throws {
    let link = try tar(ArchiveContents([.link(ArchivePath("d"), to: "e")])).dropLast(1024)
    let below = try tar(ArchiveContents([.file(ArchivePath("d/f"), .bytes([1]))]))
    let twice = try Array(small().dropLast(1024)) + small()
    try await withFolder { folder in
        var through = TarReader(try ContentStream(.bytes(link + below)))
        expectError(.path(.duplicate)) { try through.extract(to: folder + "/through") }
        var same = TarReader(try ContentStream(.bytes(twice)))
        expectError(.path(.duplicate)) { try same.extract(to: folder + "/same") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
}
