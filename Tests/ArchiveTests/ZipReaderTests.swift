internal import Archive
internal import Foundation
internal import Testing
internal import ToolFixtures

private let path = "a/b.txt"
private let text = Array("hello, hello, hello, hello, hello\n".utf8)

/// One deflated entry: its header at 0, the directory behind it.
private func small() throws -> [UInt8] {
    try ZipWriter.bytes(of: ArchiveContents([.file(ArchivePath(path), .bytes(text))]))
}

private func directory(of zip: [UInt8]) -> Int {
    let end = zip.count - 22
    return (16...19).reversed().reduce(0) { $0 << 8 | Int(zip[end + $1]) }
}

private func open(_ zip: [UInt8], _ limits: ArchiveLimits = ArchiveLimits()) throws -> ZipReader {
    try ZipReader(.bytes(zip), limits: limits)
}

/// With one byte of the directory's only entry changed.
private func withCentral(_ offset: Int, _ value: UInt8) throws -> [UInt8] {
    var zip = try small()
    zip[directory(of: zip) + offset] = value
    return zip
}

private func withLocal(_ offset: Int, _ value: UInt8) throws -> [UInt8] {
    var zip = try small()
    zip[offset] = value
    return zip
}

/// The same in both headers.
private func withBoth(_ local: Int, _ value: UInt8) throws -> [UInt8] {
    var zip = try withLocal(local, value)
    zip[directory(of: zip) + local + 2] = value
    return zip
}

/// One stored entry of this name, as a careless archiver would write it.
private func zip(named names: [String], mode: UInt32 = 0o100644) async throws -> [UInt8] {
    let script = """
        import sys, zipfile
        with zipfile.ZipFile('out.zip', 'w') as z:
            for name in sys.argv[2:]:
                info = zipfile.ZipInfo('x')
                info.filename = name
                info.external_attr = int(sys.argv[1]) << 16
                z.writestr(info, '../target')
        """
    return try await withFolder { folder in
        _ = try await runTool(
            ["python3", "-W", "ignore", "-c", script, "\(mode)"] + names,
            in: URL(fileURLWithPath: folder))
        return try contents(of: folder + "/out.zip")
    }
}

@Test func ourOwnZipComesBack() throws {
    let reader = try open(ZipWriter.bytes(of: sample()))
    #expect(
        reader.entries.map(\.path.text) == [
            "bootstrap", "data", "data/empty", "data/grüße.txt", "data/noise", "latest",
        ])
    #expect(reader.entries.map(\.mode) == [0o755, 0o700, 0o600, 0o644, 0o644, 0o777])
    let bootstrap = try #require(reader.entry(ArchivePath("bootstrap")))
    #expect(try reader.read(bootstrap, limit: 400_000).allSatisfy { $0 == 65 })
    expectError(.limit(.entrySize)) { try reader.read(bootstrap, limit: 399_999) }
}

@Test func zipsOfInfoZipAndPythonAreRead() async throws {
    try await withFolder { folder in
        try write(text, folder + "/one.txt")
        try write([UInt8](repeating: 1, count: 300_000), folder + "/two.bin")
        try await output("ln", "-s", "one.txt", "three", in: folder)
        try await output("zip", "-qy", "theirs.zip", "one.txt", "two.bin", "three", in: folder)
        let reader = try ZipReader(.file(folder + "/theirs.zip"))
        #expect(reader.entries.map(\.kind) == [.file, .file, .link])
        #expect(try reader.read(reader.entries[0], limit: 100) == text)
        // To a pipe, zip writes sizes and CRC behind the bodies.
        try await output("sh", "-c", "zip -q - one.txt two.bin | cat > piped.zip", in: folder)
        let piped = try ZipReader(.file(folder + "/piped.zip"))
        #expect(try piped.read(piped.entries[0], limit: 100) == text)
    }
    let iomod = try open(await zip(named: ["./iomod.toml", "./bin/x"], mode: 0o777))
    #expect(iomod.entries.map(\.path.text) == ["iomod.toml", "bin/x"])
}

@Test func extractionRestoresFilesModesAndLinks() async throws {
    try await withFolder { folder in
        try ZipReader(.bytes(ZipWriter.bytes(of: sample()))).extract(to: folder + "/out")
        #expect(try contents(of: folder + "/out/data/grüße.txt") == Array("hallo\n".utf8))
        #expect(try contents(of: folder + "/out/latest").count == 300_000)
        let modes = try await output("stat", "-c", "%a", "out/bootstrap", "out/data", in: folder)
        #expect(modes == "755\n700\n")
    }
}

@Test func aFailedExtractionLeavesNothing() async throws {
    try await withFolder { folder in
        var zip = try small()
        zip[directory(of: zip) + 16] ^= 1
        zip[14] ^= 1
        expectError(.checksum, at: 0) { try open(zip).extract(to: folder + "/out") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
}

@Test(arguments: [
    ("../x", ArchivePath.Problem.parent), ("/x", .absolute), ("a\\x", .backslash),
    ("a/../../x", .parent), ("a//x", .emptyComponent),
])
func namesThatEscapeAreRefused(name: String, problem: ArchivePath.Problem) async throws {
    let theirs = try await zip(named: [name])
    expectError(.path(problem)) { try open(theirs) }
}

@Test func namesTwiceAndBelowFilesAreRefused() async throws {
    let twice = try await zip(named: ["x", "./x"])
    expectError(.path(.duplicate)) { try open(twice) }
    let below = try await zip(named: ["x", "x/y"])
    expectError(.path(.belowFile)) { try open(below) }
    func named(_ byte: UInt8) throws -> [UInt8] {
        var zip = try withLocal(30, byte)
        zip[directory(of: zip) + 46] = byte
        return zip
    }
    expectError(.path(.notUTF8)) { try open(named(0xFF)) }
    expectError(.path(.nul)) { try open(named(0)) }
}

@Test func linksThatLeadOutAreRefused() async throws {
    try await withFolder { folder in
        let inside = try open(await zip(named: ["bin/x"], mode: 0o120777))
        try inside.extract(to: folder + "/inside")
        let outside = try open(await zip(named: ["x"], mode: 0o120777))
        expectError(.path(.linkOutside), at: 0) { try outside.extract(to: folder + "/outside") }
    }
}

@Test func headersThatDifferAreRefused() throws {
    expectError(.mismatch, at: 0) { try open(withLocal(30, 0x62)) }
    expectError(.mismatch, at: 0) { try open(withLocal(8, 0)) }
    expectError(.mismatch, at: 0) { try open(withLocal(14, 1)) }
    expectError(.mismatch, at: 0) { try open(withLocal(22, 1)) }
    expectError(.mismatch, at: 0) { try open(withLocal(6, 2)) }
    let zip = try small()
    expectError(.mismatch, at: UInt64(directory(of: zip))) { try open(withBoth(8, 0)) }
}

@Test func wrongChecksumsAndSizesAreFoundWhenUnpacking() throws {
    func unpack(_ zip: [UInt8]) throws {
        let reader = try open(zip)
        _ = try reader.read(reader.entries[0], limit: 1000)
    }
    expectError(.checksum, at: 0) { try unpack(withBoth(14, 1)) }
    expectError(.mismatch, at: 0) { try unpack(withBoth(22, 33)) }
    expectError(.mismatch, at: 0) { try unpack(withBoth(22, 35)) }
    expectError(.compression) { try unpack(withLocal(37, 0xFF)) }
    var zip = try small()
    let packed = zip[18]
    zip[18] -= 1
    zip[directory(of: zip) + 20] -= 1
    expectError(.truncated, at: 37 + UInt64(packed) - 1) { try unpack(zip) }
}

@Test func whatIsNotSupportedIsSaid() throws {
    let place = UInt64(directory(of: try small()))
    expectError(.unsupported(.encryption), at: place) { try open(withBoth(6, 1)) }
    expectError(.unsupported(.method(93)), at: place) { try open(withBoth(8, 93)) }
    expectError(.unsupported(.severalDisks), at: place) { try open(withCentral(34, 1)) }
    expectError(.unsupported(.entryType(2)), at: place) { try open(withCentral(41, 0x20)) }
    var zip64 = try small()
    zip64.replaceSubrange((zip64.count - 6)..<(zip64.count - 2), with: [255, 255, 255, 255])
    expectError(.unsupported(.zip64), at: UInt64(zip64.count - 22)) { try open(zip64) }
}

@Test func whatEndsEarlyOrIsNoZipIsRefused() throws {
    let zip = try small()
    expectError(.notAnArchive, at: 0) { try open([]) }
    expectError(.notAnArchive, at: 0) { try open(Array("#!/bin/sh\necho this is no zip\n".utf8)) }
    expectError(.truncated, at: UInt64(zip.count - 1)) { try open(zip.dropLast()) }
    expectError(.malformed, at: UInt64(zip.count - 21)) { try open([0] + zip) }
    let more = try withCentral(28, 9)
    expectError(.truncated, at: UInt64(directory(of: more))) { try open(more) }
}

@Test func entriesThatShareBytesAreRefused() throws {
    let entries = try ["a", "b"].map { ArchiveEntry.file(try ArchivePath($0), .bytes([1])) }
    var zip = try ZipWriter.bytes(of: ArchiveContents(entries))
    // The second entry of the directory names the first one's header.
    let second = directory(of: zip) + 47
    zip[second + 42] = 0
    zip[second + 46] = UInt8(ascii: "a")
    expectError(.path(.duplicate)) { try open(zip) }
    var reaching = try small()
    reaching[18] += 60
    reaching[directory(of: reaching) + 20] += 60
    expectError(.overlap, at: UInt64(directory(of: reaching))) { try open(reaching) }
    var nested = try ZipWriter.bytes(of: ArchiveContents(entries), level: .none)
    // The first one's body is made to hold the second one's header.
    let central = directory(of: nested)
    for place in [18, 22, central + 20, central + 24] { nested[place] = 20 }
    expectError(.overlap, at: 32) { try open(nested) }
}

@Test func announcedBombsAreRefusedBeforeUnpacking() throws {
    let zip = try ZipWriter.bytes(of: sample())
    let place = UInt64(directory(of: zip))
    expectError(.limit(.entrySize), at: place) {
        try open(zip, ArchiveLimits(entries: 10, entrySize: 1000, totalSize: 1 << 30))
    }
    expectError(.limit(.totalSize)) {
        try open(zip, ArchiveLimits(entries: 10, entrySize: 400_000, totalSize: 500_000))
    }
    expectError(.limit(.entries), at: UInt64(zip.count - 22)) {
        try open(zip, ArchiveLimits(entries: 5, entrySize: 1 << 30, totalSize: 1 << 30))
    }
}
