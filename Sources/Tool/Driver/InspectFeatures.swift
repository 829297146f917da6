internal import WasmModel

/// Which features a module really needs: from its instructions, by the opcode table's column, and
/// from the form of what it declares.
struct FeatureScan {
    struct Use {
        var count: Int
        /// Of the first.
        var offset: Int
    }

    private(set) var uses: [Feature: Use] = [:]

    init(_ module: Module) {
        note(instructions: module)
        for item in module.imports { note(item, in: module) }
        for function in module.functions { note(function, in: module) }
        note(declarations: module)
        note(exports: module)
    }

    private mutating func note(_ feature: Feature, _ count: Int = 1, at offset: Int) {
        guard feature != .mvp, count > 0 else { return }
        let use = uses[feature] ?? Use(count: 0, offset: offset)
        uses[feature] = Use(count: use.count + count, offset: min(use.offset, offset))
    }

    /// By opcode first, because there may be millions of instructions.
    private mutating func note(instructions module: Module) {
        let unused = Use(count: 0, offset: 0)
        var found = [Use](repeating: unused, count: Int(UInt16.max) + 1)
        let constants = module.constantExpressions.map(\.instructions)
        for body in module.functions.map(\.instructions) + constants {
            for instruction in body {
                let number = Int(instruction.opcode.rawValue)
                if found[number].count == 0 { found[number].offset = Int(instruction.offset) }
                found[number].count += 1
            }
        }
        for opcode in Opcode.allCases {
            let use = found[Int(opcode.rawValue)]
            note(OpcodeTable.info(of: opcode).feature, use.count, at: use.offset)
        }
        // Before version 3.0, a constant expression computed nothing and read imported globals only.
        let importCount = module.importedGlobals.count
        for expression in constants {
            for instruction in expression
            where instruction.opcode.isConstantArithmetic
                || instruction.readsGlobal(from: importCount)
            {
                note(.extendedConstants, at: Int(instruction.offset))
            }
        }
    }

    private mutating func note(_ type: ValueType, at offset: Int) {
        switch type {
        case .v128: note(.simd, at: offset)
        // As the element of a table, a function reference is as old as tables.
        case .reference: note(.referenceTypes, at: offset)
        case .i32, .i64, .f32, .f64: break
        }
    }

    private mutating func note(_ type: FunctionType, at offset: Int) {
        if type.results.count > 1 { note(.multipleValues, at: offset) }
        for type in type.parameters + type.results { note(type, at: offset) }
    }

    private mutating func note(_ item: Import, in module: Module) {
        switch item.kind {
        case .function(let index):
            if let type = module.functionType(at: index) { note(type, at: item.offset) }
        case .table(let type): note(type, at: item.offset)
        case .global(let type):
            note(type.value, at: item.offset)
            if type.isMutable { note(.mutableGlobals, at: item.offset) }
        case .memory, .tag: break
        }
    }

    private mutating func note(_ table: TableType, at offset: Int) {
        if table.element != .funcref { note(.referenceTypes, at: offset) }
    }

    private mutating func note(_ function: Function, in module: Module) {
        if let type = module.functionType(at: function.type) {
            note(type, at: function.declarationOffset)
        }
        for group in function.locals { note(group.type, at: function.offset) }
        for instruction in function.instructions {
            guard case .block(let block) = instruction.immediate else { continue }
            switch block {
            case .empty: break
            case .value(let type): note(type, at: Int(instruction.offset))
            case .type(let index):
                guard let type = module.functionType(at: index) else { break }
                if !type.parameters.isEmpty { note(.multipleValues, at: Int(instruction.offset)) }
                note(type, at: Int(instruction.offset))
            }
        }
    }

    private mutating func note(declarations module: Module) {
        for table in module.tables { note(table.type, at: table.offset) }
        for table in module.tables.dropFirst(max(0, 1 - module.importedTables.count)) {
            note(.referenceTypes, at: table.offset)
        }
        for memory in module.memories.dropFirst(max(0, 1 - module.importedMemories.count)) {
            note(.multipleMemories, at: memory.offset)
        }
        for global in module.globals { note(global.type.value, at: global.offset) }
        for data in module.data {
            if case .passive = data.mode { note(.bulkMemory, at: data.offset) }
        }
        for element in module.elements {
            switch element.mode {
            case .passive: note(.bulkMemory, at: element.offset)
            case .declarative: note(.referenceTypes, at: element.offset)
            case .active: break
            }
        }
    }

    private mutating func note(exports module: Module) {
        let globals = module.globalTypes
        for export in module.exports
        where export.kind == .global && export.index < globals.count {
            if globals[Int(export.index)].isMutable { note(.mutableGlobals, at: export.offset) }
        }
    }
}

extension Module {
    fileprivate var constantExpressions: [ConstantExpression] {
        var result = globals.map(\.initializer) + tables.compactMap(\.initializer)
        for data in data {
            if case .active(_, let offset) = data.mode { result.append(offset) }
        }
        for element in elements {
            if case .active(_, let offset) = element.mode { result.append(offset) }
            if case .expressions(let expressions) = element.items { result += expressions }
        }
        return result
    }
}

extension Instruction {
    fileprivate func readsGlobal(from first: Int) -> Bool {
        guard opcode == .globalGet, case .index(let index) = immediate else { return false }
        return Int(index) >= first
    }
}
