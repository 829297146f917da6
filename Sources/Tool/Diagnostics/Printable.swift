extension String {
    /// Longer than any name that somebody wrote, short enough to be read.
    private static let longest = 1000

    /// Text from a module as one line for a terminal: without control characters, which could
    /// rewrite what stands there, and not endless.
    package var printable: String {
        var result = ""
        for scalar in unicodeScalars.prefix(Self.longest) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return unicodeScalars.dropFirst(Self.longest).isEmpty ? result : result + "…"
    }
}
