internal import Foundation

/// Says on a terminal what a long step is; elsewhere it is silent.
final class Progress {
    private let isShown: Bool
    private let start = Date()
    private var hasLine = false

    init() { isShown = isatty(STDERR_FILENO) == 1 }

    /// A step begins. Compiles that end within a second show nothing.
    func step(_ name: String) {
        guard isShown, Date().timeIntervalSince(start) > 0.7 || name.hasSuffix("…") else { return }
        write("\r\u{1B}[K\(name)")
        hasLine = true
    }

    func finish() {
        if hasLine { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
