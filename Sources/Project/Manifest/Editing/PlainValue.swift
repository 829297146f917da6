/// What a file says, wherever it says it: for telling whether an edit did what it should.
indirect enum PlainValue: Equatable {
    case table([String: PlainValue])
    case list([PlainValue])
    case string(String)
    case integer(Int64)
    /// By its bits: not a number equals itself.
    case float(UInt64)
    case boolean(Bool)
    case date

    init(_ table: TOMLTable) {
        let entries = table.entries.map { ($0.key, PlainValue($0.value)) }
        self = .table(Dictionary(entries) { first, _ in first })
    }

    init(_ value: TOMLValue) {
        switch value.content {
        case .table(let table): self.init(table)
        case .array(let elements): self = .list(elements.map { PlainValue($0) })
        case .string(let string): self = .string(string)
        case .integer(let integer): self = .integer(integer)
        case .float(let number): self = .float(number.bitPattern)
        case .boolean(let boolean): self = .boolean(boolean)
        case .date: self = .date
        }
    }

    /// Setting nil removes; tables that are missing on the way are made, and those that become
    /// empty go, as they do in the text.
    subscript(path: [String]) -> PlainValue? {
        get {
            guard let first = path.first else { return self }
            guard case .table(let entries) = self else { return nil }
            return entries[first]?[Array(path.dropFirst())]
        }
        set {
            guard let first = path.first else {
                self = newValue ?? .table([:])
                return
            }
            guard case .table(var entries) = self else { return }
            if path.count == 1 {
                entries[first] = newValue
            } else {
                var inner = entries[first] ?? .table([:])
                inner[Array(path.dropFirst())] = newValue
                entries[first] = inner == .table([:]) ? nil : inner
            }
            self = .table(entries)
        }
    }

    /// Without the tables on this path that have nothing in them.
    func withoutEmpty(_ path: [String]) -> PlainValue {
        var result = self
        for count in stride(from: path.count, to: 0, by: -1) {
            let table = Array(path.prefix(count))
            if result[table] == .table([:]) { result[table] = nil }
        }
        return result
    }
}
