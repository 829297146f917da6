package import WasmValidator

/// One script as one program: the instances to compile, and what to ask the running program.
package struct Plan: Sendable {
    package var instances: [PlannedInstance] = []
    /// Globals, tables and memories that commands look at, by their place here.
    package var watched: [Entity] = []
    package var steps: [Step] = []

    package init() {}

    /// The lines for the program, in order.
    package var programCommands: [ProgramCommand] {
        steps.flatMap { $0.check.questions.map(\.command) }
    }
}

/// A module with its own symbols and its own part of the address space.
package struct PlannedInstance: Sendable {
    package var number: Int
    package var module: ValidatedModule
    /// In the order of `Module.imports`.
    package var imports: [Entity]
    package var firstMemorySlot: Int
}

/// One command of the script.
package struct Step: Sendable {
    package enum Check: Sendable {
        /// Decided without running anything.
        case settled(Outcome)
        /// All answers have to be as expected.
        case run([RunCheck])
        /// One of them has to be.
        case runAny([RunCheck])
    }
    package var line: Int
    package var kind: Directive.Kind
    package var check: Check
    package var runs: Bool { !check.questions.isEmpty }

    package init(line: Int, kind: Directive.Kind, check: Check) {
        self.line = line
        self.kind = kind
        self.check = check
    }
}

extension Step.Check {
    /// What the program is asked.
    package var questions: [RunCheck] {
        switch self {
        case .settled: []
        case .run(let checks), .runAny(let checks): checks
        }
    }
}

package struct RunCheck: Equatable, Sendable {
    package var command: ProgramCommand
    package var expectation: Expectation

    package init(_ command: ProgramCommand, _ expectation: Expectation) {
        self.command = command
        self.expectation = expectation
    }
}

package enum Expectation: Equatable, Sendable {
    case completes
    case results([Expected])
    case trap(String)
    case atLeast(UInt64), below(UInt64)
}

package enum Outcome: Equatable, Sendable {
    case passed
    case failed(String)
    /// It needs a proposal that we do not have.
    case unsupported(String)
    /// About the text format, which we do not read.
    case notApplicable
}

extension Expectation {
    package func judge(_ answer: ProgramAnswer) -> Outcome {
        switch (self, answer) {
        case (.completes, .completed): return .passed
        case (.results(let expected), .completed(let slots)):
            return Self.judge(slots, expected)
        case (.trap(let wanted), .trapped(let message)):
            return specTextsAgree(wanted, message)
                ? .passed : .failed("expected trap '\(wanted)', got '\(message)'")
        case (.trap(let wanted), .completed):
            return .failed("expected trap '\(wanted)', but it returned")
        case (.atLeast(let size), .completed(let slots)):
            return slots.first.map { $0 >= size } == true
                ? .passed : .failed("incompatible import type: smaller than \(size)")
        case (.below(let size), .completed(let slots)):
            return slots.first.map { $0 < size } == true
                ? .passed : .failed("it links, for the import has grown to \(size)")
        case (_, .trapped(let message)): return .failed("trap: \(message)")
        }
    }
}

extension Expectation {
    private static func judge(_ slots: [UInt64], _ expected: [Expected]) -> Outcome {
        var rest = slots[...]
        for wanted in expected {
            let found = Array(rest.prefix(wanted.slotCount))
            rest = rest.dropFirst(wanted.slotCount)
            guard wanted.matches(found) else {
                let bits = found.map { "0x" + String($0, radix: 16) }
                return .failed("expected \(wanted), got \(bits.joined(separator: " "))")
            }
        }
        return rest.isEmpty ? .passed : .failed("\(expected.count) results expected, got more")
    }
}

/// Whether a message is the one that a script wants. The script's may be its beginning, or have the
/// number of a thing behind it.
package func specTextsAgree(_ wanted: String, _ message: String) -> Bool {
    if message.hasPrefix(wanted) { return true }
    guard !message.isEmpty, wanted.hasPrefix("\(message) ") else { return false }
    return UInt64(wanted.dropFirst(message.count + 1)) != nil
}
