package import Diagnostics
internal import Foundation

/// One thing that the tool needs or can use, and whether it is there.
struct Finding: Encodable, Sendable {
    enum Status: String, Encodable, Sendable {
        case ok
        /// Something does less without it, or may fail.
        case warning
        /// Nothing is compiled without it.
        case missing
    }

    var check: String
    var status: Status
    /// What was found.
    var detail: String
    /// How to mend it; none when there is nothing to mend.
    var hint: String?

    static func ok(_ check: String, _ detail: String) -> Finding {
        Finding(check: check, status: .ok, detail: detail)
    }

    static func warning(_ check: String, _ detail: String, hint: String? = nil) -> Finding {
        Finding(check: check, status: .warning, detail: detail, hint: hint)
    }

    static func missing(_ check: String, _ detail: String, hint: String? = nil) -> Finding {
        Finding(check: check, status: .missing, detail: detail, hint: hint)
    }
}

/// Tries everything that compiling and running need, and prints what it found.
///
/// - Returns: whether all that is needed is there.
package func doctor(asJSON: Bool) async throws(Diagnostic) -> Bool {
    let examination = Examination(environment: ProcessInfo.processInfo.environment)
    var findings: [Finding] = []
    for check in Examination.checks {
        findings += await check(examination)
    }
    let isReady = !findings.contains { $0.status == .missing }
    if asJSON {
        try JSONText.print(Report(ready: isReady, findings: findings))
    } else {
        try Console.print(text(findings, isReady, color: Console.isTerminal(STDOUT_FILENO)))
    }
    return isReady
}

/// What the checks start from.
struct Examination: Sendable {
    let environment: [String: String]

    static let checks: [@Sendable (Examination) async -> [Finding]] = [
        { $0.runtimeLibraries() },
        { [await $0.linker()] },
        { [$0.llvm()] },
        { [$0.temporaryFolder()] },
        { [$0.cache()] },
        { [$0.addressSpace()] },
        { [$0.processor()] },
        { [$0.confinement()] },
        { [await $0.textFormat()] },
        { [await $0.emulator()] },
        { await $0.programs() },
    ]
}

/// The JSON document's names, see docs/doctor.md.
private struct Report: Encodable {
    var ready: Bool
    var findings: [Finding]
}

private func text(_ findings: [Finding], _ isReady: Bool, color: Bool) -> String {
    let widths = (
        status: Finding.Status.missing.rawValue.count,
        check: findings.map(\.check.count).max() ?? 0
    )
    var text = ""
    for finding in findings {
        let status = pad(finding.status.rawValue, widths.status)
        text += color ? "\u{1B}[\(finding.status.color)m\(status)\u{1B}[0m" : status
        text += "  \(pad(finding.check, widths.check))  \(finding.detail.printable)\n"
        if let hint = finding.hint {
            text += pad("", widths.status + widths.check + 4) + "\(hint.printable)\n"
        }
    }
    return text + (isReady ? "asml can compile and run\n" : "asml lacks what is missing above\n")
}

private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

extension Finding.Status {
    fileprivate var color: String {
        switch self {
        case .ok: "32"
        case .warning: "33"
        case .missing: "31"
        }
    }
}
