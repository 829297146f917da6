extension Body {
    /// The text of a file, exactly as `terraform fmt` would leave it.
    package func print() -> String {
        var printer = Printer()
        printer.append(self, depth: 0)
        return printer.text
    }
}

extension Expression {
    /// On one line.
    package func print() -> String { flat }
}

/// Lines with the spacing of `terraform fmt`: two spaces a level; the `=` of neighbouring
/// attributes with values of one line stand in one column.
private struct Printer {
    var text = ""

    mutating func append(_ body: Body, depth: Int) {
        var run: [(name: String, value: String)] = []
        var previous: Body.Item?
        for item in body.items {
            if let previous, Self.standApart(previous, item) {
                flush(&run, depth)
                text += "\n"
            }
            previous = item
            switch item {
            case .attribute(let name, let value):
                append(name, value.rendered(depth: depth), to: &run, depth)
            case .block(let block):
                flush(&run, depth)
                append(block, depth: depth)
            case .comment(let comment):
                flush(&run, depth)
                append(comment: comment, depth: depth)
            case .blankLine: break
            }
        }
        flush(&run, depth)
    }

    /// Whether an empty line comes between the two.
    private static func standApart(_ first: Body.Item, _ second: Body.Item) -> Bool {
        switch (first, second) {
        case (.comment, _), (_, .blankLine): false
        case (.blankLine, _), (.block, _), (_, .block): true
        // A comment begins a new thought, except among attributes.
        case (.attribute, .comment), (.attribute, .attribute): false
        }
    }

    private mutating func append(
        _ name: String, _ value: String, to run: inout [(name: String, value: String)],
        _ depth: Int
    ) {
        if value.contains("\n") {
            flush(&run, depth)
            text += "\(indent(depth))\(name) = \(value)\n"
        } else {
            run.append((name, value))
        }
    }

    private mutating func flush(_ run: inout [(name: String, value: String)], _ depth: Int) {
        for line in aligned(run) { text += "\(indent(depth))\(line)\n" }
        run = []
    }

    private mutating func append(_ block: Block, depth: Int) {
        let labels = block.labels.map { " \"\($0)\"" }.joined()
        let head = "\(indent(depth))\(block.type)\(labels)"
        guard !block.body.items.isEmpty else {
            text += "\(head) {}\n"
            return
        }
        text += "\(head) {\n"
        append(block.body, depth: depth + 1)
        text += "\(indent(depth))}\n"
    }

    private mutating func append(comment: String, depth: Int) {
        for line in comment.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let plain = String(
                line.map { $0.unicodeScalars.allSatisfy { $0.value >= 32 } ? $0 : " " })
            var end = plain[...]
            while end.last == " " { end.removeLast() }
            text += end.isEmpty ? "\(indent(depth))#\n" : "\(indent(depth))# \(end)\n"
        }
    }
}

/// Assignments of one line each, their `=` in one column. Names are ASCII.
private func aligned(_ run: [(name: String, value: String)]) -> [String] {
    let width = run.map(\.name.utf8.count).max() ?? 0
    return run.map { name, value in
        name + String(repeating: " ", count: width - name.utf8.count) + " = " + value
    }
}

private func indent(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

extension Expression {
    /// Lists up to this width, in bytes, stay on one line.
    private static let widestList = 72

    /// The text, whose further lines are indented for a value that begins at a depth.
    fileprivate func rendered(depth: Int) -> String {
        switch self {
        case .object(let items) where !items.isEmpty: rendered(items, depth)
        case .list(let values) where spreads:
            "[\n\(lines(values, depth, last: ","))\(indent(depth))]"
        case .call(let name, let arguments) where spreads:
            if arguments.count == 1, let argument = arguments.first {
                "\(name)(\(argument.rendered(depth: depth)))"
            } else {
                "\(name)(\n\(lines(arguments, depth, last: ""))\(indent(depth)))"
            }
        default: flat
        }
    }

    /// Whether it takes more than one line.
    private var spreads: Bool {
        switch self {
        case .object(let items): !items.isEmpty
        case .list(let values):
            values.contains(where: \.spreads) || flat.utf8.count > Self.widestList
        case .call(_, let arguments): arguments.contains(where: \.spreads)
        case .null, .bool, .number, .template, .reference, .index: false
        }
    }

    private func lines(_ values: [Expression], _ depth: Int, last: String) -> String {
        values.enumerated().map { position, value in
            let end = position + 1 < values.count ? "," : last
            return "\(indent(depth + 1))\(value.rendered(depth: depth + 1))\(end)\n"
        }.joined()
    }

    private func rendered(_ items: [Item], _ depth: Int) -> String {
        var lines: [String] = []
        var run: [(name: String, value: String)] = []
        for item in items {
            let value = item.value.rendered(depth: depth + 1)
            if value.contains("\n") {
                lines += aligned(run) + ["\(item.keyText) = \(value)"]
                run = []
            } else {
                run.append((item.keyText, value))
            }
        }
        lines += aligned(run)
        return "{\n" + lines.map { "\(indent(depth + 1))\($0)\n" }.joined() + "\(indent(depth))}"
    }

    fileprivate var flat: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let value): "\(value)"
        case .template(let parts): Self.flat(parts)
        case .list(let values): "[" + values.map(\.flat).joined(separator: ", ") + "]"
        case .object(let items) where items.isEmpty: "{}"
        case .object(let items):
            "{ " + items.map { "\($0.keyText) = \($0.value.flat)" }.joined(separator: ", ") + " }"
        case .reference(let parts): parts.joined(separator: ".")
        case .index(let collection, let key): "\(collection.flat)[\(key.flat)]"
        case .call(let name, let arguments):
            "\(name)(" + arguments.map(\.flat).joined(separator: ", ") + ")"
        }
    }

    /// A template of one value is that value; fmt takes the quotes away.
    private static func flat(_ parts: [TemplatePart]) -> String {
        let parts = joined(parts)
        if parts.count == 1, case .value(let value)? = parts.first { return value.flat }
        var result = ""
        for (position, part) in parts.enumerated() {
            switch part {
            case .text(let text):
                let isLast = position + 1 == parts.count
                result += QuotedText.escape(text, beforeValue: !isLast)
            case .value(let value):
                let flat = value.flat
                result += flat.hasPrefix("{") ? "${ \(flat) }" : "${\(flat)}"
            }
        }
        return "\"\(result)\""
    }

    /// The parts with nothing empty, no text beside text, and what is text anyway as text: fmt has
    /// ways of its own with `${-1}`.
    private static func joined(_ parts: [TemplatePart]) -> [TemplatePart] {
        var result: [TemplatePart] = []
        func append(_ text: String) {
            if case .text(let before)? = result.last {
                result[result.count - 1] = .text(before + text)
            } else if !text.isEmpty {
                result.append(.text(text))
            }
        }
        for part in parts {
            switch part {
            case .text(let text): append(text)
            case .value(.number(let number)): append("\(number)")
            case .value(.template(let inner)):
                for part in joined(inner) {
                    if case .text(let text) = part { append(text) } else { result.append(part) }
                }
            case .value: result.append(part)
            }
        }
        return result
    }
}

extension Expression.Item {
    fileprivate var keyText: String {
        isPlainKey(key) ? key : "\"\(QuotedText.escape(key, ascii: true))\""
    }
}
