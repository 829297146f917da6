/// The records of a zip, as PKWARE's APPNOTE.TXT 6.3 numbers and lays them out.
enum ZipLayout {
    static let localSignature: UInt32 = 0x0403_4B50
    static let centralSignature: UInt32 = 0x0201_4B50
    static let endSignature: UInt32 = 0x0605_4B50
    static let zip64LocatorSignature: UInt32 = 0x0706_4B50

    static let localSize = 30
    static let centralSize = 46
    static let endSize = 22
    static let longestComment = 0xFFFF

    static let encrypted: UInt16 = 1 << 0
    /// Sizes and CRC come behind the body.
    static let dataDescriptor: UInt16 = 1 << 3
    static let strongEncryption: UInt16 = 1 << 6
    static let utf8: UInt16 = 1 << 11
    static let maskedHeaders: UInt16 = 1 << 13

    static let stored: UInt16 = 0
    static let deflated: UInt16 = 8

    /// 1980-01-01, the first day a zip can name, at midnight.
    static let date: UInt16 = 1 << 5 | 1
    static let time: UInt16 = 0

    /// Version 2.0: folders and deflate; made on Unix, so that modes count.
    static let version: UInt16 = 20
    static let madeOnUnix: UInt16 = 3 << 8
    static let folderAttribute: UInt32 = 0x10

    static let regular: UInt16 = 0o100000
    static let folder: UInt16 = 0o040000
    static let link: UInt16 = 0o120000
    static let typeMask: UInt16 = 0o170000
}

extension [UInt8] {
    mutating func append16(_ value: UInt16) {
        append(UInt8(truncatingIfNeeded: value))
        append(UInt8(truncatingIfNeeded: value >> 8))
    }

    mutating func append32(_ value: UInt32) {
        append16(UInt16(truncatingIfNeeded: value))
        append16(UInt16(truncatingIfNeeded: value >> 16))
    }
}

extension RandomAccessCollection<UInt8> where Index == Int {
    /// Of bytes that are known to be there.
    func value16(_ offset: Int) -> UInt16 {
        UInt16(self[startIndex + offset]) | UInt16(self[startIndex + offset + 1]) << 8
    }

    func value32(_ offset: Int) -> UInt32 {
        UInt32(value16(offset)) | UInt32(value16(offset + 2)) << 16
    }
}
