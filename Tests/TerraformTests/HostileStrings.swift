import ToolFixtures

/// Strings that mean something to Terraform, to TOML, to JSON, to shells or to terminals.
struct HostileStrings {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    static let pieces = [
        "${", "}", "${path.module}", "${file(\"/etc/passwd\")}", "%{", "%{ if true }", "$${", "%%{",
        "$", "%", "{", "\"", "'", "\\", "\\\"", "\\n", "\\u0041", "\n", "\r\n", "\r", "\t", "\u{0}",
        "\u{1}", "\u{1B}[31m", "\u{7F}", "\u{85}", "<<EOT\n", "<<-X", "EOT\n", "#", "//", "/*",
        "*/",
        "\"\n}\nresource \"null\" \"x\" {\n", "\u{2028}", "\u{2029}", "\u{202E}", "\u{2066}",
        "\u{200B}", "\u{FEFF}", "é", "e\u{301}", "\u{1F600}", "\u{10FFFF}", "../", "/",
        "/etc/passwd",
        "..", "./", "~", "-", "--help", "-rf", "`id`", "$(id)", ";", "&&", "|", "*", "?", " ", ":",
        "@", "=", ",", "[", "]", "(", ")", "<", ">", "a", "Z", "0", "_", ".", "{b}", "{c+}", "null",
        "arn:aws:s3:::x",
    ]

    mutating func next() -> UInt64 { generator.next() }

    /// One to four pieces with a mark before, among or behind them.
    mutating func string(marked mark: String) -> String {
        var parts = (0...next() % 4).map { _ in
            Self.pieces[Int(next() % UInt64(Self.pieces.count))]
        }
        parts.insert(mark, at: Int(next() % UInt64(parts.count + 1)))
        return parts.joined()
    }
}

extension String {
    /// As a basic string of TOML, without the quotes. https://toml.io/en/v1.0.0#string
    var inTOML: String {
        unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case " "..."~": String(scalar)
            default: "\\U" + String(repeating: "0", count: 8 - hex(scalar).count) + hex(scalar)
            }
        }.joined()
    }

    /// As a string of JSON, without the quotes.
    var inJSON: String {
        unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\u{0}"..<" ":
                "\\u" + String(repeating: "0", count: 4 - hex(scalar).count) + hex(scalar)
            default: String(scalar)
            }
        }.joined()
    }

    private func hex(_ scalar: Unicode.Scalar) -> String { String(scalar.value, radix: 16) }
}
