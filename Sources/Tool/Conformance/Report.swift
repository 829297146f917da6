/// How many checks of a kind came out how.
package struct Count: Equatable, Codable, Sendable {
    package var passed = 0
    package var failed = 0
    package var notApplicable = 0

    package init() {}

    package static func += (sum: inout Count, other: Count) {
        sum.passed += other.passed
        sum.failed += other.failed
        sum.notApplicable += other.notApplicable
    }
}

package struct Failure: Equatable, Codable, Sendable {
    package var line: Int
    package var message: String
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
            failures.append(Failure(line: line, message: message))
        }
    }

    package var total: Count { counts.values.reduce(into: Count()) { $0 += $1 } }
    package var passes: Bool { failures.isEmpty }
}

/// All files of a run, against the list of expected gaps.
package struct SuiteReport: Equatable, Sendable {
    package var files: [FileReport]
    package var gaps: Gaps

    package init(files: [FileReport], gaps: Gaps) {
        self.files = files.sorted { $0.name < $1.name }
        self.gaps = gaps
    }

    /// Files that must pass, and files that are listed as gaps but pass.
    package var covered: [FileReport] { files.filter { gaps.reason(for: $0.name) == nil } }
    package var closedGaps: [FileReport] {
        files.filter { gaps.reason(for: $0.name) != nil && $0.passes }
    }
    package var passes: Bool { covered.allSatisfy(\.passes) && closedGaps.isEmpty }

    package static func counts(_ files: [FileReport]) -> [Directive.Kind: Count] {
        files.reduce(into: [:]) { sums, file in
            for (kind, count) in file.counts { sums[kind, default: Count()] += count }
        }
    }
}
