/// A string as a quoted template reads it back: the one place where text is escaped.
/// https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#quoted-templates
///
/// Terraform keeps strings in Unicode's form NFC, so what comes back is canonically equivalent, as
/// Swift's `==` compares.
enum QuotedText {
    /// - Parameters:
    ///   - ascii: whether everything beyond ASCII becomes an escape. `terraform fmt` lines up what
    ///     stands before `=` by grapheme clusters, which versions of Unicode count differently.
    ///   - beforeValue: whether `${` follows.
    static func escape(_ text: String, ascii: Bool = false, beforeValue: Bool = false) -> String {
        var result = ""
        let scalars = Array(text.unicodeScalars)
        for (position, scalar) in scalars.enumerated() {
            let next = position + 1 < scalars.count ? scalars[position + 1] : nil
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "$" where next == nil && beforeValue: result += unicodeEscape(scalar)
            case "$", "%":
                // Doubled before a brace, unless another one before it would be taken for the pair.
                let previous = position > 0 ? scalars[position - 1] : nil
                if next == "{" {
                    result += previous == scalar ? unicodeEscape(scalar) : "\(scalar)\(scalar)"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            case _ where isPlain(scalar) && !(ascii && !scalar.isASCII):
                result.unicodeScalars.append(scalar)
            default: result += unicodeEscape(scalar)
            }
        }
        return result
    }

    /// Whether a reader sees it as it is.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
            false
        default: true
        }
    }

    private static func unicodeEscape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        let width = scalar.value > 0xFFFF ? 8 : 4
        let letter = width == 8 ? "U" : "u"
        return "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
    }
}

/// Whether a key of an object may stand without quotes, and without another meaning.
func isPlainKey(_ key: String) -> Bool {
    let keywords = ["for", "if", "in", "null", "true", "false"]
    guard let first = key.utf8.first, !keywords.contains(key) else { return false }
    func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }
    return isLetter(first) && key.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
}
