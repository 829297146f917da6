/// The line that a mistake is in, with the place marked below it:
/// ```
///   provider = "aws-lamda"
///              ^~~~~~~~~~~ did you mean 'aws-lambda'?
/// ```
struct Excerpt {
    /// What fits beside a terminal's edge with the indentation.
    private static let width = 96

    let line: String
    let underline: String

    /// - Parameter note: stands behind the marks.
    init(of span: SourceSpan, note: String?) {
        let scalars = Array(span.text.unicodeScalars)
        let start = min(max(span.column - 1, 0), scalars.count)
        let end = min(start + max(span.length, 1), max(scalars.count, start))
        var before = Self.shown(scalars[..<start])
        var marked = Self.shown(scalars[start..<end])
        var after = Self.shown(scalars[end...])
        // Far more context than anybody needs is cut, first behind the place, then before it.
        let longest = Self.width * 3 / 4
        if marked.count > longest { marked = marked.prefix(longest - 1) + "…" }
        let room = Self.width - marked.count
        if before.count + after.count > room {
            let wantedBefore = min(before.count, max(room / 2, room - after.count))
            if before.count > wantedBefore {
                before = "…" + before.suffix(max(wantedBefore - 1, 0))
            }
            let left = max(room - before.count, 0)
            if after.count > left { after = after.prefix(max(left - 1, 0)) + "…" }
        }
        line = before + marked + after
        let marks = "^" + String(repeating: "~", count: max(marked.count - 1, 0))
        underline =
            String(repeating: " ", count: before.count) + marks
            + (note.map { " \($0.printable)" } ?? "")
    }

    /// Tabs are one space, so that columns stay; what a terminal would act on is spelled out.
    private static func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        // Nothing longer is shown, wherever it is cut.
        let longest = 4 * width
        var text = ""
        let kept = scalars.count > longest ? nil : scalars
        for scalar in kept ?? (scalars.prefix(longest / 2) + scalars.suffix(longest / 2)) {
            if scalar == "\t" { text += " " } else { text += String(scalar).printable }
        }
        return text
    }
}
