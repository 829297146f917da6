internal import LLVMKit
internal import WasmModel

/// Vector instructions that work lane by lane, and those that move single lanes.
extension FunctionLowering {
    func lower(_ operation: LaneOperation, _ shape: VectorShape) {
        switch operation {
        case .binary(let operation): binary(shape) { builder.binary(operation, $0, $1) }
        case .compare(let predicate):
            binary(shape) { allBits(builder.icmp(predicate, $0, $1), shape) }
        case .compareFloats(let predicate):
            binary(shape) { allBits(builder.fcmp(predicate, $0, $1), shape) }
        case .shift(let operation): shift(operation, shape)
        case .intrinsic(let name):
            binary(shape) { callIntrinsic(name, [$0.type], [$0, $1]) }
        case .unary(let name): unary(shape) { callIntrinsic(name, [$0.type], [$0]) }
        case .absolute:
            // The smallest number has no positive counterpart; false: it stays itself.
            unary(shape) { callIntrinsic("llvm.abs", [$0.type], [$0, ir.i1.splat(0)]) }
        case .negate: unary(shape) { builder.binary(.sub, $0.type.zero, $0) }
        case .negateFloats: unary(shape) { builder.fneg($0) }
        case .average: binary(shape, average)
        case .floatBinary(let operation): binary(shape) { floatBinary(operation, $0, $1) }
        case .minimum(let intrinsic): binary(shape) { minimum(intrinsic, $0, $1) }
        case .pseudoMinimum(let predicate):
            binary(shape) { builder.select(builder.fcmp(predicate, $1, $0), $1, $0) }
        case .multiplyAdd(let isNegated): multiplyAdd(shape, isNegated)
        }
    }

    private func unary(_ shape: VectorShape, _ operation: (IRValue) -> IRValue) {
        pushVector(operation(popVector(shape)))
    }

    private func binary(_ shape: VectorShape, _ operation: (IRValue, IRValue) -> IRValue) {
        let right = popVector(shape)
        pushVector(operation(popVector(shape), right))
    }

    private func allBits(_ condition: IRValue, _ shape: VectorShape) -> IRValue {
        builder.cast(.sext, condition, to: condition.type.withLanes(integerLane(shape)))
    }

    private func integerLane(_ shape: VectorShape) -> IRType {
        switch shape {
        case .i8x16: ir.i8
        case .i16x8: ir.i16
        case .i32x4, .f32x4: ir.i32
        case .i64x2, .f64x2: ir.i64
        }
    }

    private func shift(_ operation: IRBuilder.Binary, _ shape: VectorShape) {
        let width = UInt64(128 / irType(shape).laneCount)
        let count = builder.binary(.and, pop(), ir.i32.splat(width - 1))
        let counts =
            shape == .i64x2
            ? splatOf(builder.cast(.zext, count, to: ir.i64), shape) : splat(count, shape)
        pushVector(builder.binary(operation, popVector(shape), counts))
    }

    /// The mean of two unsigned numbers, rounded up.
    private func average(_ left: IRValue, _ right: IRValue) -> IRValue {
        let wide = left.type.withLanes(left.type.lane == ir.i8 ? ir.i16 : ir.i32)
        let sum = builder.binary(
            .add, builder.cast(.zext, left, to: wide), builder.cast(.zext, right, to: wide))
        let rounded = builder.binary(.add, sum, wide.splat(1))
        return builder.cast(
            .trunc, builder.binary(.lshr, rounded, wide.splat(1)), to: left.type)
    }

    private func multiplyAdd(_ shape: VectorShape, _ isNegated: Bool) {
        let addend = popVector(shape)
        let right = popVector(shape)
        let left = popVector(shape)
        let factor = isNegated ? builder.fneg(left) : left
        pushVector(callIntrinsic("llvm.fma", [left.type], [factor, right, addend]))
    }

    // MARK: Single lanes

    func lane(of instruction: Instruction) -> IRValue {
        switch instruction.immediate {
        case .lane(let lane), .memoryLane(_, let lane): ir.i32.splat(UInt64(lane))
        default: preconditionFailure("lane instruction without its lane")
        }
    }

    /// An i32 as a lane of 8 or 16 bits; any other value as it is.
    func narrowed(_ value: IRValue, _ shape: VectorShape) -> IRValue {
        switch shape {
        case .i8x16: builder.cast(.trunc, value, to: ir.i8)
        case .i16x8: builder.cast(.trunc, value, to: ir.i16)
        default: value
        }
    }

    func splat(_ value: IRValue, _ shape: VectorShape) -> IRValue {
        splatOf(narrowed(value, shape), shape)
    }

    /// - Parameter lane: of the shape's own type.
    func splatOf(_ lane: IRValue, _ shape: VectorShape) -> IRValue {
        let type = irType(shape)
        let first = builder.insert(lane, into: type.poison, ir.i32.splat(0))
        return builder.shuffle(
            first, type.poison, Array(repeating: 0, count: type.laneCount))
    }

    func extractLane(_ shape: VectorShape, _ lane: IRValue, _ cast: IRBuilder.Cast?) {
        let value = builder.lane(popVector(shape), lane)
        push(cast.map { builder.cast($0, value, to: ir.i32) } ?? value)
    }

    func shuffle(_ instruction: Instruction) {
        guard case .shuffle(let lanes) = instruction.immediate else {
            preconditionFailure("shuffle without its lanes")
        }
        let second = popVector(.i8x16)
        pushVector(builder.shuffle(popVector(.i8x16), second, lanes.bytes.map { Int($0) }))
    }

    func swizzle() {
        let indices = popVector(.i8x16)
        pushVector(lowering.vectors.swizzle(self, popVector(.i8x16), indices))
    }
}
