internal import LLVMKit
internal import WasmModel

/// Locals, globals and the parametric instructions.
/// https://webassembly.github.io/spec/core/syntax/instructions.html#variable-instructions
extension FunctionLowering {
    /// - Returns: false when the instruction is none of these.
    func lowerVariable(_ instruction: Instruction) -> Bool {
        switch (instruction.opcode, instruction.immediate) {
        case (.localGet, .index(let index)):
            let local = local(index)
            push(builder.load(local.type, local.slot, alignment: 8))
        case (.localSet, .index(let index)): setLocal(index, pop())
        case (.localTee, .index(let index)):
            let value = pop()
            setLocal(index, value)
            push(value)
        case (.globalGet, .index(let index)): push(loadGlobal(Int(index)))
        case (.globalSet, .index(let index)): setGlobal(Int(index), pop())
        case (.drop, _): keepObservable(pop())
        case (.select, _), (.selectTyped, _):
            let condition = builder.icmp(.ne, pop(), ir.i32.zero)
            let other = pop()
            push(builder.select(condition, pop(), other))
        default: return false
        }
        return true
    }

    private func setLocal(_ index: UInt32, _ value: IRValue) {
        let local = local(index)
        if !local.isRead { keepObservable(value) }
        builder.store(value, local.slot, alignment: 8)
    }

    private func setGlobal(_ index: Int, _ value: IRValue) {
        let global = lowering.globals[index]
        markStore(
            builder.store(value, global.pointer, alignment: global.type.value.alignment),
            lowering.aliases.global)
    }
}
