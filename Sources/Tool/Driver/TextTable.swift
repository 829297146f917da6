/// Rows with aligned columns, indented by two spaces.
struct TextTable {
    private var rows: [[String]] = []
    /// Columns of numbers, whose ends are aligned.
    private let numbers: Set<Int>

    init(numbers: Set<Int> = []) { self.numbers = numbers }

    mutating func add(_ cells: String...) { rows.append(cells) }

    func render() -> String {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        return rows.map { line($0, widths) }.joined()
    }

    private func line(_ row: [String], _ widths: [Int]) -> String {
        let cells = row.enumerated().map { column, cell in
            let padding = String(repeating: " ", count: widths[column] - cell.count)
            return numbers.contains(column) ? padding + cell : cell + padding
        }
        var text = "  " + cells.joined(separator: "  ")
        while text.last == " " { text.removeLast() }
        return text + "\n"
    }
}

/// A size for people, in bytes below a KiB.
func sizeText(_ bytes: Int) -> String {
    let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")]
    for (unit, name) in units where bytes >= unit {
        // Rounded to tenths.
        let tenths = (bytes / (unit / 16) * 10 + 8) / 16
        return "\(tenths / 10).\(tenths % 10) \(name)"
    }
    return bytes == 1 ? "1 byte" : "\(bytes) bytes"
}

func offsetText(_ offset: Int) -> String { "0x\(String(offset, radix: 16))" }
