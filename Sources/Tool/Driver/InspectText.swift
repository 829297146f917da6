internal import Diagnostics

/// An inspection's report for people.
struct InspectText {
    private let report: InspectReport
    /// Of one list, unless all are shown.
    private let rowLimit: Int

    init(_ report: InspectReport, showsAll: Bool) {
        self.report = report
        rowLimit = showsAll ? .max : 20
    }

    func render(color: Bool) -> String {
        var text = TextBlocks(color: color)
        text.add(headline, problems(report.errors))
        text.add("Runtimes", runtimes)
        text.add("Features", features)
        text.add("Imports", count: report.imports.count, imports)
        text.add("Exports", count: report.exports.count, exports)
        text.add(
            "Functions",
            detail: "\(report.functions.defined), \(sizeText(report.functions.codeSize)) of code; "
                + "\(report.functions.imported) imported",
            functions)
        text.add("Memories, tables, segments", storage)
        text.add("Globals", count: report.globals.count, globals)
        text.add("Sections", sections + customContents)
        text.add("Made by", producers)
        return text.content
    }

    private var headline: String {
        let version = report.version.map { "WebAssembly \($0).0" }
        let unsupported = report.unsupported.map { "needs \($0), which is not supported yet" }
        return "\(report.file.printable): "
            + [sizeText(report.size), version ?? unsupported ?? "not a valid module"]
            .joined(separator: ", ")
    }

    /// A table with as many rows as may be shown, and a line that says how many are not.
    private func table<Item>(
        _ items: [Item], numbers: Set<Int> = [], _ add: (inout TextTable, Item) -> Void
    ) -> String {
        var table = TextTable(numbers: numbers)
        for item in items.prefix(rowLimit) { add(&table, item) }
        let hidden = items.count - min(items.count, rowLimit)
        return table.render() + (hidden > 0 ? "  … \(hidden) more, shown by --all\n" : "")
    }

    private func problems(_ problems: [InspectReport.Problem], indent: String = "  ") -> String {
        let shown = problems.prefix(rowLimit).map { problem in
            let place = problem.offset.map { "\(offsetText($0)): " } ?? ""
            let notes = problem.notes.map { "\(indent)  \($0.printable)\n" }.joined()
            return "\(indent)\(place)\(problem.message.printable)\n\(notes)"
        }
        let hidden = problems.count - shown.count
        return shown.joined() + (hidden > 0 ? "\(indent)… \(hidden) more, shown by --all\n" : "")
    }

    private var runtimes: String {
        report.runtimes.map { runtime in
            guard runtime.compiles else {
                return "  \(runtime.name): does not compile\n"
                    + problems(runtime.problems, indent: "    ")
            }
            let entries = runtime.entries.map(\.printable).joined(separator: ", ")
            return "  \(runtime.name): compiles, "
                + (entries.isEmpty
                    ? "but exports no handler () -> i32 and no '_start'\n"
                    : "starts at \(entries)\n")
        }.joined()
    }

    private var features: String {
        table(report.features, numbers: [2]) { table, use in
            table.add(
                use.name, "\(use.version).0", "\(use.count)",
                "use\(use.count == 1 ? "" : "s"), first at \(offsetText(use.offset))")
        }
    }

    private var imports: String {
        table(report.imports) { table, item in
            table.add(
                item.kind, "\(item.module).\(item.name)".printable, item.type,
                item.providedBy.isEmpty
                    ? "nobody" : item.providedBy.joined(separator: ", "))
        }
    }

    private var exports: String {
        table(report.exports) { table, item in
            table.add(item.kind, item.name.printable, "\(item.index)", item.type)
        }
    }

    private var functions: String {
        let start = report.functions.start.map { [$0] } ?? []
        return table(start) { table, item in
            table.add("start function:", "\(item.index)", item.name?.printable ?? "")
        }
            + table(report.functions.items, numbers: [0, 1]) { table, item in
                table.add(
                    sizeText(item.size), "\(item.index)", offsetText(item.offset),
                    item.name?.printable ?? "")
            }
    }

    private var storage: String {
        let memories = table(report.memories) { table, memory in
            let size = { (pages: UInt64) in
                "\(pages) pages (\(sizeText(Int(clamping: pages).multipliedClamping(65536))))"
            }
            table.add(
                "memory \(memory.index)", size(memory.minimumPages),
                memory.maximumPages.map { "to \(size($0))" } ?? "or more",
                memory.imported ? "imported" : "")
        }
        let tables = table(report.tables) { table, item in
            table.add(
                "table \(item.index)", "\(item.minimum) \(item.element)",
                item.maximum.map { "to \($0)" } ?? "or more", item.imported ? "imported" : "")
        }
        return memories + tables + segments("data", report.data, sizeText(report.data.total))
            + segments("elements", report.elements, "\(report.elements.total) items")
    }

    private func segments(
        _ kind: String, _ segments: InspectReport.Segments, _ total: String
    ) -> String {
        let counts = [
            (segments.active, "active"), (segments.passive, "passive"),
            (segments.declarative, "declarative"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return counts.isEmpty ? "" : "  \(kind): \(total) (\(counts.joined(separator: ", ")))\n"
    }

    private var globals: String {
        table(report.globals, numbers: [0]) { table, item in
            table.add(
                "\(item.index)", (item.mutable ? "mut " : "") + item.type,
                item.imported ? "imported" : item.value.map { "= \($0)" } ?? "computed")
        }
    }

    private var sections: String {
        table(report.sections, numbers: [2]) { table, section in
            table.add(
                section.customName.map { "custom \"\($0.printable)\"" } ?? section.name,
                offsetText(section.offset), sizeText(section.size),
                section.error?.message.printable ?? "")
        }
    }

    private var customContents: String {
        let lines = [
            report.functionNames > 0 ? "names of \(report.functionNames) functions" : nil,
            report.debugInfoSize > 0 ? "DWARF, \(sizeText(report.debugInfoSize))" : nil,
            report.targetFeatures.isEmpty
                ? nil : "features allowed: \(report.targetFeatures.joined(separator: " "))",
        ]
        return lines.compactMap { $0 }.map { "  \($0.printable)\n" }.joined()
    }

    private var producers: String {
        table(report.producers) { table, producer in
            table.add(
                producer.field.printable, producer.name.printable, producer.version.printable)
        }
    }
}

extension Int {
    fileprivate func multipliedClamping(_ factor: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? .max : product
    }
}

/// Headed paragraphs with an empty line between them; those without content are left out.
private struct TextBlocks {
    private(set) var content = ""
    private let color: Bool

    init(color: Bool) { self.color = color }

    /// The first one is shown whatever it holds.
    mutating func add(_ title: String, detail: String = "", _ body: String) {
        guard content.isEmpty || !body.isEmpty else { return }
        let title = color ? "\u{1B}[1m\(title)\u{1B}[0m" : title
        content += (content.isEmpty ? "" : "\n") + title
        content += (detail.isEmpty ? "" : ": \(detail)") + "\n" + body
    }

    mutating func add(_ title: String, count: Int, _ body: String) {
        add(title, detail: "\(count)", body)
    }
}
