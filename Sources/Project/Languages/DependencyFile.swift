/// What a build read, in make's format, as compilers write it.
package struct DependencyFile: Equatable, Sendable {
    /// Absolute.
    package var path: String
    /// What relative paths in it are relative to.
    package var folder: String

    /// The files named in it, absolute; none of those that it is about.
    package func files(in text: String) -> [String] {
        var found: [String] = []
        for rule in text.replacing("\\\r\n", with: " ").replacing("\\\n", with: " ")
            .split(whereSeparator: \.isNewline)
        {
            var words = Self.words(rule)
            guard let colon = words.firstIndex(where: { $0.isTarget }) else { continue }
            words.removeSubrange(...colon)
            found += words.map { $0.text.hasPrefix("/") ? $0.text : "\(folder)/\($0.text)" }
        }
        return found
    }

    private struct Word {
        var text = ""
        /// It ended with a colon.
        var isTarget = false
    }

    /// Between spaces; a backslash is before a space or a `#` of a name, a dollar sign is doubled.
    private static func words(_ rule: Substring) -> [Word] {
        var words: [Word] = []
        var word = Word()
        var rest = rule[...]
        while let character = rest.popFirst() {
            switch character {
            case "\\" where rest.first == " " || rest.first == "#":
                word.text.append(rest.removeFirst())
            case "$" where rest.first == "$": word.text.append(rest.removeFirst())
            case ":" where rest.first == " " || rest.isEmpty:
                word.isTarget = true
                words.append(word)
                word = Word()
            case " ", "\t":
                if !word.text.isEmpty { words.append(word) }
                word = Word()
            default: word.text.append(character)
            }
        }
        if !word.text.isEmpty { words.append(word) }
        return words
    }
}
