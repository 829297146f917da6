internal import CRuntimeABI
internal import LLVMKit
internal import WasmModel

/// Loads, stores and the bulk operations on linear memory.
/// https://webassembly.github.io/spec/core/syntax/instructions.html#memory-instructions
extension FunctionLowering {
    // MARK: Loads and stores

    func lowerLoad(_ instruction: Instruction, _ type: ValueType, _ width: UInt8) {
        let access = memoryAccess(instruction)
        let memoryType = accessType(type, width)
        let pointer = effectiveAddress(pop(), access, width)
        let load = markAccess(builder.load(memoryType, pointer, alignment: 1))
        let target = lowering.irType(type)
        guard target != memoryType else { return push(load) }
        push(builder.cast(instruction.opcode.extendsSign ? .sext : .zext, load, to: target))
    }

    func lowerStore(_ instruction: Instruction, _ width: UInt8) {
        let access = memoryAccess(instruction)
        let value = pop()
        let pointer = effectiveAddress(pop(), access, width)
        let bits = UInt8(clamping: width)
        _ = markAccess(builder.store(narrowed(value, bits), pointer, alignment: 1))
    }

    func memoryAccess(_ instruction: Instruction) -> MemoryAccess {
        switch instruction.immediate {
        case .memory(let access), .memoryLane(let access, _): access
        default: preconditionFailure("memory instruction without its operands")
        }
    }

    private func accessType(_ type: ValueType, _ width: UInt8) -> IRType {
        switch (type, width) {
        case (.f32, _), (.f64, _), (.v128, _): lowering.irType(type)
        case (_, 1): ir.i8
        case (_, 2): ir.i16
        case (_, 4): ir.i32
        default: ir.i64
        }
    }

    private func narrowed(_ value: IRValue, _ width: UInt8) -> IRValue {
        let type: IRType? =
            switch (value.type, width) {
            case (ir.i32, 1), (ir.i64, 1): ir.i8
            case (ir.i32, 2), (ir.i64, 2): ir.i16
            case (ir.i64, 4): ir.i32
            default: nil
            }
        guard let type else { return value }
        return builder.cast(.trunc, value, to: type)
    }

    // MARK: Size and bulk operations

    /// - Returns: false when the instruction is none of these.
    func lowerBulk(_ instruction: Instruction) -> Bool {
        switch (instruction.opcode, instruction.immediate) {
        case (.memorySize, .index(let memory)):
            push(builder.cast(.trunc, memoryPages(Int(memory)), to: ir.i32))
        case (.memoryGrow, .index(let memory)): memoryGrow(Int(memory))
        case (.memoryFill, .index(let memory)): memoryFill(Int(memory))
        case (.memoryCopy, .indices(let target, let source)):
            memoryCopy(Int(target), Int(source))
        case (.memoryInit, .indices(let segment, let memory)):
            memoryInit(Int(segment), Int(memory))
        case (.dataDrop, .index(let segment)): dropSegment(lowering.data[Int(segment)].length)
        default: return false
        }
        return true
    }

    private func memoryGrow(_ memory: Int) {
        let delta = builder.cast(.zext, pop(), to: ir.i64)
        let grow = lowering.hostWrapper(
            "rt_memory_grow", ir.i64.function([ir.pointer, ir.i64]))
        let result = builder.call(grow, [lowering.memories[memory].header, delta])
        push(builder.cast(.trunc, result, to: ir.i32))
    }

    private func memoryFill(_ memory: Int) {
        let count = builder.cast(.zext, pop(), to: ir.i64)
        let byte = builder.cast(.trunc, pop(), to: ir.i8)
        let start = builder.cast(.zext, pop(), to: ir.i64)
        trap(
            unlessRange: start, count, liesIn: memorySize(memory),
            rt_trap_code_out_of_bounds_memory)
        callIntrinsic(
            "llvm.memset", [ir.pointer, ir.i64],
            [address(start, in: memory), byte, count, isVolatile])
    }

    private func memoryCopy(_ target: Int, _ source: Int) {
        let count = builder.cast(.zext, pop(), to: ir.i64)
        let from = builder.cast(.zext, pop(), to: ir.i64)
        let to = builder.cast(.zext, pop(), to: ir.i64)
        trap(
            unlessRange: from, count, liesIn: memorySize(source),
            rt_trap_code_out_of_bounds_memory)
        trap(
            unlessRange: to, count, liesIn: memorySize(target),
            rt_trap_code_out_of_bounds_memory)
        callIntrinsic(
            "llvm.memmove", [ir.pointer, ir.pointer, ir.i64],
            [
                address(to, in: target), address(from, in: source), count, isVolatile,
            ])
    }

    private func memoryInit(_ segment: Int, _ memory: Int) {
        let count = builder.cast(.zext, pop(), to: ir.i64)
        let source = builder.cast(.zext, pop(), to: ir.i64)
        let target = builder.cast(.zext, pop(), to: ir.i64)
        let data = lowering.data[segment]
        trap(
            unlessRange: source, count, liesIn: segmentLength(data.length),
            rt_trap_code_out_of_bounds_memory)
        trap(
            unlessRange: target, count, liesIn: memorySize(memory),
            rt_trap_code_out_of_bounds_memory)
        // A segment without bytes has length 0, so nothing is left to copy.
        guard let bytes = data.bytes else { return }
        copyBytes(
            to: address(target, in: memory), from: builder.offset(bytes, by: source), count)
    }

    // MARK: Segments

    func segmentLength(_ length: IRValue?) -> IRValue {
        guard let length else { return ir.i64.zero }
        return annotated(builder.load(ir.i64, length, alignment: 8), lowering.aliases.global)
    }

    func dropSegment(_ length: IRValue?) {
        guard let length else { return }
        markStore(builder.store(ir.i64.zero, length, alignment: 8), lowering.aliases.global)
    }
}

extension Opcode {
    /// Loads that extend with the sign end in `_s` in the text format.
    fileprivate var extendsSign: Bool { info.name.hasSuffix("_s") }
}
