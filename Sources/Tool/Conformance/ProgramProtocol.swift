/// What a script's program is told on standard input, one line each (driver/conformance.c).
package enum ProgramCommand: Equatable, Sendable {
    case instantiate(instance: Int)
    /// A call of an exported function, by its place among the module's exported functions: names
    /// may hold any byte.
    case invoke(instance: Int, function: Int, slots: [UInt64])
    /// Reads words of the global, or of the header of the table or memory, at a place in
    /// `Plan.watched`.
    case peek(watched: Int, word: Int, count: Int = 1)

    package var line: String {
        switch self {
        case .instantiate(let instance): return "instantiate \(instance)\n"
        case .invoke(let instance, let function, let slots):
            let arguments = slots.map { " " + String($0, radix: 16) }.joined()
            return "invoke \(instance) \(function)\(arguments)\n"
        case .peek(let watched, let word, let count):
            return "peek \(watched) \(word) \(count)\n"
        }
    }
}

/// What it answers, one line each.
package enum ProgramAnswer: Equatable, Sendable {
    case completed([UInt64])
    case trapped(String)

    package init?(line: Substring) {
        if line.hasPrefix("trap ") {
            self = .trapped(String(line.dropFirst(5)))
            return
        }
        let words = line.split(separator: " ")
        guard words.first == "ok" else { return nil }
        let slots = words.dropFirst().map { UInt64($0, radix: 16) }
        guard !slots.contains(nil) else { return nil }
        self = .completed(slots.compactMap(\.self))
    }
}
