/// A function's body as decoded instructions.
/// https://webassembly.github.io/spec/core/syntax/modules.html#functions
package struct Function: Sendable {
    package var type: TypeIndex
    /// Declared locals, after the parameters, run-length encoded as in the binary format.
    package var locals: [LocalGroup]
    /// With the final `end`.
    package var instructions: [Instruction]
    /// What `Immediate.branchTable` points into.
    package var branchLabels: [UInt32]
    /// What `Immediate.types` points into.
    package var selectTypes: [ValueType]
    /// The first byte of the body (its local declarations).
    package var offset: Int
    /// Where the function section names the type.
    package var declarationOffset: Int

    package init(
        type: TypeIndex, locals: [LocalGroup] = [], instructions: [Instruction] = [],
        branchLabels: [UInt32] = [], selectTypes: [ValueType] = [], offset: Int = 0,
        declarationOffset: Int = 0
    ) {
        self.type = type
        self.locals = locals
        self.instructions = instructions
        self.branchLabels = branchLabels
        self.selectTypes = selectTypes
        self.offset = offset
        self.declarationOffset = declarationOffset
    }
}

package struct LocalGroup: Sendable {
    package var count: UInt32
    package var type: ValueType

    package init(count: UInt32, type: ValueType) {
        self.count = count
        self.type = type
    }
}

/// One instruction: its opcode, its operands in the byte stream, and where it stood.
/// Trivial on purpose: a body is one flat array without reference counting.
package struct Instruction: Sendable {
    package var offset: UInt32
    package var opcode: Opcode
    package var immediate: Immediate

    package init(_ opcode: Opcode, _ immediate: Immediate = .none, offset: Int) {
        self.offset = UInt32(truncatingIfNeeded: offset)
        self.opcode = opcode
        self.immediate = immediate
    }
}

package enum Immediate: Hashable, Sendable {
    case none
    /// A label, function, local, global, table, memory or segment index, as the opcode says.
    case index(UInt32)
    /// `call_indirect`: type, table. `*.init`: segment, then table or memory. `*.copy`:
    /// destination, source.
    case indices(UInt32, UInt32)
    case block(BlockType)
    /// A run of `Function.branchLabels`; the last one is the default.
    case branchTable(start: UInt32, count: UInt32)
    /// A run of `Function.selectTypes`.
    case types(start: UInt32, count: UInt32)
    case memory(MemoryAccess)
    case memoryLane(MemoryAccess, lane: UInt8)
    case i32(Int32)
    case i64(Int64)
    /// Bit patterns, so that NaN payloads survive.
    case f32(UInt32)
    case f64(UInt64)
    case v128(V128)
    case lane(UInt8)
    /// A byte per lane of the result: 0 to 15 from the first operand, 16 to 31 from the second.
    case shuffle(V128)
    case heapType(HeapType)
}

/// 128 bits as the binary format has them: the first byte is the lowest.
package struct V128: Hashable, Sendable {
    package var low: UInt64
    package var high: UInt64

    package init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    package var bytes: [UInt8] {
        [low, high].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> ($0 * 8)) } }
    }
}

package enum BlockType: Hashable, Sendable {
    case empty
    case value(ValueType)
    case type(TypeIndex)
}

/// https://webassembly.github.io/spec/core/syntax/instructions.html#memory-instructions
package struct MemoryAccess: Hashable, Sendable {
    package var offset: UInt64
    package var memory: UInt32
    /// The alignment hint as a power of two.
    package var alignment: UInt8

    package init(offset: UInt64, memory: UInt32 = 0, alignment: UInt8) {
        self.offset = offset
        self.memory = memory
        self.alignment = alignment
    }
}
