/// A JSON value (RFC 8259). Numbers keep their text, objects the order of their members.
public enum Json: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Text)
    case string(Text)
    case array([Json])
    case object([Member])

    public struct Member: Equatable, Sendable {
        public var name: Text
        public var value: Json

        public init(_ name: Text, _ value: Json) {
            self.name = name
            self.value = value
        }
    }

    public static func integer(_ number: some FixedWidthInteger) -> Json { .number("\(number)") }

    /// A member by its name: the first of that name.
    public subscript(_ name: Text) -> Json? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    public var text: Text? { if case .string(let text) = self { text } else { nil } }
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// A whole number.
    public var integer: Int64? { if case .number(let text) = self { text.integer } else { nil } }
    /// An array's elements; none of anything else.
    public var elements: [Json] { if case .array(let all) = self { all } else { [] } }
    /// An object's members; none of anything else.
    public var members: [Member] { if case .object(let all) = self { all } else { [] } }

    /// As text.
    public var printed: Text {
        var text: [UInt8] = []
        print(to: &text)
        return Text(text)
    }

    private func print(to text: inout [UInt8]) {
        switch self {
        case .null: text += "null".utf8
        case .bool(let value): text += value ? "true".utf8 : "false".utf8
        case .number(let number): text += number.utf8
        case .string(let string): Json.quote(string, to: &text)
        case .array(let elements):
            text.append(0x5b)
            for (place, element) in elements.enumerated() {
                if place > 0 { text.append(0x2c) }
                element.print(to: &text)
            }
            text.append(0x5d)
        case .object(let members):
            text.append(0x7b)
            for (place, member) in members.enumerated() {
                if place > 0 { text.append(0x2c) }
                Json.quote(member.name, to: &text)
                text.append(0x3a)
                member.value.print(to: &text)
            }
            text.append(0x7d)
        }
    }

    private static func quote(_ string: Text, to text: inout [UInt8]) {
        text.append(0x22)
        for byte in string.utf8 {
            switch byte {
            case 0x22, 0x5c: text += [0x5c, byte]
            case 0x0a: text += [0x5c, 0x6e]
            case 0..<0x20: text += [0x5c, 0x75] + Text.hex(UInt64(byte), width: 4).utf8
            default: text.append(byte)
            }
        }
        text.append(0x22)
    }
}

extension Json: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
    ExpressibleByStringLiteral, ExpressibleByBooleanLiteral
{
    public init(dictionaryLiteral members: (Text, Json)...) {
        self = .object(members.map { Member($0.0, $0.1) })
    }
    public init(arrayLiteral elements: Json...) { self = .array(elements) }
    public init(stringLiteral value: StaticString) { self = .string(Text(stringLiteral: value)) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}
