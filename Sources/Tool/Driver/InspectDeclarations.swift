internal import CodeGen
internal import NativeLinker
internal import WasmDecoder
internal import WasmLowering
internal import WasmModel

/// What a module declares, as `asml inspect` lists it.
extension InspectReport {
    mutating func describeDeclarations(_ module: Module) {
        let offered = RuntimeKind.allCases.map { ($0, $0.imports) }
        imports = module.imports.map { item in
            ImportItem(
                module: item.module, name: item.name, kind: item.kind.word,
                type: module.describe(item.kind), offset: item.offset,
                providedBy: offered.filter { runtime, imports in
                    (try? runtime.symbol(for: item, in: module, imports, \.letters)) != nil
                }.map(\.0.rawValue))
        }
        let types = IndexedTypes(module)
        exports = module.exports.map {
            ExportItem(
                name: $0.name, kind: $0.kind.word, index: $0.index, type: types.describe($0))
        }
        let importedMemories = module.importedMemories.count
        memories = module.memoryTypes.enumerated().map { index, type in
            Memory(
                index: index, imported: index < importedMemories,
                minimumPages: type.limits.minimum, maximumPages: type.limits.maximum)
        }
        let importedTables = module.importedTables.count
        tables = module.tableTypes.enumerated().map { index, type in
            Table(
                index: index, imported: index < importedTables, element: type.element.name,
                minimum: type.limits.minimum, maximum: type.limits.maximum)
        }
        describeGlobals(module)
    }

    private mutating func describeGlobals(_ module: Module) {
        let imported = module.importedGlobals.count
        globals = module.globalTypes.enumerated().map { index, type in
            Global(
                index: index, imported: index < imported, type: type.value.name,
                mutable: type.isMutable,
                value: index < imported ? nil : module.globals[index - imported].initializer.text)
        }
    }

    mutating func describeSegments(_ module: Module) {
        for segment in module.data {
            switch segment.mode {
            case .active: data.active += 1
            case .passive: data.passive += 1
            }
            data.total += segment.range.count
        }
        for segment in module.elements {
            switch segment.mode {
            case .active: elements.active += 1
            case .passive: elements.passive += 1
            case .declarative: elements.declarative += 1
            }
            elements.total += segment.items.count
        }
    }
}

extension InspectReport.Functions {
    init(_ survey: ModuleSurvey) {
        let module = survey.module
        let first = module.importedFunctions.count
        let names = SourceFunctions(module).names
        let items = survey.bodies.enumerated().map { number, body in
            InspectReport.FunctionItem(
                index: first + number, name: names[UInt32(first + number)],
                offset: body.lowerBound, size: body.count)
        }
        imported = first
        defined = items.count
        codeSize = items.reduce(0) { $0 + $1.size }
        start = module.start.map { start in
            let index = Int(start.function)
            return items.indices.contains(index - first)
                ? items[index - first]
                : .init(index: index, name: names[start.function], offset: start.offset, size: 0)
        }
        self.items = items.sorted { ($1.size, $0.index) < ($0.size, $1.index) }
    }
}

/// The types of what exports name.
private struct IndexedTypes {
    let module: Module
    let functions: [TypeIndex]
    let tables: [TableType]
    let memories: [MemoryType]
    let globals: [GlobalType]

    init(_ module: Module) {
        self.module = module
        functions = module.functionTypes
        tables = module.tableTypes
        memories = module.memoryTypes
        globals = module.globalTypes
    }

    /// An index may point nowhere.
    func describe(_ export: Export) -> String {
        func find<Item>(_ items: [Item], _ kind: (Item) -> Import.Kind) -> String {
            guard export.index < items.count else { return "?" }
            return module.describe(kind(items[Int(export.index)]))
        }
        return switch export.kind {
        case .function: find(functions) { .function($0) }
        case .table: find(tables) { .table($0) }
        case .memory: find(memories) { .memory($0) }
        case .global: find(globals) { .global($0) }
        case .tag: "?"
        }
    }
}

extension Module {
    fileprivate func describe(_ kind: Import.Kind) -> String {
        switch kind {
        case .function(let index): functionType(at: index)?.name ?? "?"
        case .table(let type): "\(type.limits.text) \(type.element.name)"
        case .memory(let type): "\(type.limits.text) pages"
        case .global(let type): (type.isMutable ? "mut " : "") + type.value.name
        case .tag: "?"
        }
    }
}

extension Limits {
    var text: String { "\(minimum)\(maximum.map { " to \($0)" } ?? " or more")" }
}

extension Import.Kind {
    fileprivate var word: String {
        switch self {
        case .function: ExternalKind.function.word
        case .table: ExternalKind.table.word
        case .memory: ExternalKind.memory.word
        case .global: ExternalKind.global.word
        case .tag: ExternalKind.tag.word
        }
    }
}

extension ExternalKind {
    fileprivate var word: String { "\(self)" }
}

extension ConstantExpression {
    /// The value of a plain constant; nil for what is computed at the start.
    fileprivate var text: String? {
        guard instructions.count == 2, let first = instructions.first else { return nil }
        return switch first.immediate {
        case .i32(let value): "\(value)"
        case .i64(let value): "\(value)"
        case .f32(let bits): "\(Float(bitPattern: bits))"
        case .f64(let bits): "\(Double(bitPattern: bits))"
        case .index(let index) where first.opcode == .refFunc: "function \(index)"
        case .heapType: "null"
        default: nil
        }
    }
}
