/// A piece of a line of a text file.
package struct SourceSpan: Equatable, Hashable, Sendable {
    package var file: String
    /// Lines and columns count from 1, columns in characters.
    package var line: Int
    package var column: Int
    package var length: Int
    /// The whole line, to be shown.
    package var text: String

    package init(file: String, line: Int, column: Int, length: Int = 1, text: String) {
        self.file = file
        self.line = line
        self.column = column
        self.length = length
        self.text = text
    }
}
