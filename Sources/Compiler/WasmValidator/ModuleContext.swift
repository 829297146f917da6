import WasmModel

/// The index spaces of a module, resolved once: the specification's context without what belongs
/// to one function. https://webassembly.github.io/spec/core/valid/conventions.html#contexts
struct ModuleContext {
    let types: [SubType]
    let functions: [TypeIndex]
    let tables: [TableType]
    let memories: [MemoryType]
    let globals: [GlobalType]
    let elementTypes: [ReferenceType]
    let dataCount: Int
    /// What bodies may name with `ref.func`.
    let referencedFunctions: Set<UInt32>

    init(_ module: Module) {
        types = module.types
        functions = module.functionTypes
        tables = module.tableTypes
        memories = module.memoryTypes
        globals = module.globalTypes
        elementTypes = module.elements.map(\.type)
        dataCount = module.dataCount.map(Int.init) ?? module.data.count
        referencedFunctions = Self.referencedFunctions(of: module)
    }

    /// Every function that is named outside of bodies and the start section.
    private static func referencedFunctions(of module: Module) -> Set<UInt32> {
        var result: Set<UInt32> = []
        func visit(_ expression: ConstantExpression) {
            for instruction in expression.instructions where instruction.opcode == .refFunc {
                result.insert(instruction.index)
            }
        }
        for export in module.exports where export.kind == .function { result.insert(export.index) }
        module.globals.forEach { visit($0.initializer) }
        module.tables.forEach { $0.initializer.map(visit) }
        for case .active(_, let offset) in module.data.map(\.mode) { visit(offset) }
        for element in module.elements {
            if case .active(_, let offset) = element.mode { visit(offset) }
            switch element.items {
            case .functions(let indices): result.formUnion(indices)
            case .expressions(let expressions): expressions.forEach(visit)
            }
        }
        return result
    }
}

/// An index that points nowhere; whoever looked it up knows the place.
struct UnknownIndex: Error {
    let space: ValidationError.IndexSpace
    let index: UInt32
    let count: Int

    var kind: ValidationError.Kind { .unknown(space, index) }

    var message: String {
        let there =
            switch count {
            case 0: "there is none"
            case 1: "only 0 exists"
            default: "0 to \(count - 1) exist"
            }
        return "unknown \(space.rawValue) \(index): \(there)"
    }
}

extension ModuleContext {
    func functionType(_ index: TypeIndex) throws(UnknownIndex) -> FunctionType {
        let type = try find(index, in: types, .type)
        guard case .function(let function) = type.composite else {
            throw UnknownIndex(space: .type, index: index, count: types.count)
        }
        return function
    }

    func function(_ index: UInt32) throws(UnknownIndex) -> FunctionType {
        try functionType(try find(index, in: functions, .function))
    }

    func table(_ index: UInt32) throws(UnknownIndex) -> TableType {
        try find(index, in: tables, .table)
    }

    func memory(_ index: UInt32) throws(UnknownIndex) -> MemoryType {
        try find(index, in: memories, .memory)
    }

    func global(_ index: UInt32) throws(UnknownIndex) -> GlobalType {
        try find(index, in: globals, .global)
    }

    /// A global that a constant expression reads, which sees only the first few.
    func global(_ index: UInt32, ofFirst count: Int) throws(UnknownIndex) -> GlobalType {
        guard index < count else {
            throw UnknownIndex(space: .global, index: index, count: count)
        }
        return globals[Int(index)]
    }

    func elementType(_ index: UInt32) throws(UnknownIndex) -> ReferenceType {
        try find(index, in: elementTypes, .element)
    }

    func checkData(_ index: UInt32) throws(UnknownIndex) {
        guard index < dataCount else {
            throw UnknownIndex(space: .data, index: index, count: dataCount)
        }
    }

    private func find<Item>(
        _ index: UInt32, in items: [Item], _ space: ValidationError.IndexSpace
    ) throws(UnknownIndex) -> Item {
        guard index < items.count else {
            throw UnknownIndex(space: space, index: index, count: items.count)
        }
        return items[Int(index)]
    }
}
