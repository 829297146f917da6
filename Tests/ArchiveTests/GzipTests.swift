internal import Archive
internal import Foundation
internal import Testing

private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let sink = MemorySink()
    let gzip = try GzipSink(to: sink)
    try gzip.write(bytes)
    try gzip.finish()
    return sink.bytes
}

private func gunzip(_ bytes: [UInt8], limit: UInt64 = 1 << 30) throws -> [UInt8] {
    let stream = try GunzipStream(ContentStream(.bytes(bytes)), limit: limit)
    var buffer = [UInt8](repeating: 0, count: 1000)
    var all: [UInt8] = []
    while case let count = try stream.read(into: &buffer), count > 0 { all += buffer[..<count] }
    return all
}

private let text = [UInt8](repeating: 66, count: 500_000) + [1, 2, 3]

@Test func gzipReadsOursAndWeReadGzip() async throws {
    let packed = try gzip(text)
    // No flags and no time; the system is Unix.
    #expect(Array(packed[..<10]) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3])
    #expect(try gunzip(packed) == text)
    try await withFolder { folder in
        try write(packed, folder + "/ours.gz")
        try await output("gzip", "-t", "ours.gz", in: folder)
        try await output("gunzip", "ours.gz", in: folder)
        #expect(try contents(of: folder + "/ours") == text)
        try await output("gzip", "-9", "ours", in: folder)
        #expect(try gunzip(contents(of: folder + "/ours.gz")) == text)
    }
}

@Test func membersFollowEachOtherAndPaddingIsSkipped() throws {
    let two = try gzip([1, 2]) + gzip([3]) + [UInt8](repeating: 0, count: 600)
    #expect(try gunzip(two) == [1, 2, 3])
    #expect(try gunzip(gzip([])) == [])
}

@Test func brokenGzipIsRefused() throws {
    let good = try gzip([1, 2, 3])
    expectError(.truncated, at: 0) { try gunzip([]) }
    expectError(.truncated, at: UInt64(good.count - 1)) { try gunzip(good.dropLast()) }
    expectError(.notAnArchive) { try gunzip(Array("hello".utf8)) }
    expectError(.notAnArchive) { try gunzip(good + [1, 2, 3]) }
    var checksum = good
    checksum[good.count - 8] ^= 1
    expectError(.checksum) { try gunzip(checksum) }
    var body = good
    body[10] = 0xFF
    expectError(.compression) { try gunzip(body) }
}

@Test func aBombIsStopped() throws {
    expectError(.limit(.totalSize)) { try gunzip(gzip(text), limit: 499_999) }
}
