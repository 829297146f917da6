internal import Foundation

/// What a compile did when: said on a terminal while it lasts, counted for `--time` and `--json`.
final class Steps {
    private let isShown = isatty(STDERR_FILENO) == 1
    private var hasLine = false
    private var current: (name: String, start: Moment)?
    private(set) var done: [StepTime] = []

    /// A step begins, and with it the one before ends; the line is gone when all is done.
    func begin(_ name: String) {
        end()
        current = (name, Moment())
        guard isShown else { return }
        write("\r\u{1B}[K\(name)…")
        hasLine = true
    }

    func finish() {
        end()
        if hasLine { write("\r\u{1B}[K") }
        hasLine = false
    }

    private func end() {
        guard let (name, start) = current else { return }
        let now = Moment()
        done.append(
            StepTime(
                name: name, wall: now.wall - start.wall, processor: now.processor - start.processor)
        )
        current = nil
    }

    private func write(_ text: String) { Console.complain(text) }
}

/// How long a step took, in seconds.
struct StepTime: Encodable, Sendable {
    var name: String
    var wall: Double
    /// On all cores, the linker's included.
    var processor: Double

    /// docs/compile.md.
    private enum CodingKeys: String, CodingKey {
        case name
        case wall = "seconds"
        case processor = "cpuSeconds"
    }
}

/// In seconds; only differences mean something.
private struct Moment {
    let wall: Double
    let processor: Double

    init() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        wall = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        processor = [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(0) { sum, who in
            var usage = rusage()
            getrusage(who.rawValue, &usage)
            return sum + usage.ru_utime.seconds + usage.ru_stime.seconds
        }
    }
}

extension timeval {
    fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
