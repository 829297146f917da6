internal import LLVMKit
internal import WasmModel

/// Loads and stores of parts of a vector; those of a whole one are as any other.
extension FunctionLowering {
    func loadLane(_ shape: VectorShape, _ instruction: Instruction) -> IRValue {
        load(irType(shape).lane, instruction)
    }

    /// Half as many lanes as the shape has, each made twice as wide.
    func loadExtended(
        _ shape: VectorShape, _ cast: IRBuilder.Cast, _ instruction: Instruction
    ) {
        let type = irType(shape)
        let value = load(type.lane.vector(type.laneCount / 2), instruction)
        pushVector(builder.cast(cast, value, to: value.type.withLanes(widened(type.lane))))
    }

    func storeLane(_ shape: VectorShape, _ instruction: Instruction) {
        let value = builder.lane(popVector(shape), lane(of: instruction))
        let pointer = effectiveAddress(
            pop(), memoryAccess(instruction), instruction.opcode.info.typing.accessWidth)
        _ = markAccess(builder.store(value, pointer, alignment: 1))
    }

    private func load(_ type: IRType, _ instruction: Instruction) -> IRValue {
        let pointer = effectiveAddress(
            pop(), memoryAccess(instruction), instruction.opcode.info.typing.accessWidth)
        return markAccess(builder.load(type, pointer, alignment: 1))
    }
}
