package import WasmModel

/// What lowering needs to know beside the module.
package struct LoweringOptions: Sendable {
    /// Starts the name of every symbol of the module; the descriptor is `<prefix>_module`.
    package var symbolPrefix = "asml"
    /// The place of the module's first memory among the program's memories; gives a fixed base.
    package var firstMemorySlot = 0
    /// The same for all modules of a program.
    package var memoryBase = LinearMemory.Base.fixed
    /// What each import of the module is bound to, in the order of `Module.imports`.
    package var imports: [ImportBinding] = []
    /// Whether other modules of the program refer to this one's exports by symbol.
    package var isLinkable = false
    /// Whether any module of the program has tail calls; the same for all of them, for it changes
    /// how functions are called.
    package var usesTailCalls = false
    /// Every access of linear memory is observable, even one whose value nobody uses.
    package var strictTraps = false
    /// Bytes of the guest's stack.
    package var stackSize: UInt64 = 8 << 20

    package init() {}
}

package enum ImportBinding: Hashable, Sendable {
    /// A C function of the runtime.
    case host(symbol: String)
    /// A function that nothing provides: calling it is a trap.
    case missing
    /// Parts of other modules of the same program.
    case function(symbol: String)
    case table(symbol: String)
    case memory(symbol: String, slot: Int)
    case global(symbol: String)
}

/// Program-wide numbers of function types, so that `call_indirect` compares one integer.
/// Numbers start at 1; 0 is the null reference.
package struct TypeRegistry: Sendable {
    private var ids: [FunctionType: UInt32] = [:]

    package init() {}

    package mutating func id(of type: FunctionType) -> UInt32 {
        if let id = ids[type] { return id }
        let id = UInt32(ids.count + 1)
        ids[type] = id
        return id
    }
}
