internal import CRuntimeABI
internal import LLVMKit
internal import WasmModel

/// A function under construction, with what every kind of guest code needs: traps, range checks,
/// addresses and constant expressions.
class CodeEmitter {
    unowned let lowering: ModuleLowering
    let function: IRFunction
    let builder: IRBuilder
    var ir: IRTypes { lowering.ir }

    init(_ lowering: ModuleLowering, _ function: IRFunction) {
        self.lowering = lowering
        self.function = function
        builder = IRBuilder(lowering.unit.context)
        builder.position(at: builder.appendBlock("entry", to: function))
    }

    // MARK: Traps

    /// One cold block for each place that can trap: the call's return address tells where.
    func trap(if condition: IRValue, _ code: rt_trap_code) {
        let trapping = builder.appendBlock("trap", to: function)
        let next = builder.appendBlock("next", to: function)
        builder.branch(if: condition, trapping, else: next)
        builder.position(at: trapping)
        trap(code)
        builder.position(at: next)
    }

    func trap(_ code: rt_trap_code) {
        let name = String(cString: rt_trap_symbol(Int32(code.rawValue)))
        let handler = lowering.unit.module.declareFunction(name, ir.void.function([]))
        let call = builder.call(handler, [])
        for attribute in [
            lowering.attributes.cold, lowering.attributes.noReturn, lowering.attributes.noMerge,
        ] {
            builder.addAttribute(attribute, toCall: call)
        }
        builder.unreachable()
    }

    /// All three are 64 bits wide; the first two come from 32 bits, so their sum cannot wrap.
    func trap(
        unlessRange start: IRValue, _ count: IRValue, liesIn size: IRValue, _ code: rt_trap_code
    ) {
        let end = builder.binary(.add, start, count)
        trap(if: builder.icmp(.ugt, end, size), code)
    }

    // MARK: Memory

    /// The address of a 64-bit offset into a memory.
    func address(_ offset: IRValue, in memory: Int) -> IRValue {
        builder.offset(memoryBase(memory), by: offset)
    }

    private func memoryBase(_ memory: Int) -> IRValue {
        guard let base = lowering.memories[memory].base else {
            return memoryField(memory, \.base, ir.pointer)
        }
        return ir.i64.integer(base).pointer(ir.pointer)
    }

    func memoryPages(_ memory: Int) -> IRValue { memoryField(memory, \.pages, ir.i64) }

    private func memoryField(_ memory: Int, _ path: PartialKeyPath<rt_memory>, _ type: IRType)
        -> IRValue
    {
        let offset = UInt64(MemoryLayout<rt_memory>.offset(of: path) ?? 0)
        let field = builder.offset(
            lowering.memories[memory].header, by: ir.i64.integer(offset))
        return annotated(builder.load(type, field, alignment: 8), lowering.aliases.memoryHeader)
    }

    /// In bytes.
    func memorySize(_ memory: Int) -> IRValue {
        builder.binary(.shl, memoryPages(memory), ir.i64.integer(16 as UInt64))
    }

    func copyBytes(to target: IRValue, from source: IRValue, _ count: IRValue) {
        callIntrinsic(
            "llvm.memcpy", [ir.pointer, ir.pointer, ir.i64],
            [target, source, count, isVolatile])
    }

    /// The last operand of the intrinsics that copy or fill memory: whether a later trap must find
    /// that done.
    var isVolatile: IRValue { ir.i1.integer(lowering.options.strictTraps ? 1 : 0 as UInt64) }

    // MARK: Tables

    func tableSize(_ table: Int) -> IRValue {
        switch lowering.tables[table].storage {
        case .constant(_, let count): ir.i64.integer(count)
        case .header(let header):
            tableField(header, UInt64(MemoryLayout<rt_table>.offset(of: \.size) ?? 0))
        }
    }

    func tableField(_ header: IRValue, _ offset: UInt64) -> IRValue {
        let field = builder.offset(header, by: ir.i64.integer(offset))
        return annotated(builder.load(ir.i64, field, alignment: 8), lowering.aliases.tableHeader)
    }

    func tableHeader(_ table: Int) -> IRValue {
        guard case .header(let header) = lowering.tables[table].storage else {
            preconditionFailure("table \(table) is constant, yet something changes it")
        }
        return header
    }

    /// Copies a part of an element segment into a table; ranges are checked already.
    func initialize(
        _ table: Int, at target: IRValue, from segment: Int, _ source: IRValue, _ count: IRValue
    ) {
        let (symbol, array): (String, IRValue) =
            switch lowering.elements[segment].storage {
            case .functions(let array)?: ("rt_table_init_functions", array)
            case .references(let array)?: ("rt_table_init_references", array)
            case nil: ("rt_table_init_references", ir.pointer.zero)
            }
        let type = ir.void.function([ir.pointer, ir.i64, ir.pointer, ir.i64, ir.i64])
        builder.call(
            lowering.hostWrapper(symbol, type),
            [tableHeader(table), target, array, source, count])
    }

    // MARK: Constant expressions and references

    func evaluate(_ expression: ConstantExpression) -> IRValue {
        let value = expression.evaluate(operand) { opcode, left, right in
            guard case .binary(let operation)? = NumericTable.lowering(of: opcode) else {
                preconditionFailure("\(opcode.info.name) in a valid constant expression")
            }
            return builder.binary(operation, left, right)
        }
        guard let value else {
            preconditionFailure("a valid constant expression is not empty")
        }
        return value
    }

    /// An instruction of a constant expression that has no operands.
    private func operand(_ instruction: Instruction) -> IRValue? {
        switch (instruction.opcode, instruction.immediate) {
        case (.globalGet, .index(let index)): loadGlobal(Int(index))
        case (.refFunc, .index(let index)): functionReference(Int(index))
        default: lowering.known.value(of: instruction).flatMap(lowering.constant)
        }
    }

    func loadGlobal(_ index: Int) -> IRValue {
        let global = lowering.globals[index]
        if let constant = global.constant { return constant }
        let type = lowering.irType(global.type.value)
        return annotated(
            builder.load(type, global.pointer, alignment: global.type.value.alignment),
            lowering.aliases.global)
    }

    /// A funcref's bits: type id, and the code's address minus `asml_anchor` above.
    func functionReference(_ index: Int) -> IRValue {
        let target = lowering.functions[index]
        let code = builder.cast(.ptrtoint, target.function.value, to: ir.i64)
        let anchor = builder.cast(.ptrtoint, lowering.anchor, to: ir.i64)
        let distance = builder.binary(.sub, code, anchor)
        let upper = builder.binary(.shl, distance, ir.i64.integer(32 as UInt64))
        return builder.binary(.or, upper, ir.i64.integer(UInt64(target.typeID)))
    }

    // MARK: Calls

    /// For functions of ours, which stand in no trap stack: a body inlined into one would not
    /// either.
    @discardableResult
    func callOutOfLine(_ function: IRFunction, _ arguments: [IRValue]) -> IRValue {
        let call = builder.call(function, arguments)
        builder.addAttribute(lowering.attributes.noInline, toCall: call)
        return call
    }

    @discardableResult
    func callIntrinsic(_ name: String, _ overloads: [IRType], _ arguments: [IRValue]) -> IRValue {
        builder.call(lowering.unit.module.intrinsic(name, overloads), arguments)
    }

    func annotated(_ access: IRValue, _ tag: IRValue) -> IRValue {
        access.setMetadata(kind: lowering.aliases.kind, tag)
        return access
    }
}
