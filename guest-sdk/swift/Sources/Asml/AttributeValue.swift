/// A DynamoDB value; numbers are text, exact as they came.
public enum AttributeValue: Equatable, Sendable {
    case s(Text)
    case n(Text)
    case b([UInt8])
    case bool(Bool)
    case null
    case l([AttributeValue])
    case m(Item)
    case ss([Text])
    case ns([Text])
    case bs([[UInt8]])

    init?(_ json: Json) {
        guard let member = json.members.first else { return nil }
        let value = member.value
        switch member.name {
        case "S":
            guard let text = value.text else { return nil }
            self = .s(text)
        case "N":
            guard let text = value.text else { return nil }
            self = .n(text)
        case "B":
            guard let bytes = Self.bytes(value) else { return nil }
            self = .b(bytes)
        case "BOOL":
            guard let flag = value.bool else { return nil }
            self = .bool(flag)
        case "NULL": self = .null
        case "L":
            guard let all = Self.all(value, { AttributeValue($0) }) else { return nil }
            self = .l(all)
        case "M":
            guard let item = Item(value) else { return nil }
            self = .m(item)
        case "SS", "NS":
            guard let all = Self.all(value, { $0.text }) else { return nil }
            self = member.name == "SS" ? .ss(all) : .ns(all)
        case "BS":
            guard let all = Self.all(value, { Self.bytes($0) }) else { return nil }
            self = .bs(all)
        default: return nil
        }
    }

    private static func bytes(_ json: Json) -> [UInt8]? { json.text.flatMap { Base64.decode($0) } }

    private static func all<Element>(_ json: Json, _ read: (Json) -> Element?) -> [Element]? {
        var all: [Element] = []
        for one in json.elements {
            guard let element = read(one) else { return nil }
            all.append(element)
        }
        return all
    }
}

/// An item's attributes, in the order in which they came.
public struct Item: Equatable, Sendable {
    public struct Attribute: Equatable, Sendable {
        public let name: Text
        public let value: AttributeValue
    }
    public private(set) var attributes: [Attribute] = []

    init() {}

    init?(_ json: Json) {
        guard case .object(let members) = json else { return nil }
        for member in members {
            guard let value = AttributeValue(member.value) else { return nil }
            attributes.append(Attribute(name: member.name, value: value))
        }
    }

    public subscript(_ name: Text) -> AttributeValue? {
        attributes.first { $0.name == name }?.value
    }
}
