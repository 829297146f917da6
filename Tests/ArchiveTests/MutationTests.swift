internal import Archive
internal import Foundation
internal import Testing
internal import ToolFixtures

/// Changes some bytes, cuts, or repeats a part.
private func mutate(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: bytes.removeSubrange(place...)
        case 1: bytes.insert(contentsOf: bytes[place...].prefix(64), at: place)
        case 2: bytes[place] = 0xFF
        case 3: bytes[place] = 0
        default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
    }
    return bytes
}

private let limits = ArchiveLimits(entries: 100, entrySize: 1 << 20, totalSize: 1 << 22)

private func seeds() throws -> ArchiveContents {
    try ArchiveContents([
        .file(ArchivePath("a/b"), mode: 0o755, .bytes([UInt8](repeating: 9, count: 3000))),
        .folder(ArchivePath("c")), .link(ArchivePath("d"), to: "a/b"),
        .file(ArchivePath("é/" + String(repeating: "x", count: 120)), .bytes([1])),
    ])
}

/// That whatever comes, it is read or refused, and stays in its folder.
private func expectSurvival(
    seed: UInt64, of bytes: [UInt8], _ extract: (_ mutant: [UInt8], _ folder: String) throws -> Void
) throws {
    var random = SeededGenerator(seed: seed)
    let scratch = try Scratch()
    let folder = scratch.path + "/out"
    for _ in 0..<300 {
        do {
            try extract(mutate(bytes, &random), folder)
            try FileManager.default.removeItem(atPath: folder)
        } catch is ArchiveError {}
        #expect(try scratch.contents.isEmpty)
    }
}

@Test func brokenZipsAreReadOrRefused() throws {
    try expectSurvival(seed: 1, of: ZipWriter.bytes(of: seeds())) { mutant, folder in
        try ZipReader(.bytes(mutant), limits: limits).extract(to: folder)
    }
}

@Test func brokenTarsAreReadOrRefused() throws {
    let sink = MemorySink()
    try TarWriter.write(seeds(), to: sink)
    try expectSurvival(seed: 2, of: sink.bytes) { mutant, folder in
        var reader = TarReader(try ContentStream(.bytes(fixed(mutant))), limits: limits)
        try reader.extract(to: folder)
    }
}

@Test func brokenGzipIsReadOrRefused() throws {
    let sink = MemorySink()
    let gzip = try GzipSink(to: sink)
    try TarWriter.write(seeds(), to: gzip)
    try gzip.finish()
    try expectSurvival(seed: 3, of: sink.bytes) { mutant, folder in
        let stream = try GunzipStream(ContentStream(.bytes(mutant)), limit: 1 << 22)
        var reader = TarReader(stream, limits: limits)
        try reader.extract(to: folder)
    }
}

/// With right checksums, or no mutant of a header would get past them.
private func fixed(_ tar: [UInt8]) -> [UInt8] {
    var tar = tar
    for start in stride(from: 0, to: tar.count - 511, by: 512)
    where tar[start + 257..<start + 262].elementsEqual("ustar".utf8) {
        let field = start + 148..<start + 156
        tar.replaceSubrange(field, with: [UInt8](repeating: 32, count: 8))
        let digits = String(tar[start..<start + 512].reduce(0) { $0 + UInt32($1) }, radix: 8)
        let text = String(repeating: "0", count: 6 - digits.count) + digits + "\0 "
        tar.replaceSubrange(field, with: text.utf8)
    }
    return tar
}
