/// What a file or a block holds, in its order: attributes, blocks and comments.
/// https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#structural-elements
package struct Body: Equatable, Sendable {
    package enum Item: Equatable, Sendable {
        case attribute(String, Expression)
        case block(Block)
        /// Belongs to what follows it.
        case comment(String)
        /// Stands between groups of attributes; blocks are set apart without it.
        case blankLine
    }

    package var items: [Item] = []

    package init(_ items: [Item] = []) { self.items = items }

    package mutating func set(_ name: String, _ value: Expression) {
        items.append(.attribute(name, value))
    }

    package mutating func comment(_ text: String) { items.append(.comment(text)) }

    package mutating func blankLine() { items.append(.blankLine) }

    package mutating func append(_ block: Block) { items.append(.block(block)) }

    package mutating func block(
        _ type: String, _ labels: [String] = [], _ fill: (inout Body) -> Void
    ) {
        var block = Block(type, labels)
        fill(&block.body)
        append(block)
    }
}

/// `resource "aws_iam_role" "send" { … }`
package struct Block: Equatable, Sendable {
    package var type: String
    /// Identifiers: Terraform has no others, and fmt does not keep escapes here.
    package var labels: [String]
    package var body: Body

    package init(_ type: String, _ labels: [String] = [], body: Body = Body()) {
        self.type = type
        self.labels = labels
        self.body = body
    }
}
