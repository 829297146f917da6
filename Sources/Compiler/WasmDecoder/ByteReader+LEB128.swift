/// Integers in LEB128. https://webassembly.github.io/spec/core/binary/values.html#integers
///
/// Both rules of the spec are kept: no more bytes than the width needs, and in the last of them no
/// bit beyond the width.
extension ByteReader {
    @inline(__always)
    mutating func readU32() throws(DecodeError) -> UInt32 {
        if let byte = readSingleByteInteger() { return UInt32(byte) }
        return UInt32(truncatingIfNeeded: try readUnsigned(width: 32))
    }

    mutating func readU64() throws(DecodeError) -> UInt64 {
        if let byte = readSingleByteInteger() { return UInt64(byte) }
        return try readUnsigned(width: 64)
    }

    mutating func readS32() throws(DecodeError) -> Int32 {
        Int32(truncatingIfNeeded: try readSigned(width: 32))
    }

    mutating func readS33() throws(DecodeError) -> Int64 { try readSigned(width: 33) }
    mutating func readS64() throws(DecodeError) -> Int64 { try readSigned(width: 64) }

    private mutating func readUnsigned(width: Int) throws(DecodeError) -> UInt64 {
        var result: UInt64 = 0
        var shift = 0
        while true {
            let place = offset
            let byte = try readContinuedByte()
            let bits = UInt64(byte & 0x7F)
            if width - shift < 7, bits >> UInt64(width - shift) != 0 {
                throw tooLarge("u\(width)", at: place)
            }
            result |= bits << UInt64(shift)
            if byte & 0x80 == 0 {
                try checkEnd()
                return result
            }
            shift += 7
            if shift >= width { throw tooLong("u\(width)", at: place) }
        }
    }

    private mutating func readSigned(width: Int) throws(DecodeError) -> Int64 {
        var result: Int64 = 0
        var shift = 0
        while true {
            let place = offset
            let byte = try readContinuedByte()
            let bits = Int64(Int8(bitPattern: byte << 1) >> 1)
            if width - shift < 7 {
                // What the last byte holds above the sign bit must repeat it.
                let above = bits >> Int64(width - shift - 1)
                if above != 0 && above != -1 { throw tooLarge("s\(width)", at: place) }
            }
            if byte & 0x80 == 0 {
                try checkEnd()
                return result | bits << Int64(shift)
            }
            result |= Int64(byte & 0x7F) << Int64(shift)
            shift += 7
            if shift >= width { throw tooLong("s\(width)", at: place) }
        }
    }

    private func tooLarge(_ type: String, at place: Int) -> DecodeError {
        DecodeError(
            .integerTooLarge, at: place, "integer too large: this byte has bits beyond \(type)")
    }

    func tooLong(_ type: String, at place: Int) -> DecodeError {
        DecodeError(
            .integerRepresentationTooLong, at: place,
            "integer representation too long: no \(type) needs a byte after this one")
    }
}
