internal import Foundation
internal import HCL

/// JSON text as a call of `jsonencode`, which people can read in a file and in a plan; as the
/// string it is where that would change it: numbers with a fraction, or no JSON at all.
func jsonExpression(_ text: String) -> HCL.Expression {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)),
        let expression = value.expression
    else { return .string(text) }
    return .call("jsonencode", [expression])
}

private enum JSONValue: Decodable {
    case null
    case bool(Bool)
    case integer(Int)
    case otherNumber
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else if let value = try? container.decode([String: JSONValue].self) {
            self = .object(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else {
            self = .otherNumber
        }
    }

    /// Nil if something in it cannot be said exactly.
    var expression: HCL.Expression? {
        switch self {
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let value): return .number(value)
        case .otherNumber: return nil
        case .string(let value): return .string(value)
        case .array(let values):
            let expressions = values.compactMap(\.expression)
            return expressions.count == values.count ? .list(expressions) : nil
        case .object(let values):
            let expressions = values.compactMapValues(\.expression)
            return expressions.count == values.count ? .object(sorted: expressions) : nil
        }
    }
}
