internal import LLVMKit
internal import WasmModel

/// Vector instructions, by the rows of `VectorTable`. A v128 on the operand stack is <2 x i64>;
/// each instruction casts it to the lanes it works on, which costs nothing.
extension FunctionLowering {
    func lower(_ vector: VectorLowering, _ instruction: Instruction) {
        switch vector {
        case .lanes(let shape, let operation): lower(operation, shape)
        case .complement: pushVector(complement(pop()))
        case .andNot:
            let mask = complement(pop())
            pushVector(builder.binary(.and, pop(), mask))
        case .bitSelect: bitSelect()
        case .anyTrue: pushTruth(of: .i32x4, "llvm.vector.reduce.or")
        case .allTrue(let shape): pushTruth(of: shape, "llvm.vector.reduce.and")
        case .bitmask(let shape): bitmask(shape)
        case .splat(let shape): pushVector(splat(pop(), shape))
        case .extractLane(let shape, let extension_):
            extractLane(shape, lane(of: instruction), extension_)
        case .replaceLane(let shape):
            let value = narrowed(pop(), shape)
            pushVector(builder.insert(value, into: popVector(shape), lane(of: instruction)))
        case .shuffle: shuffle(instruction)
        case .swizzle: swizzle()
        case .extend(let half, let shape, let cast): pushVector(popHalf(half, shape, cast))
        case .multiplyExtended(let half, let shape, let cast):
            let right = popHalf(half, shape, cast)
            pushVector(builder.binary(.mul, popHalf(half, shape, cast), right))
        case .addPairs(let shape, let shift):
            let (even, odd) = pairs(popVector(shape), shift)
            pushVector(builder.binary(.add, even, odd))
        case .narrow(let shape, let isSigned): narrow(shape, isSigned)
        case .dot: dot()
        case .dotBytes: pushVector(dotBytes())
        case .addDotBytes: addDotBytes()
        case .multiplyQ15: multiplyQ15()
        case .convert(let cast, let shape): convert(cast, shape)
        case .truncateSaturating(let cast, let shape):
            let integers = lowering.vectors.truncateSaturating(self, cast, popVector(shape))
            pushVector(paddedWithZeros(integers))
        case .demote: demoteVector()
        case .promote: pushVector(popHalf(.low, .f32x4, .fpext))
        case .loadSplat(let shape): pushVector(splatOf(loadLane(shape, instruction), shape))
        case .loadExtended(let shape, let cast): loadExtended(shape, cast, instruction)
        case .loadZero(let shape):
            let value = loadLane(shape, instruction)
            pushVector(builder.insert(value, into: irType(shape).zero, ir.i32.splat(0)))
        case .loadLane(let shape):
            let vector = popVector(shape)
            let value = loadLane(shape, instruction)
            pushVector(builder.insert(value, into: vector, lane(of: instruction)))
        case .storeLane(let shape): storeLane(shape, instruction)
        }
    }

    // MARK: Operands

    func irType(_ shape: VectorShape) -> IRType {
        switch shape {
        case .i8x16: ir.i8.vector(16)
        case .i16x8: ir.i16.vector(8)
        case .i32x4: ir.i32.vector(4)
        case .i64x2: ir.i64.vector(2)
        case .f32x4: ir.float.vector(4)
        case .f64x2: ir.double.vector(2)
        }
    }

    func popVector(_ shape: VectorShape) -> IRValue {
        builder.cast(.bitcast, pop(), to: irType(shape))
    }

    func pushVector(_ value: IRValue) {
        push(builder.cast(.bitcast, value, to: irType(.i64x2)))
    }

    // MARK: All bits

    private func complement(_ value: IRValue) -> IRValue {
        builder.binary(.xor, value, value.type.splat(.max))
    }

    private func bitSelect() {
        let mask = pop()
        let other = builder.binary(.and, pop(), complement(mask))
        pushVector(builder.binary(.or, builder.binary(.and, pop(), mask), other))
    }

    private func pushTruth(of shape: VectorShape, _ reduction: String) {
        let value = popVector(shape)
        let lanes = builder.icmp(.ne, value, value.type.zero)
        push(
            builder.cast(
                .zext, callIntrinsic(reduction, [lanes.type], [lanes]), to: ir.i32))
    }

    private func bitmask(_ shape: VectorShape) {
        let value = popVector(shape)
        let signs = builder.icmp(.slt, value, value.type.zero)
        let bits = builder.cast(.bitcast, signs, to: ir.integer(value.type.laneCount))
        push(builder.cast(.zext, bits, to: ir.i32))
    }
}
