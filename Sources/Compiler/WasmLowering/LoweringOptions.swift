package import WasmModel

/// What lowering needs to know beside the module.
package struct LoweringOptions: Sendable {
    /// Starts the name of every symbol of the module; the descriptor is `<prefix>_module`.
    package var symbolPrefix = "asml"
    /// The place of the module's first memory among the program's memories; gives its base.
    package var firstMemorySlot = 0
    /// What each import of the module is bound to, in the order of `Module.imports`.
    package var imports: [ImportBinding] = []
    /// Whether other modules of the program refer to this one's exports by symbol.
    package var isLinkable = false
    /// Every access of linear memory is observable, even one whose value nobody uses.
    package var strictTraps = false
    /// Bytes of the guest's stack.
    package var stackSize: UInt64 = 8 << 20

    package init() {}
}

package enum ImportBinding: Hashable, Sendable {
    /// A C function of the runtime.
    case host(symbol: String)
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

/// Where linear memories lie in the address space (docs/architecture.md, "Linear memory").
package enum LinearMemory {
    /// Address and offset are 32 bits each, and an access is at most 16 bytes wide: 8 GiB and one
    /// page of the largest size cover every address that an instruction can form.
    package static let reservation: UInt64 = 8 << 30 + 64 << 10

    private static let stride = reservation + 1 << 20 - 64 << 10

    /// The base of the memory at a slot. On x86-64 the first lies above any `mmap_min_addr` and
    /// low enough for its base to fold into a displacement.
    ///
    /// On AArch64 one `mov` makes the first base. Kernels there may have no more than 39 address
    /// bits and keep the program in the upper half of them, so the first memories lie in the lower
    /// half; only programs of many modules have more.
    package static func base(slot: Int, triple: String) -> UInt64 {
        guard triple.hasPrefix("aarch64") else { return 1 << 20 + UInt64(slot) * stride }
        let lowSlots = 16
        return slot < lowSlots
            ? 1 << 36 + UInt64(slot) * stride : 1 << 40 + UInt64(slot - lowSlots) * stride
    }
}
