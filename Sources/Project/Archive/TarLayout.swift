/// A tar's header block: POSIX.1-2017, pax, "ustar Interchange Format".
enum TarLayout {
    static let blockSize = 512

    static let name = 0..<100
    static let mode = 100..<108
    static let owner = 108..<116
    static let group = 116..<124
    static let size = 124..<136
    static let time = 136..<148
    static let checksum = 148..<156
    static let type = 156
    static let linkName = 157..<257
    static let magic = 257..<265
    static let deviceMajor = 329..<337
    static let deviceMinor = 337..<345
    static let prefix = 345..<500

    static let file = UInt8(ascii: "0")
    static let oldFile: UInt8 = 0
    static let hardLink = UInt8(ascii: "1")
    static let link = UInt8(ascii: "2")
    static let folder = UInt8(ascii: "5")
    static let contiguousFile = UInt8(ascii: "7")
    static let extended = UInt8(ascii: "x")
    static let global = UInt8(ascii: "g")
    static let gnuLongName = UInt8(ascii: "L")
    static let gnuLongLink = UInt8(ascii: "K")

    /// Eleven octal digits.
    static let largestSize: UInt64 = 0o77_777_777_777
    /// Of an extended header or a GNU name.
    static let longestExtension: UInt64 = 1 << 20

    /// What fills a body up to the next block.
    static func padding(of size: UInt64) -> Int {
        Int((UInt64(blockSize) - size % UInt64(blockSize)) % UInt64(blockSize))
    }

    /// The sum of the header's bytes, those of the checksum taken as spaces.
    static func sum(of block: [UInt8]) -> UInt64 {
        var sum: UInt64 = 0
        for (index, byte) in block.enumerated() {
            sum += UInt64(checksum.contains(index) ? UInt8(ascii: " ") : byte)
        }
        return sum
    }
}
