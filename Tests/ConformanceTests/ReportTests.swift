import Conformance
import Testing

@Suite struct ReportTests {
    private func report(failingLines: [Int], passing: Int) -> FileReport {
        var plan = Plan()
        for line in failingLines {
            plan.steps.append(
                Step(line: line, kind: .assertTrap, check: .settled(.failed("why"))))
        }
        for _ in 0..<passing {
            plan.steps.append(
                Step(
                    line: 1, kind: .assertReturn,
                    check: .run([RunCheck(.instantiate(instance: 0), .completes)])))
        }
        let answers = Array(repeating: ProgramAnswer.completed([]), count: passing)
        return FileReport("x.wast", plan, ProgramRun(answers: answers))
    }

    @Test func gapsTakeLines() throws {
        let gaps = try Gaps(parsing: "# comment\n\nx.wast:10-20\tSIMD\n")
        let suite = SuiteReport(files: [report(failingLines: [10, 21], passing: 3)], gaps: gaps)
        #expect(suite.total.passed == 3)
        #expect(suite.total.gaps == 1)
        #expect(suite.total.failed == 1)
        #expect(!suite.passes)
        #expect(suite.closingLine == "3 passed, 1 failed")
    }

    @Test func aClosedGapFailsTheRun() throws {
        let gaps = try Gaps(parsing: "x.wast\tSIMD\nother.wast\tnot in this run\n")
        let suite = SuiteReport(files: [report(failingLines: [], passing: 1)], gaps: gaps)
        #expect(suite.closedGaps.map(\.file) == ["x.wast"])
        #expect(!suite.passes)
        #expect(suite.closingLine == "1 passed, 1 failed")
    }

    @Test func whatNeedsAProposalIsAGapInFilesThatAreNotListed() throws {
        var plan = Plan()
        plan.steps = [
            Step(line: 3, kind: .module, check: .settled(.unsupported("threads"))),
            Step(line: 4, kind: .module, check: .settled(.failed("refused"))),
        ]
        let file = FileReport("x.wast", plan, ProgramRun(answers: []))
        #expect(SuiteReport(files: [file], gaps: Gaps()).total.gaps == 1)
        #expect(SuiteReport(files: [file], gaps: Gaps()).total.failed == 1)
        let gaps = try Gaps(parsing: "x.wast:4-4\tSIMD\n")
        #expect(SuiteReport(files: [file], gaps: gaps).total.failed == 1)
    }

    @Test func ofSeveralSizesOneMayBeTooSmall() {
        let checks = [3, 1].map {
            RunCheck(.peek(watched: 0, word: 1, count: 1), .below($0))
        }
        let step = Step(line: 1, kind: .assertUnlinkable, check: .runAny(checks))
        var answers: ArraySlice<ProgramAnswer> = [.completed([2]), .completed([2])]
        #expect(step.outcome(&answers, end: "") == .passed)
        answers = [.completed([3]), .completed([2])]
        #expect(step.outcome(&answers, end: "") != .passed)
    }

    @Test func moreResultsThanExpectedFail() {
        #expect(Expectation.results([]).judge(.completed([1])) != .passed)
        #expect(Expectation.results([.bits32(1)]).judge(.completed([1, 2])) != .passed)
    }

    @Test func malformedGapListsNameTheLine() {
        #expect(throws: Gaps.ParseError(line: 2)) { try Gaps(parsing: "a.wast\tx\nb.wast x\n") }
        #expect(throws: Gaps.ParseError(line: 1)) { try Gaps(parsing: "a.wast:9-3\tx\n") }
    }

    @Test func aProgramThatEndsEarlyFailsTheRest() {
        var plan = Plan()
        for line in 1...3 {
            plan.steps.append(
                Step(
                    line: line, kind: .action,
                    check: .run([RunCheck(.instantiate(instance: 0), .completes)])))
        }
        let run = ProgramRun(answers: [.completed([])], end: "it crashed")
        let report = FileReport("x.wast", plan, run)
        #expect(report.total.passed == 1)
        #expect(report.failures.map(\.line) == [2, 3])
        #expect(report.failures.allSatisfy { $0.message == "it crashed" })
    }
}
