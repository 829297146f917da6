internal import Foundation

/// The report as people read it.
extension SuiteReport {
    /// - Parameter verbose: counts of each file, and expected failures too.
    package func text(verbose: Bool) -> String {
        var lines: [String] = []
        if verbose { lines += files.map(\.summary) + [""] }
        lines += files.flatMap {
            $0.failureLines(atMost: verbose ? Int.max : Self.shownFailures, expected: verbose)
        }
        lines += closedGaps.map { "\($0.place): passes; take it off the list of expected gaps" }
        lines += ["", "\(files.count) files"] + table + ["", closingLine]
        return lines.joined(separator: "\n")
    }

    /// A gap that has closed counts as one failure.
    package var closingLine: String {
        "\(total.passed) passed, \(total.failed + closedGaps.count) failed"
    }

    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(files), as: UTF8.self)
    }

    /// More failures than this in one file say nothing new.
    private static let shownFailures = 10

    private var table: [String] {
        let counts = counts
        let rows = Directive.Kind.allCases.compactMap { kind -> String? in
            guard let count = counts[kind] else { return nil }
            let numbers = [count.passed, count.failed, count.gaps, count.notApplicable]
            return Self.row(kind.rawValue, numbers.map(String.init))
        }
        return [Self.row("", ["passed", "failed", "gap", "text"])] + rows
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        func blanks(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count))
        }
        return "  " + name + blanks(name, 22) + cells.map { blanks($0, 9) + $0 }.joined()
    }
}

extension FileReport {
    fileprivate var summary: String {
        let total = total
        return "\(name): \(total.passed) passed, \(total.failed) failed, \(total.gaps) gaps, "
            + "\(total.notApplicable) text"
    }

    fileprivate func failureLines(atMost limit: Int, expected: Bool) -> [String] {
        let wanted = failures.filter { expected || !$0.isExpected }
        let shown = wanted.prefix(limit).map {
            "\(name):\($0.line): \($0.message)\($0.isExpected ? " (expected gap)" : "")"
        }
        let rest = wanted.count - shown.count
        return shown + (rest > 0 ? ["\(name): and \(rest) more"] : [])
    }
}

extension Directive.Kind: CodingKeyRepresentable {}
