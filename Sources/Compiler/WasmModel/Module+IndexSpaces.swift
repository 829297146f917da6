/// Index spaces: the imports of a kind first, then what the module defines.
/// https://webassembly.github.io/spec/core/syntax/modules.html#indices
extension Module {
    package var importedFunctions: [(import: Import, type: TypeIndex)] {
        imports.compactMap { if case .function(let type) = $0.kind { ($0, type) } else { nil } }
    }
    package var importedTables: [(import: Import, type: TableType)] {
        imports.compactMap { if case .table(let type) = $0.kind { ($0, type) } else { nil } }
    }
    package var importedMemories: [(import: Import, type: MemoryType)] {
        imports.compactMap { if case .memory(let type) = $0.kind { ($0, type) } else { nil } }
    }
    package var importedGlobals: [(import: Import, type: GlobalType)] {
        imports.compactMap { if case .global(let type) = $0.kind { ($0, type) } else { nil } }
    }

    /// The type index of every function, imports first.
    package var functionTypes: [TypeIndex] {
        importedFunctions.map(\.type) + functions.map(\.type)
    }
    package var tableTypes: [TableType] { importedTables.map(\.type) + tables.map(\.type) }
    package var memoryTypes: [MemoryType] { importedMemories.map(\.type) + memories.map(\.type) }
    package var globalTypes: [GlobalType] { importedGlobals.map(\.type) + globals.map(\.type) }

    /// The function type at an index; nil when there is none or it is no function type.
    package func functionType(at index: TypeIndex) -> FunctionType? {
        guard index < types.count, case .function(let type) = types[Int(index)].composite else {
            return nil
        }
        return type
    }
}
