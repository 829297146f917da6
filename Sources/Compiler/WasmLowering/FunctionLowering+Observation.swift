internal import LLVMKit
internal import WasmModel

/// A load whose value wasm itself drops may still trap, so LLVM must not delete it: it becomes
/// volatile. With strict traps every access is, and every store to a global or a table, so that a
/// trap finds what came before it done and nothing else.
extension FunctionLowering {
    /// For each access to memory.
    func markAccess(_ access: IRValue) -> IRValue {
        if lowering.options.strictTraps || droppedOperands.areTooMany { access.makeVolatile() }
        return annotated(access, lowering.aliases.memory)
    }

    /// For each store to anything else that survives a trap.
    func markStore(_ store: IRValue, _ tag: IRValue) {
        if lowering.options.strictTraps { store.makeVolatile() }
        _ = annotated(store, tag)
    }

    /// The loads below a dropped value stay. How far to look is bounded; compilers that make wasm
    /// drop the load itself or one conversion of it.
    func keepObservable(_ value: IRValue) {
        var pending = [value]
        for _ in 0..<16 {
            guard let next = pending.popLast() else { return }
            if next.metadata(kind: lowering.aliases.kind) == lowering.aliases.memory {
                next.makeVolatile()
            } else {
                pending += next.sources(atMost: 16)
            }
        }
    }

    /// What a branch or a trap leaves behind on the operand stack is dropped, but for the last
    /// `carried` operands.
    func keepObservable(operandsFrom height: Int, carrying carried: Int) {
        guard !droppedOperands.areTooMany else { return }
        let dropped = operands[height..<max(height, operands.count - carried)]
        droppedOperands.count += dropped.count
        for value in droppedOperands.areTooMany ? operands[...] : dropped { keepObservable(value) }
    }
}

/// Counts how often operands were left behind, so that many branches over a deep stack do not take
/// the product of both: past a limit that no program meets, all loads to come stay.
struct DroppedOperands {
    var count = 0
    var areTooMany: Bool { count > 1 << 20 }
}
