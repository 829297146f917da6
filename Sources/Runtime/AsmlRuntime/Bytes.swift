/// Bytes that someone else owns for as long as we look at them.
package typealias Bytes = UnsafeRawBufferPointer

extension UnsafeRawBufferPointer {
    package init(_ text: StaticString) {
        self.init(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    /// A string of C, up to its terminator.
    package init(cString: UnsafePointer<CChar>) {
        var count = 0
        while cString[count] != 0 { count += 1 }
        self.init(start: cString, count: count)
    }

    package func slice(_ start: Int, _ end: Int) -> Bytes {
        Bytes(rebasing: self[start..<end])
    }

    package func equals(_ other: Bytes) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[index] != other[index] { return false }
        return true
    }

    package func equalsIgnoringCase(_ other: StaticString) -> Bool {
        let other = Bytes(other)
        guard count == other.count else { return false }
        for index in 0..<count where self[index].lowercased != other[index].lowercased {
            return false
        }
        return true
    }

    package func starts(with prefix: StaticString) -> Bool {
        let prefix = Bytes(prefix)
        return count >= prefix.count && slice(0, prefix.count).equals(prefix)
    }

    package func first(_ byte: UInt8) -> Int? {
        for index in 0..<count where self[index] == byte { return index }
        return nil
    }

    package func last(_ byte: UInt8) -> Int? {
        var index = count
        while index > 0 {
            index -= 1
            if self[index] == byte { return index }
        }
        return nil
    }

    /// Without spaces and tabs at both ends.
    package var trimmed: Bytes {
        var start = 0
        var end = count
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return slice(start, end)
    }

    /// The number that all of these digits make; nil for anything else and past `UInt64.max`.
    package var decimal: UInt64? {
        guard count > 0 else { return nil }
        var value: UInt64 = 0
        for byte in self {
            guard let digit = byte.digit else { return nil }
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, tooLargeNow) = product.addingReportingOverflow(UInt64(digit))
            if tooLarge || tooLargeNow { return nil }
            value = sum
        }
        return value
    }

    /// Whether all of it is printable ASCII, which may stand in a header as it is.
    package var isPrintable: Bool {
        for byte in self where byte < 0x20 || byte > 0x7e { return false }
        return true
    }

    /// At most `count` bytes from `offset` on; none past the end.
    package func piece(from offset: UInt64, _ count: Int) -> Bytes {
        guard offset < UInt64(self.count) else { return Bytes(start: nil, count: 0) }
        let start = Int(offset)
        return slice(start, start + Swift.min(count, self.count - start))
    }
}

extension UInt8 {
    package var lowercased: UInt8 { self >= 0x41 && self <= 0x5a ? self | 0x20 : self }
    package var isBlank: Bool { self == 0x20 || self == 0x09 }
    package var digit: UInt8? { self >= 0x30 && self <= 0x39 ? self - 0x30 : nil }

    package var hexadecimalDigit: UInt8? {
        if let digit { return digit }
        let letter = lowercased
        return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : nil
    }
}
