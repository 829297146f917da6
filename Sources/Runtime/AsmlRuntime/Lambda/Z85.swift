import CRuntimeABI

/// ZeroMQ's Z85 (https://rfc.zeromq.org/spec/32/), with AssemblyLift's padding: a last group of
/// fewer than four bytes is led by zeros, and as many of its first characters are `#`, which no
/// whole group begins with.
package enum Z85 {
    private static let alphabet: StaticString =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
    private static let padding = UInt8(ascii: "#")

    package static func encodedSize(_ count: Int) -> Int { (count + 3) / 4 * 5 }

    package static func encode(_ bytes: Bytes, into out: UnsafeMutablePointer<UInt8>) {
        var position = 0
        var target = out
        while position < bytes.count {
            let count = min(4, bytes.count - position)
            var value: UInt32 = 0
            for index in position..<position + count { value = value << 8 | UInt32(bytes[index]) }
            for index in 0..<5 {
                target[4 - index] = Bytes(alphabet)[Int(value % 85)]
                value /= 85
            }
            for index in 0..<4 - count { target[index] = padding }
            position += count
            target += 5
        }
    }

    /// How many bytes the text stands for; nil when it is not Z85.
    package static func decodedSize(_ text: Bytes) -> Int? {
        guard text.count % 5 == 0 else { return nil }
        var size = 0
        for start in stride(from: 0, to: text.count, by: 5) {
            guard let (_, count) = group(text.slice(start, start + 5)),
                count == 4 || start + 5 == text.count
            else { return nil }
            size += count
        }
        return size
    }

    /// Of text that has a `decodedSize`.
    package static func decode(_ text: Bytes, into out: UnsafeMutablePointer<UInt8>) {
        var target = out
        for start in stride(from: 0, to: text.count, by: 5) {
            guard let (value, count) = group(text.slice(start, start + 5)) else { return }
            for index in 0..<count {
                target[index] = UInt8(truncatingIfNeeded: value >> UInt32(8 * (count - 1 - index)))
            }
            target += count
        }
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte - 0x30)
        case 0x61...0x7a: Int(byte - 0x61) + 10
        case 0x41...0x5a: Int(byte - 0x41) + 36
        default: Bytes(alphabet).slice(62, 85).first(byte).map { $0 + 62 }
        }
    }

    /// The number that five characters stand for, and how many bytes it has.
    private static func group(_ text: Bytes) -> (UInt32, Int)? {
        var missing = 0
        while missing < 3, text[missing] == padding { missing += 1 }
        var value: UInt64 = 0
        for byte in text.slice(missing, 5) {
            guard let digit = digit(byte) else { return nil }
            value = value * 85 + UInt64(digit)
        }
        let count = 4 - missing
        return value >> UInt64(8 * count) == 0 ? (UInt32(value), count) : nil
    }
}

@c @implementation
func rt_asml_z85_encoded_size(_ count: UInt64) -> UInt64 { UInt64(Z85.encodedSize(Int(count))) }

@c @implementation
func rt_asml_z85_encode(
    _ bytes: UnsafePointer<UInt8>!, _ count: UInt64, _ out: UnsafeMutablePointer<UInt8>!
) {
    Z85.encode(Bytes(start: bytes, count: Int(count)), into: out)
}

@c @implementation
func rt_asml_z85_decoded_size(_ text: UnsafePointer<UInt8>!, _ count: UInt64) -> Int64 {
    Z85.decodedSize(Bytes(start: text, count: Int(count))).map { Int64($0) } ?? -1
}

@c @implementation
func rt_asml_z85_decode(
    _ text: UnsafePointer<UInt8>!, _ count: UInt64, _ out: UnsafeMutablePointer<UInt8>!
) {
    Z85.decode(Bytes(start: text, count: Int(count)), into: out)
}
