/// UTF-8 text. Equality is that of bytes, so that a function needs none of the tables that `String`
/// compares by; literals and interpolation work as they do there.
public struct Text: Equatable, Hashable, Sendable {
    public var utf8: [UInt8]

    public init() { utf8 = [] }
    public init(_ bytes: [UInt8]) { utf8 = bytes }
    public init(_ bytes: ArraySlice<UInt8>) { utf8 = Array(bytes) }
    public init(_ string: String) { utf8 = Array(string.utf8) }

    public var isEmpty: Bool { utf8.isEmpty }

    public func hasPrefix(_ prefix: Text) -> Bool { utf8.starts(with: prefix.utf8) }

    /// The parts between single bytes, empty ones too.
    public func split(_ separator: UInt8) -> [Text] {
        utf8.split(separator: separator, omittingEmptySubsequences: false).map { Text($0) }
    }

    /// Without spaces and tabs at both ends.
    public var trimmed: Text {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        guard let first = utf8.firstIndex(where: { !isBlank($0) }),
            let last = utf8.lastIndex(where: { !isBlank($0) })
        else { return Text() }
        return Text(utf8[first...last])
    }

    /// Whatever the case of ASCII letters.
    public func equalsIgnoringCase(_ other: Text) -> Bool {
        let lower = { (byte: UInt8) in byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte }
        return utf8.count == other.utf8.count
            && zip(utf8, other.utf8).allSatisfy { lower($0) == lower($1) }
    }

    /// The number that these digits are, with a sign or not.
    public var integer: Int64? {
        let isNegative = utf8.first == 0x2d
        let digits = utf8.dropFirst(isNegative ? 1 : 0)
        guard !digits.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in digits {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let digit = Int64(byte - 0x30)
            let (sum, isTooLarge) =
                isNegative
                ? product.subtractingReportingOverflow(digit)
                : product.addingReportingOverflow(digit)
            if tooLarge || isTooLarge { return nil }
            value = sum
        }
        return value
    }

    /// At least `width` digits.
    public static func hex(_ number: UInt64, width: Int = 1) -> Text {
        var digits: [UInt8] = []
        var rest = number
        repeat {
            let digit = UInt8(rest & 15)
            digits.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            rest >>= 4
        } while rest > 0 || digits.count < width
        return Text(Array(digits.reversed()))
    }

    public static func + (left: Text, right: Text) -> Text { Text(left.utf8 + right.utf8) }
    public static func += (left: inout Text, right: Text) { left.utf8 += right.utf8 }
}

extension Text: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        utf8 = value.withUTF8Buffer { Array($0) }
    }

    public init(stringInterpolation: Interpolation) { utf8 = stringInterpolation.utf8 }

    public struct Interpolation: StringInterpolationProtocol {
        var utf8: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            utf8.reserveCapacity(literalCapacity + interpolationCount * 8)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { utf8 += $0 }
        }

        public mutating func appendInterpolation(_ text: Text) { utf8 += text.utf8 }
        public mutating func appendInterpolation(_ string: String) { utf8 += string.utf8 }

        public mutating func appendInterpolation(_ number: some FixedWidthInteger) {
            var digits: [UInt8] = []
            var rest = number.magnitude
            repeat {
                digits.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            } while rest > 0
            if number < 0 { digits.append(0x2d) }
            utf8 += digits.reversed()
        }
    }
}

extension Text: CustomStringConvertible {
    public var description: String { String(decoding: utf8, as: UTF8.self) }
}
