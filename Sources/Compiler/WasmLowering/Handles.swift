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

extension ValueType {
    /// Of a global.
    var alignment: UInt32 { self == .v128 ? 16 : 8 }
}

struct MemoryHandle {
    /// A `struct rt_memory`.
    let header: IRValue
    /// nil when only the header has it.
    let base: UInt64?
    let bounds: LinearMemory.Bounds
    let isImported: Bool
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
