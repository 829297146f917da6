/// Splits a command line into words. There is no shell: quotes and backslashes are all that is
/// known, and what only a shell would do is refused.
struct CommandLine {
    enum Mistake: Error, Equatable {
        case empty
        case openQuote(Character)
        case shell(String)
    }

    private(set) var words: [String] = []
    private var word: String?

    init(_ line: String) throws(Mistake) {
        var rest = Substring(line)
        while let character = rest.popFirst() {
            switch character {
            case " ", "\t", "\n", "\r\n": endWord()
            case "'", "\"": try quoted(character, &rest)
            case "\\":
                guard let next = rest.popFirst() else { throw .openQuote("\\") }
                append(next)
            case "`", "|", ">", "<", ";", "&": throw .shell(Self.operatorAt(character, rest))
            case "$" where rest.hasPrefix("("): throw .shell("$(")
            default: append(character)
            }
        }
        endWord()
        guard !words.isEmpty else { throw .empty }
    }

    private mutating func append(_ character: Character) {
        word = (word ?? "") + String(character)
    }

    private mutating func endWord() {
        guard let word else { return }
        words.append(word)
        self.word = nil
    }

    /// In double quotes a backslash still means something in front of them and of itself.
    private mutating func quoted(_ quote: Character, _ rest: inout Substring) throws(Mistake) {
        word = word ?? ""
        while let character = rest.popFirst() {
            if character == quote { return }
            if quote == "\"", character == "\\", let next = rest.first, "\"\\".contains(next) {
                rest.removeFirst()
                append(next)
            } else if quote == "\"", character == "`" {
                throw .shell("`")
            } else if quote == "\"", character == "$", rest.hasPrefix("(") {
                throw .shell("$(")
            } else {
                append(character)
            }
        }
        throw .openQuote(quote)
    }

    private static func operatorAt(_ first: Character, _ rest: Substring) -> String {
        String(first) + rest.prefix { $0 == first }
    }
}
