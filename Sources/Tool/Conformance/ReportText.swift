internal import Foundation

/// The report as people read it.
extension SuiteReport {
    /// - Parameter verbose: counts of each file, and failures in files that are listed as gaps.
    package func text(verbose: Bool) -> String {
        var lines: [String] = []
        if verbose { lines += files.map(Self.summary) + [""] }
        let shown = verbose ? files : covered
        for file in shown where !file.passes {
            lines += file.failureLines(atMost: verbose ? Int.max : Self.shownFailures)
        }
        lines += closedGaps.map { "\($0.name): passes; take it off the list of expected gaps" }
        lines += ["", "Files that must pass: \(covered.count)"]
        lines += Self.table(Self.counts(covered))
        let gaps = files.filter { self.gaps.reason(for: $0.name) != nil }
        if !gaps.isEmpty {
            lines += ["", "Expected gaps: \(gaps.count) files"]
            lines += Self.table(Self.counts(gaps))
        }
        lines += ["", closingLine]
        return lines.joined(separator: "\n")
    }

    /// Checks of the files that must pass; a gap that has closed counts as one failure.
    package var closingLine: String {
        let total = covered.reduce(into: Count()) { $0 += $1.total }
        return "\(total.passed) passed, \(total.failed + closedGaps.count) failed"
    }

    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(files), as: UTF8.self)
    }

    /// More failures than this in one file say nothing new.
    private static let shownFailures = 10

    private static func summary(_ file: FileReport) -> String {
        let total = file.total
        return "\(file.name): \(total.passed) passed, \(total.failed) failed, "
            + "\(total.notApplicable) text"
    }

    private static func table(_ counts: [Directive.Kind: Count]) -> [String] {
        let rows = Directive.Kind.allCases.compactMap { kind -> String? in
            guard let count = counts[kind] else { return nil }
            return row(
                kind.rawValue, "\(count.passed)", "\(count.failed)",
                "\(count.notApplicable)")
        }
        return [row("", "passed", "failed", "text")] + rows
    }

    private static func row(_ name: String, _ numbers: String...) -> String {
        func pad(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count))
        }
        return "  " + name + pad(name, 22) + numbers.map { pad($0, 9) + $0 }.joined()
    }
}

extension FileReport {
    fileprivate func failureLines(atMost limit: Int) -> [String] {
        let shown = failures.prefix(limit).map { "\(name):\($0.line): \($0.message)" }
        let rest = failures.count - shown.count
        return shown + (rest > 0 ? ["\(name): and \(rest) more"] : [])
    }
}

extension Directive.Kind: CodingKeyRepresentable {}
