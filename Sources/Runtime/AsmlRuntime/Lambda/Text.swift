/// What the runtime does to text that others wrote: only UTF-8 leaves it.
package enum Text {
    /// The length of the well-formed sequence at the start, 0 if there is none:
    /// https://www.unicode.org/versions/latest/core-spec/chapter-3/#G27506
    package static func sequenceLength(_ bytes: Bytes) -> Int {
        guard bytes.count > 0 else { return 0 }
        let first = bytes[0]
        if first < 0x80 { return 1 }
        let second = bytes.count > 1 ? bytes[1] : 0
        let length: Int
        switch (first, second) {
        case (0xc2...0xdf, 0x80...0xbf): length = 2
        case (0xe0, 0xa0...0xbf), (0xe1...0xec, 0x80...0xbf), (0xed, 0x80...0x9f),
            (0xee...0xef, 0x80...0xbf):
            length = 3
        case (0xf0, 0x90...0xbf), (0xf1...0xf3, 0x80...0xbf), (0xf4, 0x80...0x8f): length = 4
        default: return 0
        }
        guard bytes.count >= length else { return 0 }
        for index in 2..<max(length, 2) where bytes[index] & 0xc0 != 0x80 { return 0 }
        return length
    }

    package static func isUTF8(_ bytes: Bytes) -> Bool {
        var position = 0
        while position < bytes.count {
            let length = sequenceLength(bytes.slice(position, bytes.count))
            if length == 0 { return false }
            position += length
        }
        return true
    }
}

extension ByteBuffer {
    /// Each byte that is part of no sequence becomes U+FFFD.
    package mutating func append(utf8 bytes: Bytes) {
        append(bytes) { buffer, sequence in buffer.append(sequence) }
    }

    /// The inside of a JSON string: https://www.rfc-editor.org/rfc/rfc8259#section-7
    package mutating func append(json bytes: Bytes) {
        append(bytes) { buffer, sequence in
            switch sequence[0] {
            case UInt8(ascii: "\""): buffer.append("\\\"")
            case UInt8(ascii: "\\"): buffer.append("\\\\")
            case 0x0a: buffer.append("\\n")
            case 0x0d: buffer.append("\\r")
            case 0x09: buffer.append("\\t")
            case 0..<0x20:
                buffer.append("\\u")
                buffer.append(hexadecimal: UInt64(sequence[0]), width: 4)
            default: buffer.append(sequence)
            }
        }
    }

    package mutating func append(json other: borrowing ByteBuffer) { append(json: other.bytes) }

    /// The same for where only printable ASCII may stand: what else there is becomes `?`.
    package mutating func append(ascii bytes: Bytes) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x20...0x7e: append(byte)
            default: append("?")
            }
        }
    }

    /// RFC 4648, section 4, with padding.
    package mutating func append(base64 bytes: Bytes) {
        let alphabet = Bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes.piece(from: UInt64(start), 3)
            var value: UInt32 = 0
            for index in 0..<3 {
                value = value << 8 | (index < group.count ? UInt32(group[index]) : 0)
            }
            for index in 0..<4 {
                let digit = alphabet[Int(value >> UInt32(18 - 6 * index) & 63)]
                append(index <= group.count ? digit : UInt8(ascii: "="))
            }
        }
    }

    private mutating func append(_ bytes: Bytes, _ each: (inout ByteBuffer, Bytes) -> Void) {
        var position = 0
        while position < bytes.count {
            let length = Text.sequenceLength(bytes.slice(position, bytes.count))
            if length == 0 {
                append("\u{fffd}")
                position += 1
            } else {
                each(&self, bytes.slice(position, position + length))
                position += length
            }
        }
    }

    /// RFC 3339 in UTC with milliseconds: `2026-11-22T21:18:14.123Z`.
    package mutating func append(timestamp milliseconds: UInt64) {
        let seconds = milliseconds / 1000
        let (year, month, day) = civil(day: seconds / 86400)
        append(decimal: year, width: 4)
        append("-")
        append(decimal: month, width: 2)
        append("-")
        append(decimal: day, width: 2)
        append("T")
        append(decimal: seconds / 3600 % 24, width: 2)
        append(":")
        append(decimal: seconds / 60 % 60, width: 2)
        append(":")
        append(decimal: seconds % 60, width: 2)
        append(".")
        append(decimal: milliseconds % 1000, width: 3)
        append("Z")
    }
}

/// The date of a day since 1970-01-01. Years begin in March here, so that the leap day is their
/// last; 400 of them are 146097 days, and 719468 days lie between 0000-03-01 and 1970-01-01.
private func civil(day: UInt64) -> (year: UInt64, month: UInt64, day: UInt64) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
}
