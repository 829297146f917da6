/// An entry of a tar. Its names are as they came until `path()` or `linkTarget()` has checked them.
package struct TarEntry: Sendable {
    package internal(set) var nameBytes: [UInt8]
    package internal(set) var kind: Kind
    /// The permission bits.
    package internal(set) var mode: UInt16
    package internal(set) var size: UInt64
    /// Of its last header, and of what follows that.
    package internal(set) var offset: UInt64
    package internal(set) var bodyOffset: UInt64

    package enum Kind: Hashable, Sendable {
        case file, folder
        case link(target: [UInt8])
        case hardLink(target: [UInt8])
        /// A device, a pipe, or what this reader has never heard of.
        case other(UInt8)
    }

    var shownName: String { String(decoding: nameBytes, as: UTF8.self) }

    package func path() throws(ArchiveError) -> ArchivePath {
        try ArchivePath(bytes: nameBytes, at: offset)
    }
}

/// A header block that has been checked.
struct TarBlock {
    let name: [UInt8]
    let linkName: [UInt8]
    let type: UInt8
    let mode: UInt16
    let size: UInt64

    /// Nil for a block of zeros, which ends a tar.
    init?(_ block: [UInt8], at offset: UInt64) throws(ArchiveError) {
        if block.allSatisfy({ $0 == 0 }) { return nil }
        let hasMagic = block[257..<262].elementsEqual("ustar".utf8)
        guard let sum = Self.number(block[TarLayout.checksum]), sum == TarLayout.sum(of: block)
        else {
            throw offset == 0 && !hasMagic
                ? ArchiveError(.notAnArchive, at: 0, "not a tar")
                : ArchiveError(.checksum, at: offset, "the header's checksum is wrong")
        }
        guard let size = Self.number(block[TarLayout.size]), size < 1 << 62 else {
            throw ArchiveError(
                .malformed, at: offset + UInt64(TarLayout.size.lowerBound), "not a size")
        }
        self.size = size
        guard let mode = Self.number(block[TarLayout.mode]) else {
            throw ArchiveError(
                .malformed, at: offset + UInt64(TarLayout.mode.lowerBound), "not a mode")
        }
        self.mode = UInt16(truncatingIfNeeded: mode) & 0o7777
        type = block[TarLayout.type]
        linkName = Self.text(block[TarLayout.linkName])
        // In GNU's own format, times are where the prefix would be.
        let isPOSIX = hasMagic && block[262] == 0
        let prefix = isPOSIX ? Self.text(block[TarLayout.prefix]) : []
        let name = Self.text(block[TarLayout.name])
        self.name = prefix.isEmpty ? name : prefix + [UInt8(ascii: "/")] + name
    }

    private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] {
        Array(field.prefix { $0 != 0 })
    }

    /// Octal digits, or for what these cannot say, the bytes of the number behind one of 0x80.
    static func number(_ field: ArraySlice<UInt8>) -> UInt64? {
        if field.first == 0x80 {
            var value: UInt64 = 0
            for byte in field.dropFirst() {
                guard value <= UInt64.max >> 8 else { return nil }
                value = value << 8 | UInt64(byte)
            }
            return value
        }
        let digits = field.drop { $0 == UInt8(ascii: " ") }
            .prefix { $0 != 0 && $0 != UInt8(ascii: " ") }
        var value: UInt64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit),
                value <= UInt64.max >> 3
            else { return nil }
            value = value << 3 | UInt64(digit - UInt8(ascii: "0"))
        }
        return value
    }
}

/// What stands before a header and takes precedence over it.
struct TarExtensions {
    private(set) var name: [UInt8]?
    private(set) var linkName: [UInt8]?
    private(set) var size: UInt64?

    var isEmpty: Bool { name == nil && linkName == nil && size == nil }

    mutating func add(
        _ body: [UInt8], of type: UInt8, at offset: UInt64
    ) throws(ArchiveError) {
        switch type {
        case TarLayout.gnuLongName: name = Array(body.prefix { $0 != 0 })
        case TarLayout.gnuLongLink: linkName = Array(body.prefix { $0 != 0 })
        default: try addRecords(body, isGlobal: type == TarLayout.global, at: offset)
        }
    }

    /// `<length> <key>=<value>\n`, one after the other.
    private mutating func addRecords(
        _ body: [UInt8], isGlobal: Bool, at start: UInt64
    ) throws(ArchiveError) {
        var rest = body[...]
        while !rest.isEmpty {
            let offset = start + UInt64(rest.startIndex)
            func malformed(_ message: String) -> ArchiveError {
                ArchiveError(.malformed, at: offset, message)
            }
            let digits = rest.prefix(20).prefix { $0 != UInt8(ascii: " ") }
            guard let length = Self.decimal(digits), length > UInt64(digits.count) + 1,
                length <= UInt64(rest.count)
            else { throw malformed("an extended header's record has no right length") }
            let record = rest.prefix(Int(length)).dropFirst(digits.count + 1)
            guard record.last == UInt8(ascii: "\n"),
                let equals = record.firstIndex(of: UInt8(ascii: "="))
            else { throw malformed("an extended header's record has no '=' or no end") }
            rest = rest.dropFirst(Int(length))
            let value = Array(record[(equals + 1)...].dropLast())
            try set(String(decoding: record[..<equals], as: UTF8.self), value, isGlobal, offset)
        }
    }

    private mutating func set(
        _ key: String, _ value: [UInt8], _ isGlobal: Bool, _ offset: UInt64
    ) throws(ArchiveError) {
        if key.utf8.starts(with: "GNU.sparse.".utf8) {
            throw ArchiveError(
                .unsupported(.entryType(UInt8(ascii: "S"))), at: offset, "a file with holes")
        }
        guard ["path", "linkpath", "size"].contains(key) else { return }
        guard !isGlobal, key == "size" || !value.contains(0) else {
            throw ArchiveError(.malformed, at: offset, "'\(key)' cannot have this value here")
        }
        switch key {
        case "path": name = value
        case "linkpath": linkName = value
        default:
            guard let number = Self.decimal(value[...]), number < 1 << 62 else {
                throw ArchiveError(.malformed, at: offset, "not a size")
            }
            size = number
        }
    }

    private static func decimal(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return UInt64(String(decoding: digits, as: UTF8.self))
    }
}
