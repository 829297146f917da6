/// What a user is told: how bad, where, what. `render` is the one place where an error becomes
/// text, in the GNU style that editors understand.
/// https://www.gnu.org/prep/standards/html_node/Errors.html
package struct Diagnostic: Error, Equatable, Sendable {
    package enum Severity: String, Sendable {
        case error, warning, note
        /// Our own fault, whatever the input.
        case defect = "internal error"
    }

    package enum Place: Equatable, Sendable {
        /// A whole file, or no file at all.
        case file(String)
        /// A byte of a binary file.
        case byte(String, Int)
        /// A piece of a text file, which is shown.
        case text(SourceSpan)
        case tool
    }

    package var severity: Severity
    package var place: Place
    package var message: String
    /// Further lines, indented below the message: context, what would be right, a hint.
    package var notes: [String]
    /// Mistakes found along with this one.
    package var further: [Diagnostic] = []

    package init(
        _ severity: Severity = .error, at place: Place, _ message: String, notes: [String] = []
    ) {
        self.severity = severity
        self.place = place
        self.message = message
        self.notes = notes
    }

    package var status: ExitStatus { severity == .defect ? .defect : .badInput }

    /// - Parameter color: whether the reader is a terminal that shows colours.
    package func render(color: Bool = false) -> String {
        let label =
            color ? "\(severity.color)\(severity.rawValue):\u{1B}[0m" : "\(severity.rawValue):"
        let head = "\(place.prefix.printable)\(label) \(message.printable)"
        let lines = [head] + context + further.map { $0.render(color: color) }
        return lines.joined(separator: "\n")
    }

    /// The lines below the message.
    private var context: [String] {
        guard case .text(let span) = place, !span.text.isEmpty else {
            return notes.map { "  \($0.printable)" }
        }
        let excerpt = Excerpt(of: span, note: notes.first)
        return ["  \(excerpt.line)", "  \(excerpt.underline)"]
            + notes.dropFirst().map { "  \($0.printable)" }
    }
}

extension Diagnostic.Place {
    fileprivate var prefix: String {
        switch self {
        case .file(let path): "\(path): "
        case .byte(let path, let offset): "\(path):0x\(String(offset, radix: 16)): "
        case .text(let span): "\(span.file):\(span.line):\(span.column): "
        case .tool: "asml: "
        }
    }
}

extension Diagnostic.Severity {
    fileprivate var color: String {
        switch self {
        case .error, .defect: "\u{1B}[1;31m"
        case .warning: "\u{1B}[1;35m"
        case .note: "\u{1B}[1;36m"
        }
    }
}

/// The exit statuses of the tool. A compiled program returns its own.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    /// The input is wrong: a module, a manifest, an event's answer.
    case badInput = 1
    /// The command line is wrong.
    case usage = 2
    /// Our own defect.
    case defect = 70
}
