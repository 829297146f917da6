/// How many checks of a kind came out how.
package struct Count: Equatable, Codable, Sendable {
    package var passed = 0
    package var failed = 0
    /// Failed as expected.
    package var gaps = 0
    package var notApplicable = 0

    package init() {}

    package static func += (sum: inout Count, other: Count) {
        sum.passed += other.passed
        sum.failed += other.failed
        sum.gaps += other.gaps
        sum.notApplicable += other.notApplicable
    }
}

package struct Failure: Equatable, Codable, Sendable {
    package var kind: Directive.Kind
    package var line: Int
    package var message: String
    /// It needs a proposal that we do not have.
    package var isUnsupported = false
    package var isExpected = false
}

/// The outcome of one `.wast` file.
package struct FileReport: Equatable, Codable, Sendable {
    package var name: String
    package var counts: [Directive.Kind: Count] = [:]
    package var failures: [Failure] = []

    package init(_ name: String, _ plan: Plan, _ run: ProgramRun) {
        self.name = name
        var answers = run.answers[...]
        for step in plan.steps {
            let outcome = step.outcome(&answers, end: run.end)
            // Line 0 is our own `spectest`: no test, but its failure is everyone's.
            if step.line > 0 || outcome != .passed { add(outcome, step.kind, step.line) }
        }
    }

    /// A file of which nothing could be run.
    package init(name: String, brokenBy message: String) {
        self.name = name
        add(.failed(message), .module, 1)
    }

    private mutating func add(_ outcome: Outcome, _ kind: Directive.Kind, _ line: Int) {
        switch outcome {
        case .passed: counts[kind, default: Count()].passed += 1
        case .notApplicable: counts[kind, default: Count()].notApplicable += 1
        case .failed(let message):
            counts[kind, default: Count()].failed += 1
            failures.append(Failure(kind: kind, line: line, message: message))
        case .unsupported(let proposal):
            counts[kind, default: Count()].failed += 1
            failures.append(
                Failure(
                    kind: kind, line: line, message: "needs \(proposal)", isUnsupported: true))
        }
    }

    /// Counts failures that are expected as gaps: the listed ones, and in a file that is not listed
    /// what needs a proposal that we do not have.
    package func applying(_ gaps: Gaps) -> FileReport {
        var report = self
        let isListed = gaps.all.contains { $0.file == name }
        for (place, failure) in failures.enumerated()
        where gaps.cover(name, line: failure.line) || !isListed && failure.isUnsupported {
            report.failures[place].isExpected = true
            report.counts[failure.kind, default: Count()].failed -= 1
            report.counts[failure.kind, default: Count()].gaps += 1
        }
        return report
    }
}

/// All files of a run.
package struct SuiteReport: Equatable, Sendable {
    package var files: [FileReport]
    /// Listed gaps in which nothing fails any more.
    package var closedGaps: [Gaps.Gap]

    package init(files: [FileReport], gaps: Gaps) {
        self.files = files.map { $0.applying(gaps) }.sorted { $0.name < $1.name }
        closedGaps = gaps.all.filter { gap in
            guard let file = files.first(where: { $0.name == gap.file }) else { return false }
            return !file.failures.contains { gap.covers(file.name, line: $0.line) }
        }
    }

    package var counts: [Directive.Kind: Count] {
        files.reduce(into: [:]) { sums, file in
            for (kind, count) in file.counts { sums[kind, default: Count()] += count }
        }
    }

    package var total: Count { counts.values.reduce(into: Count()) { $0 += $1 } }
    package var passes: Bool { total.failed == 0 && closedGaps.isEmpty }
}

extension FileReport {
    package var total: Count { counts.values.reduce(into: Count()) { $0 += $1 } }
}
