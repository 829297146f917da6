internal import LLVMKit
internal import WasmModel

/// Vector instructions whose result has other lanes than their operands.
extension FunctionLowering {
    // MARK: Wider lanes

    /// One half of the lanes, each twice as wide.
    func popHalf(
        _ half: VectorLowering.Half, _ shape: VectorShape, _ cast: IRBuilder.Cast
    ) -> IRValue {
        let value = popVector(shape)
        let count = value.type.laneCount / 2
        let lanes = half == .low ? 0..<count : count..<2 * count
        let part = builder.shuffle(value, value.type.poison, Array(lanes))
        return builder.cast(cast, part, to: part.type.withLanes(widened(value.type.lane)))
    }

    func widened(_ lane: IRType) -> IRType {
        switch lane {
        case ir.i8: ir.i16
        case ir.i16: ir.i32
        case ir.i32: ir.i64
        default: ir.double
        }
    }

    /// The lower and the upper half of each lane, extended to the whole of it.
    func pairs(_ value: IRValue, _ shift: IRBuilder.Binary) -> (even: IRValue, odd: IRValue) {
        let width = value.type.splat(UInt64(64 / value.type.laneCount))
        let raised = builder.binary(.shl, value, width)
        return (builder.binary(shift, raised, width), builder.binary(shift, value, width))
    }

    // MARK: Narrower lanes

    /// The lanes of both operands, each brought into the range of half its width. What comes in is
    /// signed either way.
    func narrow(_ shape: VectorShape, _ isSigned: Bool) {
        let second = popVector(shape)
        let first = popVector(shape)
        let count = first.type.laneCount
        let width = UInt64(64 / count)
        let both = builder.shuffle(first, second, Array(0..<2 * count))
        let largest: UInt64 = 1 << (isSigned ? width - 1 : width) - 1
        let smallest: UInt64 = isSigned ? ~largest : 0
        let lane = both.type.lane
        func bound(_ value: UInt64) -> IRValue {
            both.type.splat(lane == ir.i16 ? value & 0xFFFF : value & 0xFFFF_FFFF)
        }
        let low = callIntrinsic("llvm.smax", [both.type], [both, bound(smallest)])
        let clamped = callIntrinsic("llvm.smin", [both.type], [low, bound(largest)])
        let narrow = lane == ir.i16 ? ir.i8 : ir.i16
        pushVector(builder.cast(.trunc, clamped, to: both.type.withLanes(narrow)))
    }

    // MARK: Products

    /// LLVM knows this form as `pmaddwd` and as `smull` with `addp`.
    func dot() {
        let wide = irType(.i16x8).withLanes(ir.i32)
        let right = builder.cast(.sext, popVector(.i16x8), to: wide)
        let products = builder.binary(
            .mul, builder.cast(.sext, popVector(.i16x8), to: wide), right)
        pushVector(
            builder.binary(
                .add, builder.shuffle(products, wide.poison, [0, 2, 4, 6]),
                builder.shuffle(products, wide.poison, [1, 3, 5, 7])))
    }

    func multiplyQ15() {
        let right = popVector(.i16x8)
        pushVector(lowering.vectors.multiplyQ15(self, popVector(.i16x8), right))
    }

    func dotBytes() -> IRValue {
        let right = pairs(popVector(.i16x8), .ashr)
        let left = pairs(popVector(.i16x8), .ashr)
        return builder.binary(
            .add, builder.binary(.mul, left.even, right.even),
            builder.binary(.mul, left.odd, right.odd))
    }

    func addDotBytes() {
        let addend = popVector(.i32x4)
        let products = builder.cast(.bitcast, dotBytes(), to: irType(.i32x4))
        let (even, odd) = pairs(products, .ashr)
        pushVector(builder.binary(.add, builder.binary(.add, even, odd), addend))
    }

    // MARK: Integers and floats

    func convert(_ cast: IRBuilder.Cast, _ shape: VectorShape) {
        let value = popVector(.i32x4)
        let type = irType(shape)
        let lanes =
            type.laneCount == 4 ? value : builder.shuffle(value, value.type.poison, [0, 1])
        pushVector(builder.cast(cast, lanes, to: type))
    }

    /// As with scalars, LLVM folds a demotion of a promotion to nothing, which would not quiet.
    func demoteVector() {
        let value = pop()
        let source = value.withoutBitcasts
        let narrow =
            source.isPromotion && source.type == irType(.f64x2)
            ? quieted(source.operand(0))
            : builder.cast(
                .fptrunc, builder.cast(.bitcast, value, to: irType(.f64x2)),
                to: ir.float.vector(2))
        pushVector(paddedWithZeros(narrow))
    }

    /// Two lanes of 32 bits become four.
    func paddedWithZeros(_ value: IRValue) -> IRValue {
        guard value.type.laneCount == 2 else { return value }
        return builder.shuffle(value, value.type.zero, [0, 1, 2, 3])
    }
}
