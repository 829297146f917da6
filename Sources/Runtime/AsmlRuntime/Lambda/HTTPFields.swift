/// The fields of a message's head, one a line: `Name: value\n`.
package struct HTTPFields {
    package let lines: Bytes

    package init(_ lines: Bytes) { self.lines = lines }

    /// A value by its field's name, in any case.
    package subscript(_ name: StaticString) -> Bytes? {
        var rest = lines
        while let end = rest.first(UInt8(ascii: "\n")) {
            let field = rest.slice(0, end)
            rest = rest.slice(end + 1, rest.count)
            guard let colon = field.first(UInt8(ascii: ":")) else { continue }
            if field.slice(0, colon).equalsIgnoringCase(name) {
                return field.slice(colon + 1, field.count).trimmed
            }
        }
        return nil
    }
}
