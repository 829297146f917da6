/// What a text has to look like, and what to say when it does not.
struct Shape: Sendable {
    struct Complaint: Equatable, Sendable {
        var kind: ManifestIssue.Kind
        var message: String
        var notes: [String]
    }

    let complaint: @Sendable (String) -> Complaint?

    init(complaint: @escaping @Sendable (String) -> Complaint?) { self.complaint = complaint }

    /// - Parameters:
    ///   - what: "not a valid region", behind the text in quotes.
    ///   - note: what would be right.
    init(
        _ form: ManifestIssue.Form, _ what: String, note: String,
        holds: @escaping @Sendable (String) -> Bool
    ) {
        self.init { text in
            guard !holds(text) else { return nil }
            return Complaint(
                kind: text.isEmpty ? .empty : .malformed(form), message: "'\(text)' is \(what)",
                notes: [note])
        }
    }

    /// Anything.
    static let text = Shape { _ in nil }

    /// Anything but nothing, and no control characters.
    static let line = Shape { text in
        guard !text.isEmpty, !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            return Complaint(
                kind: .empty, message: text.isEmpty ? "this is empty" : "control characters here",
                notes: ["one line of text"])
        }
        return nil
    }

    /// Both, the first complaint counts.
    func and(_ other: Shape) -> Shape {
        Shape { [complaint] text in complaint(text) ?? other.complaint(text) }
    }

    func atMost(_ limit: Int, _ form: ManifestIssue.Form) -> Shape {
        and(
            Shape { text in
                let count = text.unicodeScalars.count
                guard count > limit else { return nil }
                return Complaint(
                    kind: .tooLong(form), message: "this has \(count) characters",
                    notes: ["AWS takes \(limit)"])
            })
    }
}

extension StringProtocol {
    /// Whether it has at least one character, and only ASCII letters, digits and these.
    func isMade(of others: String = "", letters: Bool = true, digits: Bool = true) -> Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"): digits
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                    letters
                default: others.utf8.contains(byte)
                }
            }
    }

    var isDigits: Bool { isMade(letters: false) }

    var isLowercase: Bool {
        !utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    func parts(by separator: Character) -> [SubSequence] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
