internal import CRuntimeABI
internal import LLVMKit
internal import WasmModel

/// Tables and references.
/// https://webassembly.github.io/spec/core/syntax/instructions.html#table-instructions
extension FunctionLowering {
    /// - Returns: false when the instruction is none of these.
    func lowerTable(_ instruction: Instruction) -> Bool {
        switch (instruction.opcode, instruction.immediate) {
        case (.refNull, _): push(ir.i64.zero)
        case (.refIsNull, _):
            push(builder.cast(.zext, builder.icmp(.eq, pop(), ir.i64.zero), to: ir.i32))
        case (.refFunc, .index(let index)): push(functionReference(Int(index)))
        case (.tableGet, .index(let table)): tableGet(Int(table))
        case (.tableSet, .index(let table)): tableSet(Int(table))
        case (.tableSize, .index(let table)):
            push(builder.cast(.trunc, tableSize(Int(table)), to: ir.i32))
        case (.tableGrow, .index(let table)): tableGrow(Int(table))
        case (.tableFill, .index(let table)): tableFill(Int(table))
        case (.tableCopy, .indices(let target, let source)):
            tableCopy(Int(target), Int(source))
        case (.tableInit, .indices(let segment, let table)):
            tableInit(Int(segment), Int(table))
        case (.elemDrop, .index(let segment)):
            dropSegment(lowering.elements[Int(segment)].length)
        default: return false
        }
        return true
    }

    /// The code of a table's element after all three checks: in range, not null, of this type.
    /// One compare covers the last two; which it was is sorted out on the way to the trap.
    func functionPointer(_ index: IRValue, in table: Int, typeID: UInt32) -> IRValue {
        trap(if: builder.icmp(.uge, index, tableSize(table)), rt_trap_code_undefined_element)
        let element: (typeID: IRValue, distance: IRValue, base: IRValue) =
            switch lowering.tables[table].storage {
            case .constant(let array, _): constantElement(index, array)
            case .header: changingElement(index, table)
            }
        let expected = ir.i32.integer(UInt64(typeID))
        let mismatch = builder.appendBlock("mismatch", to: function)
        let next = builder.appendBlock("next", to: function)
        builder.branch(
            if: builder.icmp(.eq, element.typeID, expected), next, else: mismatch)
        builder.position(at: mismatch)
        trap(
            if: builder.icmp(.eq, element.typeID, ir.i32.zero),
            rt_trap_code_uninitialized_element)
        trap(rt_trap_code_indirect_call_type_mismatch)
        builder.position(at: next)
        return builder.offset(element.base, by: element.distance)
    }

    private func constantElement(_ index: IRValue, _ array: IRValue)
        -> (IRValue, IRValue, IRValue)
    {
        let entry = builder.element(ir.i64, array, index)
        let distance = builder.offset(entry, by: ir.i64.integer(4 as UInt64))
        return (
            annotated(builder.load(ir.i32, entry, alignment: 8), lowering.aliases.table),
            builder.cast(
                .sext,
                annotated(
                    builder.load(ir.i32, distance, alignment: 4), lowering.aliases.table),
                to: ir.i64),
            array
        )
    }

    private func changingElement(_ index: IRValue, _ table: Int) -> (IRValue, IRValue, IRValue) {
        let reference = annotated(
            builder.load(ir.i64, element(index, table), alignment: 8), lowering.aliases.table)
        return (
            builder.cast(.trunc, reference, to: ir.i32),
            builder.binary(.ashr, reference, ir.i64.integer(32 as UInt64)),
            lowering.anchor
        )
    }

    /// The address of an element of a table with a header.
    private func element(_ index: IRValue, _ table: Int) -> IRValue {
        let field = UInt64(MemoryLayout<rt_table>.offset(of: \.elements) ?? 0)
        let elements = builder.cast(
            .inttoptr, tableField(tableHeader(table), field), to: ir.pointer)
        return builder.element(ir.i64, elements, index)
    }

    private func checkedElement(_ index: IRValue, _ table: Int) -> IRValue {
        let index = builder.cast(.zext, index, to: ir.i64)
        trap(
            if: builder.icmp(.uge, index, tableSize(table)), rt_trap_code_out_of_bounds_table)
        return element(index, table)
    }

    private func tableGet(_ table: Int) {
        let place = checkedElement(pop(), table)
        push(annotated(builder.load(ir.i64, place, alignment: 8), lowering.aliases.table))
    }

    private func tableSet(_ table: Int) {
        let value = pop()
        let place = checkedElement(pop(), table)
        markStore(builder.store(value, place, alignment: 8), lowering.aliases.table)
    }

    private func tableGrow(_ table: Int) {
        let delta = builder.cast(.zext, pop(), to: ir.i64)
        let value = pop()
        let grow = lowering.hostWrapper(
            "rt_table_grow", ir.i64.function([ir.pointer, ir.i64, ir.i64]))
        let result = builder.call(grow, [tableHeader(table), value, delta])
        push(builder.cast(.trunc, result, to: ir.i32))
    }

    private func tableFill(_ table: Int) {
        let count = builder.cast(.zext, pop(), to: ir.i64)
        let value = pop()
        let start = builder.cast(.zext, pop(), to: ir.i64)
        trap(
            unlessRange: start, count, liesIn: tableSize(table),
            rt_trap_code_out_of_bounds_table)
        let fill = lowering.hostWrapper(
            "rt_table_fill", ir.void.function([ir.pointer, ir.i64, ir.i64, ir.i64]))
        builder.call(fill, [tableHeader(table), start, value, count])
    }

    private func tableCopy(_ target: Int, _ source: Int) {
        let count = builder.cast(.zext, pop(), to: ir.i64)
        let from = builder.cast(.zext, pop(), to: ir.i64)
        let to = builder.cast(.zext, pop(), to: ir.i64)
        trap(
            unlessRange: from, count, liesIn: tableSize(source),
            rt_trap_code_out_of_bounds_table)
        trap(
            unlessRange: to, count, liesIn: tableSize(target), rt_trap_code_out_of_bounds_table)
        let eight = ir.i64.integer(8 as UInt64)
        callIntrinsic(
            "llvm.memmove", [ir.pointer, ir.pointer, ir.i64],
            [
                element(to, target), element(from, source), builder.binary(.mul, count, eight),
                isVolatile,
            ])
    }

    private func tableInit(_ segment: Int, _ table: Int) {
        let count = builder.cast(.zext, pop(), to: ir.i64)
        let source = builder.cast(.zext, pop(), to: ir.i64)
        let target = builder.cast(.zext, pop(), to: ir.i64)
        trap(
            unlessRange: source, count,
            liesIn: segmentLength(lowering.elements[segment].length),
            rt_trap_code_out_of_bounds_table)
        trap(
            unlessRange: target, count, liesIn: tableSize(table),
            rt_trap_code_out_of_bounds_table)
        initialize(table, at: target, from: segment, source, count)
    }
}
