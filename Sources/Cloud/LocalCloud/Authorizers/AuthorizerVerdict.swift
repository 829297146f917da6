/// What a Lambda authorizer answered: yes or no, or a policy for `execute-api:Invoke`.
package struct AuthorizerVerdict: Equatable, Sendable {
    enum Rule: Equatable, Sendable {
        case simple(Bool)
        case policy([Statement])
    }

    struct Statement: Equatable, Sendable {
        var isAllowed: Bool
        var actions: [String]
        var resources: [String]
    }

    let rule: Rule
    package let identity: CallerIdentity

    /// - Returns: nil for what API Gateway answers with 500.
    package init?(answer: [UInt8]) {
        guard let document = JSONValue(parsing: answer) else { return nil }
        var context: [String: JSONValue] = [:]
        switch document["context"] {
        case nil, .null: break
        case .object(let fields): context = fields
        default: return nil
        }
        let principal = document["principalId"]?.text
        identity = .lambda(principal: principal, context: context)
        if case .bool(let isAuthorized)? = document["isAuthorized"] {
            rule = .simple(isAuthorized)
            return
        }
        guard let policy = document["policyDocument"], principal != nil,
            let statements = Self.statements(policy)
        else { return nil }
        rule = .policy(statements)
    }

    private static func statements(_ policy: JSONValue) -> [Statement]? {
        guard let field = policy["Statement"] else { return nil }
        var statements: [Statement] = []
        for statement in field.list ?? [field] {
            guard let effect = statement["Effect"]?.text, ["Allow", "Deny"].contains(effect),
                let actions = texts(statement["Action"]),
                let resources = texts(statement["Resource"])
            else { return nil }
            statements.append(
                Statement(isAllowed: effect == "Allow", actions: actions, resources: resources))
        }
        return statements
    }

    private static func texts(_ field: JSONValue?) -> [String]? {
        guard let list = field?.list else { return field?.text.map { [$0] } }
        let texts = list.compactMap(\.text)
        return texts.count == list.count ? texts : nil
    }

    /// What is not allowed is denied, and a denial counts before all else.
    package func allows(_ arn: String) -> Bool {
        switch rule {
        case .simple(let isAuthorized): return isAuthorized
        case .policy(let statements):
            let matching = statements.filter { statement in
                statement.actions.contains {
                    Self.matches("execute-api:invoke", pattern: $0.lowercased())
                } && statement.resources.contains { Self.matches(arn, pattern: $0) }
            }
            return !matching.isEmpty && matching.allSatisfy(\.isAllowed)
        }
    }

    /// `*` for any text, `?` for one character. Goes back to the last `*` only, so that no pattern
    /// takes longer than its length times the text's.
    static func matches(_ text: String, pattern: String) -> Bool {
        let (text, pattern) = (Array(text.utf8), Array(pattern.utf8))
        var (at, want) = (0, 0)
        var star: (want: Int, at: Int)?
        while at < text.count {
            if want < pattern.count, pattern[want] == UInt8(ascii: "*") {
                star = (want, at)
                want += 1
            } else if want < pattern.count,
                pattern[want] == UInt8(ascii: "?") || pattern[want] == text[at]
            {
                at += 1
                want += 1
            } else if let last = star {
                star = (last.want, last.at + 1)
                at = last.at + 1
                want = last.want + 1
            } else {
                return false
            }
        }
        return pattern[want...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
