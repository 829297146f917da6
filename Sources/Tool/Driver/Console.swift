package import Diagnostics
internal import Foundation

/// The standard streams, which may be closed, full or gone.
package enum Console {
    /// Whoever closes a standard stream must not find its number given to another file, into which
    /// messages would then be written. To be called before any file is opened.
    package static func reserveStandardStreams() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The wrong way round, so that using it is an error as it was.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// To standard output.
    package static func print(_ text: String) throws(Diagnostic) { try write(Array(text.utf8)) }

    static func write(_ bytes: [UInt8]) throws(Diagnostic) {
        guard Files.write(bytes[...], to: STDOUT_FILENO) else {
            let code = errno
            throw Diagnostic(
                at: .tool, "cannot write to standard output: \(Files.reason(code))")
        }
    }

    /// To standard error. If that cannot be written to, there is nobody left to tell.
    package static func complain(_ text: String) {
        _ = Files.write(Array(text.utf8)[...], to: STDERR_FILENO)
    }

    package static func report(_ diagnostic: Diagnostic) {
        complain("\(diagnostic.render(color: isTerminal(STDERR_FILENO)))\n")
    }

    /// Whether colours are welcome. https://no-color.org
    package static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
            && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    }
}
