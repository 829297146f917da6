internal import LLVMKit

/// The attributes of every guest function.
struct FunctionAttributes {
    let common: [IRAttribute]
    let noInline: IRAttribute
    let noReturn: IRAttribute
    let cold: IRAttribute
    let noMerge: IRAttribute

    init(_ context: borrowing LLVMContext, _ target: borrowing TargetMachine) {
        let features = target.features
        var common = [
            context.enumAttribute("nounwind"),
            context.attribute("target-cpu", target.cpu),
            // The stack walk of a trap follows frame pointers.
            context.attribute("frame-pointer", "all"),
            // A frame larger than the guard page must not step over it.
            context.attribute("probe-stack", "inline-asm"),
            // Infinite recursion exhausts the stack; it must not become a loop.
            context.attribute("disable-tail-calls", "true"),
        ]
        if !features.isEmpty { common.append(context.attribute("target-features", features)) }
        self.common = common
        noInline = context.enumAttribute("noinline")
        noReturn = context.enumAttribute("noreturn")
        cold = context.enumAttribute("cold")
        noMerge = context.enumAttribute("nomerge")
    }
}

/// Type-based alias tags: guest memory, globals and tables never overlap, which the constant base
/// of linear memory alone would not tell LLVM. https://llvm.org/docs/LangRef.html#tbaa-metadata
struct AliasTags {
    let kind: UInt32
    let memory: IRValue
    let memoryHeader: IRValue
    let global: IRValue
    let table: IRValue
    let tableHeader: IRValue

    init(_ context: borrowing LLVMContext) {
        let root = context.metadataNode([context.metadataString("asml")])
        let zero = context.metadata(of: context.types.i64.integer(0 as UInt64))
        func tag(_ name: String, _ context: borrowing LLVMContext) -> IRValue {
            let type = context.metadataNode([context.metadataString(name), root, zero])
            return context.value(of: context.metadataNode([type, type, zero]))
        }
        kind = context.metadataKind("tbaa")
        memory = tag("memory", context)
        memoryHeader = tag("memory header", context)
        global = tag("global", context)
        table = tag("table", context)
        tableHeader = tag("table header", context)
    }
}
