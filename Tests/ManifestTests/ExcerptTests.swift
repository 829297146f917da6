internal import Diagnostics
internal import Testing

/// How a place in a text is shown.
struct ExcerptTests {
    private func lines(_ span: SourceSpan, notes: [String] = []) -> [Substring] {
        Diagnostic(at: .text(span), "wrong", notes: notes).render().split(separator: "\n")
    }

    private func span(_ text: String, _ column: Int, _ length: Int = 1) -> SourceSpan {
        SourceSpan(file: "a.toml", line: 3, column: column, length: length, text: text)
    }

    @Test func theLineIsShownWithThePlaceAndTheFirstNote() {
        #expect(
            lines(span("provider = \"aws-lamda\"", 12, 11), notes: ["did you mean it?", "more"])
                == [
                    "a.toml:3:12: error: wrong",
                    "  provider = \"aws-lamda\"",
                    "             ^~~~~~~~~~~ did you mean it?",
                    "  more",
                ])
    }

    @Test func tabsAndControlCharactersAreSafe() {
        #expect(
            lines(span("\ta = \u{1B}[31mx", 6, 3)).dropFirst() == [
                "   a = \\u{1b}[31mx", "       ^~~~~~~~",
            ])
    }

    @Test func placesBehindTheLineAreShownAtItsEnd() {
        #expect(lines(span("ab", 3)).dropFirst() == ["  ab", "    ^"])
        #expect(lines(span("ab", 99, 9)).dropFirst() == ["  ab", "    ^"])
        #expect(lines(span("ab", 0, 0)).dropFirst() == ["  ab", "  ^"])
        #expect(lines(span("", 1)).count == 1)
    }

    @Test(arguments: [1, 2, 50, 5000, 9_990, 10_000]) func longLinesAreCut(_ column: Int) {
        let text = String(repeating: "0123456789", count: 1000)
        let lines = lines(span(text, column, 5))
        #expect(lines[1].count <= 98)
        let marks = lines[2].prefix { $0 == " " }.count
        let shown = lines[1].dropFirst(marks).first
        #expect(shown == Character(String((column - 1) % 10)))
    }

    @Test func longPlacesAreCut() {
        let text = String(repeating: "x", count: 1_000_000)
        let lines = lines(span(text, 10, 900_000))
        #expect(lines[1].count <= 98)
        #expect(lines[2].count <= 98)
    }

    @Test func charactersOfManyScalarsAreMarkedAsOne() {
        #expect(lines(span("e\u{301} = 1", 6)).dropFirst() == ["  e\u{301} = 1", "      ^"])
    }
}
