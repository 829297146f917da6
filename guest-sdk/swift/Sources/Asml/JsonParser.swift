/// Why a text is not JSON: what was expected, and at which byte.
public struct JsonError: Error, Equatable, Sendable {
    public let offset: Int
    public let expected: Text

    public init(offset: Int, expected: Text) {
        self.offset = offset
        self.expected = expected
    }

    public var message: Text { "not JSON at byte \(offset): expected \(expected)" }
}

extension Json {
    /// Deeper nesting is refused, so that no event can exhaust the stack.
    private static let depth = 128

    public init(parsing text: Text) throws(JsonError) { try self.init(parsing: text.utf8) }

    public init(parsing bytes: [UInt8]) throws(JsonError) {
        var parser = JsonParser(bytes: bytes)
        self = try parser.value(Self.depth)
        guard parser.peek() == nil else { throw parser.expected("nothing more") }
    }

    /// The value that the bytes begin with, whatever comes behind it.
    public init(prefixOf bytes: [UInt8]) throws(JsonError) {
        var parser = JsonParser(bytes: bytes)
        self = try parser.value(Self.depth)
    }
}

private struct JsonParser {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    func expected(_ what: Text) -> JsonError { JsonError(offset: at, expected: what) }

    private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func peek() -> UInt8? {
        while let byte, byte == 0x20 || (0x09...0x0d).contains(byte) && byte != 0x0b && byte != 0x0c
        {
            at += 1
        }
        return byte
    }

    private mutating func take(_ wanted: UInt8) -> Bool {
        guard peek() == wanted else { return false }
        at += 1
        return true
    }

    mutating func value(_ depth: Int) throws(JsonError) -> Json {
        switch peek() ?? 0 {
        case 0x7b, 0x5b:
            guard depth > 0 else { throw expected("less nesting") }
            return byte == 0x7b ? try object(depth - 1) : try array(depth - 1)
        case 0x22: return .string(try string())
        case 0x2d, 0x30...0x39: return .number(try number())
        default: return try word()
        }
    }

    private mutating func word() throws(JsonError) -> Json {
        for (word, value) in [("true", Json.bool(true)), ("false", .bool(false)), ("null", .null)]
            as [(Text, Json)]
        where bytes[at...].starts(with: word.utf8) {
            at += word.utf8.count
            return value
        }
        throw expected("a value")
    }

    private mutating func array(_ depth: Int) throws(JsonError) -> Json {
        at += 1
        var elements: [Json] = []
        if take(0x5d) { return .array(elements) }
        while true {
            elements.append(try value(depth))
            if take(0x5d) { return .array(elements) }
            guard take(0x2c) else { throw expected("',' or ']'") }
        }
    }

    private mutating func object(_ depth: Int) throws(JsonError) -> Json {
        at += 1
        var members: [Json.Member] = []
        if take(0x7d) { return .object(members) }
        while true {
            guard peek() == 0x22 else { throw expected("a member's name") }
            let name = try string()
            guard take(0x3a) else { throw expected("':'") }
            members.append(Json.Member(name, try value(depth)))
            if take(0x7d) { return .object(members) }
            guard take(0x2c) else { throw expected("',' or '}'") }
        }
    }

    private mutating func digits() throws(JsonError) {
        let start = at
        while let byte, (0x30...0x39).contains(byte) { at += 1 }
        if at == start { throw expected("a digit") }
    }

    private mutating func number() throws(JsonError) -> Text {
        let start = at
        if byte == 0x2d { at += 1 }
        if byte == 0x30 { at += 1 } else { try digits() }
        if byte == 0x2e {
            at += 1
            try digits()
        }
        if byte == 0x65 || byte == 0x45 {
            at += 1
            if byte == 0x2b || byte == 0x2d { at += 1 }
            try digits()
        }
        return Text(bytes[start..<at])
    }

    /// Unpaired surrogates become U+FFFD.
    private mutating func string() throws(JsonError) -> Text {
        at += 1
        var text: [UInt8] = []
        while true {
            let start = at
            while let byte, byte >= 0x20, byte != 0x22, byte != 0x5c { at += 1 }
            text += bytes[start..<at]
            switch byte {
            case 0x22:
                at += 1
                return Text(text)
            case 0x5c:
                at += 1
                try escape(to: &text)
            default: throw expected("the string's end")
            }
        }
    }

    private mutating func escape(to text: inout [UInt8]) throws(JsonError) {
        switch byte {
        case 0x22, 0x5c, 0x2f: text.append(bytes[at])
        case 0x62: text.append(0x08)
        case 0x66: text.append(0x0c)
        case 0x6e: text.append(0x0a)
        case 0x72: text.append(0x0d)
        case 0x74: text.append(0x09)
        case 0x75:
            at += 1
            let scalar = try scalar()
            text += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            return
        default: throw expected("an escape")
        }
        at += 1
    }

    private mutating func scalar() throws(JsonError) -> Unicode.Scalar {
        let first = try unit()
        if first >> 10 == 0x36, bytes[at...].starts(with: [0x5c, 0x75]) {
            let before = at
            at += 2
            let second = try unit()
            if second >> 10 == 0x37 {
                let value = 0x10000 + (first & 0x3ff) << 10 + second & 0x3ff
                return Unicode.Scalar(value) ?? "\u{fffd}"
            }
            at = before
        }
        return Unicode.Scalar(first) ?? "\u{fffd}"
    }

    private mutating func unit() throws(JsonError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = byte.flatMap(hexDigit) else {
                throw expected("four hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
            at += 1
        }
        return unit
    }
}

func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x61 + 10
    case 0x41...0x46: byte - 0x41 + 10
    default: nil
    }
}
