/// Values in JSON: numbers are decimal bit patterns, signed or unsigned.
private struct JSONValue: Decodable {
    var type: String
    var value: String?
    var choices: [Expected]?
    var vector: JSONVector?

    private enum Key: String, CodingKey {
        case type, value, values
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        type = try values.decode(String.self, forKey: .type)
        choices = try values.decodeIfPresent([Expected].self, forKey: .values)
        if type == "v128" {
            vector = try JSONVector(from: decoder)
        } else {
            value = try values.decodeIfPresent(String.self, forKey: .value)
        }
    }

    var bits32: UInt32? {
        value.flatMap { UInt32($0) ?? Int32($0).map(UInt32.init(bitPattern:)) }
    }
    var bits64: UInt64? {
        value.flatMap { UInt64($0) ?? Int64($0).map(UInt64.init(bitPattern:)) }
    }
}

extension ActionArgument: Decodable {
    package init(from decoder: any Decoder) throws {
        let json = try JSONValue(from: decoder)
        if let vector = json.vector, let slots = vector.slots {
            self = .vector(low: slots.low, high: slots.high)
            return
        }
        let slot: UInt64? =
            switch json.type {
            case "i32", "f32": json.bits32.map(UInt64.init)
            case "i64", "f64": json.bits64
            case "externref": json.value == "null" ? 0 : json.bits64.map(externalSlot)
            case "funcref": json.value == "null" ? 0 : nil
            default: nil
            }
        self = slot.map(ActionArgument.slot) ?? .unsupported(json.type)
    }
}

extension Expected: Decodable {
    package init(from decoder: any Decoder) throws {
        let json = try JSONValue(from: decoder)
        self = Self.make(json) ?? .unsupported(json.type)
    }

    private static func make(_ json: JSONValue) -> Expected? {
        switch json.type {
        case "i32": json.bits32.map(bits32)
        case "i64": json.bits64.map(bits64)
        case "f32": float(json, .f32) ?? json.bits32.map(bits32)
        case "f64": float(json, .f64) ?? json.bits64.map(bits64)
        case "refnull", "nullref", "nullfuncref", "nullexternref", "nullexnref": .null
        case "funcref", "externref": reference(json)
        case "v128": json.vector?.expected
        case "either": json.choices.map(either)
        default: nil
        }
    }

    private static func float(_ json: JSONValue, _ type: FloatType) -> Expected? {
        json.value.flatMap(NaNClass.init(rawValue:)).map { nan(type, $0) }
    }

    private static func reference(_ json: JSONValue) -> Expected? {
        switch json.value {
        case nil: .nonNull
        case "null": .null
        case _: json.bits64.map(external)
        }
    }
}
