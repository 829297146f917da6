internal import CRuntimeABI
internal import LLVMKit
internal import WasmModel

/// Tables and element segments.
extension ModuleLowering {
    func defineTables() {
        for (position, item) in module.imports.enumerated() {
            guard case .table(let type) = item.kind else { continue }
            guard case .table(let symbol) = options.imports[position] else {
                preconditionFailure("table import \(position) is bound to something else")
            }
            let header = unit.module.declareGlobal(symbol, tableHeaderType)
            tables.append(TableHandle(storage: .header(header), type: type))
        }
        let constants = ConstantTables(module, known)
        for table in module.tables {
            let index = tables.count
            if let contents = constants.contents[index] {
                let array = relativeArray(symbols.table(index), contents)
                tables.append(
                    TableHandle(
                        storage: .constant(array, count: UInt64(contents.count)),
                        type: table.type))
            } else {
                tables.append(define(table.type, at: index))
            }
        }
    }

    private var tableHeaderType: IRType { ir.structure([ir.i64, ir.i64, ir.i64]) }

    private func define(_ type: TableType, at index: Int) -> TableHandle {
        let header = unit.module.addGlobal(
            symbols.table(index), tableHeaderType, linkage(.table, index))
        let maximum = type.limits.maximum ?? UInt64(RT_TABLE_LIMIT)
        let fields = [
            0, type.limits.minimum, max(type.limits.minimum, min(maximum, UInt64(RT_TABLE_LIMIT))),
        ]
        unit.module.define(
            header, unit.context.constantStruct(fields.map { ir.i64.integer($0) }),
            section: Section.state, alignment: 8)
        return TableHandle(storage: .header(header), type: type)
    }

    /// Functions as (type id, code address minus the array's), which needs no relocation at start;
    /// nil is null.
    func relativeArray(_ name: String, _ contents: [UInt32?]) -> IRValue {
        let entry = ir.structure([ir.i32, ir.i32])
        let array = unit.module.addGlobal(name, entry.array(contents.count), .internal)
        let null = unit.context.constantStruct([ir.i32.zero, ir.i32.zero])
        let entries = contents.map { index -> IRValue in
            guard let index else { return null }
            let target = functions[Int(index)]
            return unit.context.constantStruct([
                ir.i32.integer(UInt64(target.typeID)),
                target.function.value.distance(from: array, ir.i64).truncated(to: ir.i32),
            ])
        }
        unit.module.define(array, entry.constantArray(entries), constant: true, alignment: 8)
        return array
    }

    func defineElementSegments() {
        for (index, segment) in module.elements.enumerated() {
            var handle = ElementHandle()
            let name = symbols.element(index)
            var length: UInt64 = 0
            switch segment.mode {
            case .declarative: break
            case .active(let table, _) where isConstant(Int(table)): break
            case .active:
                handle.storage = storage(segment, name)
            case .passive:
                handle.storage = storage(segment, name)
                length = UInt64(segment.items.count)
            }
            handle.length = lengthState(name, length)
            elements.append(handle)
        }
    }

    private func isConstant(_ table: Int) -> Bool {
        if case .constant = tables[table].storage { true } else { false }
    }

    private func storage(_ segment: ElementSegment, _ name: String) -> ElementHandle.Storage {
        if let functions = known.functions(of: segment.items) {
            return .functions(relativeArray(name, functions))
        }
        let array = unit.module.addGlobal(name, ir.i64.array(segment.items.count), .internal)
        unit.module.define(
            array, ir.i64.array(segment.items.count).zero, section: Section.state, alignment: 8)
        return .references(array)
    }

    /// Makes the module's tables, evaluates segments and copies the active ones.
    func initializeTables(_ code: CodeEmitter) {
        for table in tables.suffix(module.tables.count) {
            guard case .header(let header) = table.storage else { continue }
            let allocate = hostWrapper("rt_table_allocate", ir.void.function([ir.pointer]))
            code.builder.call(allocate, [header])
        }
        for (index, segment) in module.elements.enumerated() {
            if case .references(let array)? = elements[index].storage,
                case .expressions(let items) = segment.items
            {
                for (position, item) in items.enumerated() {
                    let place = code.builder.element(
                        ir.i64, array, ir.i64.integer(UInt64(position)))
                    code.builder.store(code.evaluate(item), place, alignment: 8)
                }
            }
        }
        for (index, segment) in module.elements.enumerated() {
            guard case .active(let table, let expression) = segment.mode,
                elements[index].storage != nil
            else { continue }
            let count = ir.i64.integer(UInt64(segment.items.count))
            let target = code.builder.cast(.zext, code.evaluate(expression), to: ir.i64)
            code.trap(
                unlessRange: target, count, liesIn: code.tableSize(Int(table)),
                rt_trap_code_out_of_bounds_table)
            code.initialize(Int(table), at: target, from: index, ir.i64.zero, count)
        }
    }
}
