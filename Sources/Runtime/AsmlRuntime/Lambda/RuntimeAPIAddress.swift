/// Where the Runtime API listens: `[http://]host[:port][/prefix]`, with a numeric host or
/// `localhost`, since the bootstrap has no resolver.
package struct RuntimeAPIAddress {
    /// 4 or 16 bytes in network order.
    package private(set) var host: InlineArray<16, UInt8> = .init(repeating: 0)
    package private(set) var hostCount = 4
    package private(set) var port: UInt16 = 80
    /// `host:port` as it was written.
    package let authority: Bytes
    /// Before every path: empty, or `/…` without a slash at the end.
    package let prefix: Bytes

    /// Keeps slices of `text`, which must stay.
    package init?(_ text: Bytes) {
        let rest = text.starts(with: "http://") ? text.slice(7, text.count) : text
        let slash = rest.first(UInt8(ascii: "/")) ?? rest.count
        authority = rest.slice(0, slash)
        prefix = Self.withoutLastSlash(rest.slice(slash, rest.count))
        guard let hostEnd = Self.endOfHost(authority),
            setHost(authority.slice(0, hostEnd)),
            setPort(authority.slice(hostEnd, authority.count))
        else { return nil }
    }

    private static func withoutLastSlash(_ path: Bytes) -> Bytes {
        path.count > 0 && path[path.count - 1] == UInt8(ascii: "/")
            ? path.slice(0, path.count - 1) : path
    }

    private static func endOfHost(_ authority: Bytes) -> Int? {
        guard authority.count > 0 else { return nil }
        if authority[0] == UInt8(ascii: "[") {
            return authority.last(UInt8(ascii: "]")).map { $0 + 1 }
        }
        return authority.first(UInt8(ascii: ":")) ?? authority.count
    }

    private mutating func setPort(_ text: Bytes) -> Bool {
        if text.count == 0 { return true }
        guard text[0] == UInt8(ascii: ":"), let number = text.slice(1, text.count).decimal,
            number > 0, let port = UInt16(exactly: number)
        else { return false }
        self.port = port
        return true
    }

    private mutating func setHost(_ text: Bytes) -> Bool {
        if text.equalsIgnoringCase("localhost") { return setIPv4(Bytes("127.0.0.1"), at: 0) }
        guard text.count > 2, text[0] == UInt8(ascii: "[") else { return setIPv4(text, at: 0) }
        hostCount = 16
        return setIPv6(text.slice(1, text.count - 1))
    }

    private mutating func setIPv4(_ text: Bytes, at offset: Int) -> Bool {
        var rest = text
        for index in 0..<4 {
            let dot = rest.first(UInt8(ascii: ".")) ?? rest.count
            guard (dot == rest.count) == (index == 3), dot <= 3,
                let number = rest.slice(0, dot).decimal, let byte = UInt8(exactly: number)
            else { return false }
            host[offset + index] = byte
            rest = rest.slice(min(dot + 1, rest.count), rest.count)
        }
        return true
    }

    /// Groups before `::` fill from the front, those behind it move to the back.
    private mutating func setIPv6(_ text: Bytes) -> Bool {
        var filled = 0
        var gap: Int?
        var rest = text
        if rest.starts(with: "::") {
            gap = 0
            rest = rest.slice(2, rest.count)
        }
        while rest.count > 0 {
            let colon = rest.first(UInt8(ascii: ":")) ?? rest.count
            let group = rest.slice(0, colon)
            if group.first(UInt8(ascii: ".")) != nil {
                guard colon == rest.count, filled <= 12, setIPv4(group, at: filled) else {
                    return false
                }
                filled += 4
                break
            }
            guard filled < 16, setGroup(group, at: filled) else { return false }
            filled += 2
            if colon == rest.count { break }
            rest = rest.slice(colon + 1, rest.count)
            if rest.count > 0, rest[0] == UInt8(ascii: ":") {
                guard gap == nil else { return false }
                gap = filled
                rest = rest.slice(1, rest.count)
            } else if rest.count == 0 {
                return false
            }
        }
        return closeGap(gap, filled)
    }

    private mutating func setGroup(_ text: Bytes, at offset: Int) -> Bool {
        guard (1...4).contains(text.count) else { return false }
        var value: UInt16 = 0
        for byte in text {
            guard let digit = byte.hexadecimalDigit else { return false }
            value = value << 4 | UInt16(digit)
        }
        host[offset] = UInt8(value >> 8)
        host[offset + 1] = UInt8(value & 0xff)
        return true
    }

    private mutating func closeGap(_ gap: Int?, _ filled: Int) -> Bool {
        guard let gap else { return filled == 16 }
        guard filled < 16 else { return false }
        let tail = filled - gap
        for index in 0..<tail { host[15 - index] = host[filled - 1 - index] }
        for index in gap..<(16 - tail) { host[index] = 0 }
        return true
    }
}
