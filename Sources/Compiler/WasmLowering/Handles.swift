internal import LLVMKit
internal import WasmModel

/// What an index of the module became in the LLVM module.
struct FunctionHandle {
    let function: IRFunction
    let type: FunctionType
    let typeID: UInt32
}

struct GlobalHandle {
    let pointer: IRValue
    let type: GlobalType
    /// The value, when it is the same in every instance.
    let constant: IRValue?
}

struct MemoryHandle {
    /// A `struct rt_memory`.
    let header: IRValue
    let base: UInt64
    let bounds: LinearMemory.Bounds
    let isImported: Bool

    init(_ header: IRValue, slot: Int, triple: String, isImported: Bool) {
        self.header = header
        base = LinearMemory.base(slot: slot, triple: triple)
        bounds = LinearMemory.bounds(slot: slot)
        self.isImported = isImported
    }
}

struct TableHandle {
    enum Storage {
        /// A `struct rt_table`.
        case header(IRValue)
        /// A constant array of (type id, code address minus the array's) of `count` elements.
        case constant(IRValue, count: UInt64)
    }
    let storage: Storage
    let type: TableType
}

/// A data segment that instructions or instantiation still need.
struct DataHandle {
    var bytes: IRValue?
    /// Holds the segment's length, 0 once dropped.
    var length: IRValue?
}

struct ElementHandle {
    enum Storage {
        /// A constant array of (type id, code address minus the array's).
        case functions(IRValue)
        /// References that are only known at instantiation.
        case references(IRValue)
    }
    var storage: Storage?
    var length: IRValue?
}
