import HCL
import ToolFixtures

/// Trees and strings such as no person writes them.
struct RandomTree {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private mutating func pick<T>(_ choices: [T], or fallback: T) -> T {
        choices.randomElement(using: &generator) ?? fallback
    }

    mutating func string() -> String {
        let pieces = [
            "$", "{", "}", "%", "${", "%{", "$${", "%%{", "$$${", "\"", "\\", "\\u0041", "\n", "\r",
            "\r\n", "\t", "\0", "\u{7F}", "\u{85}", "\u{A0}", "\u{2028}", "\u{FEFF}", "\u{FFFD}",
            "e\u{301}", "ö", "日本", "👩‍👩‍👧", "🇩🇪", "\u{200D}", "\u{301}", "\u{E000}",
            "\u{10FFFF}", "~}", "#", "//", "/*", "<<EOT\n", "a", "word", " ", "=", "[", "(", ",",
            "if", "for", "'", "`", "&{", "~", "{{",
        ]
        return (0..<Int.random(in: 0...8, using: &generator)).map { _ in pick(pieces, or: "") }
            .joined()
    }

    mutating func identifier() -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz_ABC")
        return String(
            (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                pick(letters, or: "a")
            })
    }

    private mutating func several<T>(_ most: Int, _ make: (inout RandomTree) -> T) -> [T] {
        (0..<Int.random(in: 0...most, using: &generator)).map { _ in make(&self) }
    }

    /// - Parameter depth: how much deeper it may become.
    mutating func expression(_ depth: Int) -> Expression {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &generator) {
        case 0: .null
        case 1: .bool(Bool.random(using: &generator))
        case 2: .number(Int.random(in: -1000...1000, using: &generator))
        case 3, 4: .string(string())
        case 5: .reference(["local", identifier(), identifier()])
        case 6: .list(several(5) { $0.expression(depth - 1) })
        case 7: .object(sorted: object(depth))
        case 8: .call(identifier(), several(3) { $0.expression(depth - 1) })
        default:
            .template(
                several(4) {
                    Bool.random(using: &$0.generator)
                        ? .text($0.string()) : .value($0.expression(depth - 2))
                })
        }
    }

    private mutating func object(_ depth: Int) -> [String: Expression] {
        let items = several(5) { tree in
            let key = Bool.random(using: &tree.generator) ? tree.identifier() : tree.string()
            return (key, tree.expression(depth - 1))
        }
        return Dictionary(items) { first, _ in first }
    }

    /// Attributes have different names, as HCL wants it.
    mutating func body(_ depth: Int) -> Body {
        var names: Set<String> = []
        return Body(several(8) { $0.item(depth, &names) })
    }

    private mutating func item(_ depth: Int, _ names: inout Set<String>) -> Body.Item {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
        case 0: .comment(string())
        case 1...5: .attribute(freshName(&names), expression(3))
        default: .block(Block(identifier(), several(2) { $0.identifier() }, body: body(depth - 1)))
        }
    }

    private mutating func freshName(_ names: inout Set<String>) -> String {
        var name = identifier()
        while !names.insert(name).inserted { name += "x" }
        return name
    }
}
