internal import Foundation

/// Says on a terminal what a compile is at; elsewhere it is silent.
final class Progress {
    private let isShown: Bool
    private var hasLine = false

    init() { isShown = isatty(STDERR_FILENO) == 1 }

    /// A step begins; the line is gone when all is done.
    func step(_ name: String) {
        guard isShown else { return }
        write("\r\u{1B}[K\(name)…")
        hasLine = true
    }

    func finish() {
        if hasLine { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) { Console.complain(text) }
}
