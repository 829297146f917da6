/// A value as HCL writes it, as far as generated Terraform needs it.
/// https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions
package indirect enum Expression: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Int)
    /// A string, of which parts may be computed.
    case template([TemplatePart])
    case list([Expression])
    /// In this order; `object(sorted:)` for the order of the keys.
    case object([Item])
    /// `aws_lambda_function.send.arn`. Each part is an identifier.
    case reference([String])
    case index(Expression, Expression)
    case call(String, [Expression])

    package struct Item: Equatable, Sendable {
        package var key: String
        package var value: Expression

        package init(_ key: String, _ value: Expression) {
            self.key = key
            self.value = value
        }
    }

    package enum TemplatePart: Equatable, Sendable {
        case text(String)
        case value(Expression)
    }
}

extension Expression {
    package static func string(_ text: String) -> Expression { .template([.text(text)]) }

    package static func strings(_ texts: [String]) -> Expression { .list(texts.map(string)) }

    package static func object(sorted items: [String: Expression]) -> Expression {
        .object(items.sorted { $0.key < $1.key }.map { Item($0.key, $0.value) })
    }

    package static func strings(sorted items: [String: String]) -> Expression {
        object(sorted: items.mapValues(string))
    }

    /// An attribute of what this refers to.
    package func attribute(_ name: String) -> Expression {
        guard case .reference(let parts) = self else { return .index(self, .string(name)) }
        return .reference(parts + [name])
    }
}

/// `"\(role.arn):*"` is `"${aws_iam_role.send.arn}:*"`: text is text, values are interpolated.
extension Expression: ExpressibleByStringInterpolation {
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var parts: [TemplatePart] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(interpolationCount * 2 + 1)
        }

        package mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.text(literal)) }
        }

        package mutating func appendInterpolation(_ value: Expression) {
            parts.append(.value(value))
        }

        package mutating func appendInterpolation(_ text: String) { appendLiteral(text) }
    }

    package init(stringLiteral value: String) { self = .string(value) }

    package init(stringInterpolation: StringInterpolation) {
        self = .template(stringInterpolation.parts)
    }
}

extension Expression: ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(integerLiteral value: Int) { self = .number(value) }

    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension Expression: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: Expression...) { self = .list(elements) }
}
