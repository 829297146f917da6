internal import WasmModel

/// Tables that nothing can change after instantiation, with their contents. Calls through them
/// need no table header, and they cost nothing at start.
struct ConstantTables {
    /// By table index.
    let contents: [Int: [UInt32?]]

    /// A constant table of more elements than this would only bloat the executable with nulls.
    private static let limit: UInt64 = 1 << 20

    init(_ module: Module) {
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
            contents[Int(table)] = Self.place(segment, offset, in: known)
        }
        self.contents = contents
    }

    /// - Returns: nil when the segment's place or items are only known at instantiation.
    private static func place(
        _ segment: ElementSegment, _ offset: ConstantExpression, in known: [UInt32?]
    ) -> [UInt32?]? {
        guard let first = offset.instructions.first, offset.instructions.count == 2,
            case .i32(let value) = first.immediate, let items = segment.items.functionIndices
        else { return nil }
        let start = Int(UInt32(bitPattern: value))
        guard start + items.count <= known.count else { return nil }
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
