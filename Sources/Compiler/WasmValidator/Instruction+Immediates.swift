import WasmModel

/// The immediate that an opcode's row promises. Another one is the decoder's bug, not the user's.
extension Instruction {
    var index: UInt32 {
        guard case .index(let index) = immediate else { wrong("an index") }
        return index
    }

    var indices: (UInt32, UInt32) {
        guard case .indices(let first, let second) = immediate else { wrong("two indices") }
        return (first, second)
    }

    var blockType: BlockType {
        guard case .block(let type) = immediate else { wrong("a block type") }
        return type
    }

    var memoryAccess: MemoryAccess {
        switch immediate {
        case .memory(let access), .memoryLane(let access, _): access
        default: wrong("a memory access")
        }
    }

    var heapType: HeapType {
        guard case .heapType(let type) = immediate else { wrong("a heap type") }
        return type
    }

    var lanes: [UInt8] {
        switch immediate {
        case .lane(let lane), .memoryLane(_, let lane): [lane]
        case .shuffle(let lanes): lanes.bytes
        default: wrong("lanes")
        }
    }

    func branchLabels(in function: Function) -> ArraySlice<UInt32> {
        guard case .branchTable(let start, let count) = immediate else {
            wrong("a branch table")
        }
        return function.branchLabels[Int(start)..<Int(start) + Int(count)]
    }

    func selectTypes(in function: Function) -> ArraySlice<ValueType> {
        guard case .types(let start, let count) = immediate else { wrong("types") }
        return function.selectTypes[Int(start)..<Int(start) + Int(count)]
    }

    private func wrong(_ expected: String) -> Never {
        preconditionFailure("\(opcode.info.name) at \(offset) has no immediate of \(expected)")
    }
}
