/// RFC 4648, section 4, with padding.
public enum Base64 {
    public static func encode(_ bytes: [UInt8]) -> Text {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var start = 0
        while start < bytes.count {
            let count = min(3, bytes.count - start)
            var value: UInt32 = 0
            for index in 0..<3 {
                value = value << 8 | (index < count ? UInt32(bytes[start + index]) : 0)
            }
            for index in 0..<4 {
                let digit = UInt8(truncatingIfNeeded: value >> UInt32(18 - 6 * index) & 63)
                text.append(index <= count ? character(digit) : 0x3d)
            }
            start += 3
        }
        return Text(text)
    }

    /// Nil for text that is not base64.
    public static func decode(_ text: Text) -> [UInt8]? {
        var digits = text.utf8[...]
        guard digits.count % 4 == 0 else { return nil }
        for _ in 0..<2 where digits.last == 0x3d { digits.removeLast() }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 4 * 3 + 2)
        var value: UInt32 = 0
        for (place, byte) in digits.enumerated() {
            guard let digit = digit(byte) else { return nil }
            value = value << 6 | UInt32(digit)
            if place % 4 > 0 {
                bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(6 - 2 * (place % 4))))
            }
        }
        return bytes
    }

    private static func character(_ digit: UInt8) -> UInt8 {
        switch digit {
        case 0..<26: 0x41 + digit
        case 26..<52: 0x61 + digit - 26
        case 52..<62: 0x30 + digit - 52
        case 62: 0x2b
        default: 0x2f
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5a: byte - 0x41
        case 0x61...0x7a: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case 0x2b: 62
        case 0x2f: 63
        default: nil
        }
    }
}
