/// How the bootstrap's process ended.
package enum ProcessEnd: Equatable, Sendable {
    case exited(status: Int32)
    case killed(signal: Int32)

    /// Lambda's words for it, which are Go's.
    package var reason: String {
        switch self {
        case .exited(status: 0): "Runtime exited without providing a reason"
        case .exited(let status): "Runtime exited with error: exit status \(status)"
        case .killed(let signal): "Runtime exited with error: signal: \(Self.name(of: signal))"
        }
    }

    private static func name(of signal: Int32) -> String {
        switch signal {
        case 2: "interrupt"
        case 4: "illegal instruction"
        case 6: "aborted"
        case 7: "bus error"
        case 8: "floating point exception"
        case 9: "killed"
        case 11: "segmentation fault"
        case 13: "broken pipe"
        case 15: "terminated"
        default: "signal \(signal)"
        }
    }
}
