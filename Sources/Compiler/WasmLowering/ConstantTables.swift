internal import WasmModel

/// Tables that nothing can change after instantiation, with their contents. Calls through them
/// need no table header, and they cost nothing at start.
struct ConstantTables {
    /// By table index.
    let contents: [Int: [UInt32?]]

    /// A constant table of more elements than this would only bloat the executable with nulls.
    private static let limit: UInt64 = 1 << 20

    init(_ module: Module, _ constants: Constants) {
        let imported = module.importedTables.count
        var contents: [Int: [UInt32?]] = [:]
        for (number, table) in module.tables.enumerated()
        where table.type.element == .funcref && table.initializer == nil
            && table.type.limits.minimum <= Self.limit
        {
            contents[imported + number] = Array(
                repeating: nil, count: Int(table.type.limits.minimum))
        }
        for export in module.exports where export.kind == .table {
            contents[Int(export.index)] = nil
        }
        for function in module.functions {
            for table in function.instructions.lazy.flatMap(\.touchedTables) {
                contents[Int(table)] = nil
            }
        }
        for segment in module.elements {
            guard case .active(let table, let offset) = segment.mode,
                let known = contents[Int(table)]
            else { continue }
            contents[Int(table)] = Self.place(
                constants.functions(of: segment.items), constants.value(of: offset), in: known)
        }
        self.contents = contents
    }

    /// - Returns: nil when the segment's place or items are only known at instantiation.
    private static func place(
        _ items: [UInt32?]?, _ offset: ConstantValue?, in known: [UInt32?]
    ) -> [UInt32?]? {
        guard let items, let offset = offset?.offset, items.count <= known.count,
            offset <= UInt64(known.count - items.count)
        else { return nil }
        let start = Int(offset)
        var result = known
        result.replaceSubrange(start..<start + items.count, with: items)
        return result
    }
}

extension Instruction {
    /// The tables that an instruction other than `call_indirect` names.
    fileprivate var touchedTables: [UInt32] {
        switch (opcode, immediate) {
        case (.tableGet, .index(let table)), (.tableSet, .index(let table)),
            (.tableGrow, .index(let table)), (.tableSize, .index(let table)),
            (.tableFill, .index(let table)), (.tableInit, .indices(_, let table)):
            [table]
        case (.tableCopy, .indices(let destination, let source)): [destination, source]
        default: []
        }
    }
}
