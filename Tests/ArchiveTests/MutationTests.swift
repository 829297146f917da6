internal import Archive
internal import Foundation
internal import Testing

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
        .file(ArchivePath("é" + String(repeating: "x/", count: 80) + "y"), .bytes([1])),
    ])
}

/// That whatever comes, it is read or refused, and stays in its folder.
private func survives(_ body: (String) throws -> Void) throws {
    try withFolder { folder in
        do {
            try body(folder + "/in/out")
        } catch is ArchiveError {
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/in").isEmpty)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["in"])
    }
}

@Test func brokenZipsAreReadOrRefused() throws {
    var random = SeededGenerator(seed: 1)
    let zip = try ZipWriter.bytes(of: seeds())
    for _ in 0..<400 {
        let mutant = mutate(zip, &random)
        try survives { out in
            try makeParent(of: out)
            try ZipReader(.bytes(mutant), limits: limits).extract(to: out)
        }
    }
}

@Test func brokenTarsAreReadOrRefused() throws {
    var random = SeededGenerator(seed: 2)
    let sink = MemorySink()
    try TarWriter.write(seeds(), to: sink)
    for _ in 0..<400 {
        let mutant = fixed(mutate(sink.bytes, &random))
        try survives { out in
            try makeParent(of: out)
            var reader = TarReader(try ContentStream(.bytes(mutant)), limits: limits)
            try reader.extract(to: out)
        }
    }
}

@Test func brokenGzipIsReadOrRefused() throws {
    var random = SeededGenerator(seed: 3)
    let sink = MemorySink()
    let gzip = try GzipSink(to: sink)
    try TarWriter.write(seeds(), to: gzip)
    try gzip.finish()
    for _ in 0..<400 {
        let mutant = mutate(sink.bytes, &random)
        try survives { out in
            try makeParent(of: out)
            let stream = try GunzipStream(ContentStream(.bytes(mutant)), limit: 1 << 22)
            var reader = TarReader(stream, limits: limits)
            try reader.extract(to: out)
        }
    }
}

private func makeParent(of path: String) throws {
    let parent = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: false)
}

/// With right checksums, or no mutant of a header would get past them.
private func fixed(_ tar: [UInt8]) -> [UInt8] {
    var tar = tar
    for start in stride(from: 0, to: tar.count - 511, by: 512)
    where tar[start + 257..<start + 262].elementsEqual("ustar".utf8) {
        let field = start + 148..<start + 156
        for index in field { tar[index] = 32 }
        let digits = String(tar[start..<start + 512].reduce(0) { $0 + UInt32($1) }, radix: 8)
        let text = String(repeating: "0", count: 6 - digits.count) + digits + "\0 "
        tar.replaceSubrange(field, with: text.utf8)
    }
    return tar
}
