extension InvocationReport {
    /// The line that Lambda writes to the log before those of the function.
    package static func startLine(requestId: String) -> String {
        "START RequestId: \(requestId) Version: $LATEST"
    }

    /// The lines that Lambda writes after those of the function.
    package var closingLines: [String] {
        var lines = ["END RequestId: \(requestId)", reportLine]
        switch outcome {
        case .timedOut(let limit):
            lines.insert("\(requestId) Task timed out after \(limit.seconds) seconds", at: 0)
        case .exited(let end):
            lines.insert("RequestId: \(requestId) Error: \(end.reason)", at: 0)
        case .response, .functionError, .initError: break
        }
        return lines
    }

    private var reportLine: String {
        // Since August 2025 the initialisation is billed too.
        let time = duration ?? .zero
        let billed = (time + (initDuration ?? .zero)).roundedUpMilliseconds
        var fields = [
            "REPORT RequestId: \(requestId)",
            "Duration: \(time.milliseconds) ms",
            "Billed Duration: \(billed) ms",
            "Memory Size: \(memoryMegabytes) MB",
        ]
        if let maxResidentBytes {
            fields.append("Max Memory Used: \((maxResidentBytes + 0xFFFFF) >> 20) MB")
        }
        if let initDuration { fields.append("Init Duration: \(initDuration.milliseconds) ms") }
        switch outcome {
        case .timedOut: fields.append("Status: timeout")
        case .exited:
            fields += ["Status: error", "Error Type: Runtime.ExitError"]
        case .response, .functionError, .initError: break
        }
        return fields.joined(separator: "\t")
    }
}

extension Duration {
    private var hundredthsOfMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 100_000 + (attoseconds + 5_000_000_000_000) / 10_000_000_000_000
    }

    /// With two decimals, as Lambda prints them.
    var milliseconds: String { Self.twoDecimals(hundredthsOfMilliseconds) }
    var seconds: String { Self.twoDecimals(hundredthsOfMilliseconds / 1000) }

    var roundedUpMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }

    private static func twoDecimals(_ hundredths: Int64) -> String {
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
