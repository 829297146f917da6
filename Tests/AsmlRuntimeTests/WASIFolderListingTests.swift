import AsmlRuntime
import Testing

@Suite struct WASIFolderListingTests {
    /// As `getdents64` writes one.
    private func record(_ name: String, inode: UInt64, next: UInt64, type: UInt8) -> [UInt8] {
        let length = (19 + name.utf8.count + 1 + 7) / 8 * 8
        var bytes: [UInt8] = []
        withUnsafeBytes(of: inode.littleEndian) { bytes += $0 }
        withUnsafeBytes(of: next.littleEndian) { bytes += $0 }
        withUnsafeBytes(of: UInt16(length).littleEndian) { bytes += $0 }
        bytes += [type] + name.utf8
        return bytes + [UInt8](repeating: 0, count: length - bytes.count)
    }

    private func entry(_ name: String, inode: UInt8, next: UInt8, type: UInt8) -> [UInt8] {
        var head = [UInt8](repeating: 0, count: 24)
        (head[0], head[8], head[16], head[20]) = (next, inode, UInt8(name.utf8.count), type)
        return head + name.utf8
    }

    private var records: [UInt8] {
        record(".", inode: 5, next: 1, type: 4) + record("..", inode: 6, next: 2, type: 4)
            + record("a-file", inode: 7, next: 3, type: 8)
            + record("link", inode: 8, next: 4, type: 10)
    }

    private var entries: [UInt8] {
        entry(".", inode: 5, next: 1, type: 3) + entry("..", inode: 0, next: 2, type: 3)
            + entry("a-file", inode: 7, next: 3, type: 4)
            + entry("link", inode: 8, next: 4, type: 7)
    }

    private func list(_ size: Int, _ records: [UInt8]) -> (bytes: [UInt8], next: UInt64?) {
        var used = 0
        var next: UInt64?
        let bytes = written(size) { out in
            var listing = WASIFolderListing(out, size: size)
            next = records.withUnsafeBytes { listing.append($0) }
            used = listing.used
        }
        return (Array(bytes.prefix(used)), next)
    }

    @Test func layout() {
        let listed = list(1000, records)
        #expect(listed.bytes == entries)
        #expect(listed.next == 4)
    }

    @Test func theLastEntryIsCutWhereTheBufferEnds() {
        for size in 0...entries.count {
            let listed = list(size, records)
            #expect(listed.bytes == Array(entries.prefix(size)))
            #expect(listed.next == nil)
        }
    }

    @Test func damagedRecordsEndTheListing() {
        var damaged = records
        damaged[16] = 0
        #expect(list(1000, damaged).bytes.isEmpty)
        #expect(list(1000, Array(records.prefix(30))).bytes == Array(entries.prefix(25)))
        damaged[16] = 250
        #expect(list(1000, damaged).next == nil)
    }
}
