/// The candidates that differ from a name so little that they may be meant, the nearest first; of
/// equally near ones the order of the candidates stays.
package func similarNames(to name: String, in candidates: [String]) -> [String] {
    let farthest = max(2, name.utf8.count / 4)
    // A name may be megabytes long; what differs in length by too much need not be compared.
    let comparable = candidates.filter { abs($0.utf8.count - name.utf8.count) <= farthest }
    let scored = comparable.map { ($0, editDistance(Array(name.utf8), Array($0.utf8))) }
    return scored.filter { $0.1 <= farthest }.sorted { $0.1 < $1.1 }.map(\.0)
}

/// https://en.wikipedia.org/wiki/Levenshtein_distance
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, b) in right.enumerated() {
            let substitution = diagonal + (a == b ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[right.count]
}
