/// A text in which `«` and `»` mark where something is wrong.
struct Marked {
    var text: String
    var line = 1
    var column = 1
    var length = 0

    init(_ marked: String) {
        text = marked.filter { $0 != "«" && $0 != "»" }
        guard let start = marked.firstIndex(of: "«"), let end = marked.firstIndex(of: "»") else {
            return
        }
        let before = marked[..<start].split(separator: "\n", omittingEmptySubsequences: false)
        line = before.count
        column = (before.last?.count ?? 0) + 1
        length = marked[start..<end].count - 1
    }
}
