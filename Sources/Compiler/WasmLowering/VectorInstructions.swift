internal import LLVMKit

/// The few vector operations that LLVM does not find in portable code: each has an instruction of
/// its own on one machine or the other. Results are the same everywhere.
enum VectorInstructions {
    /// Every x86-64 processor has SSE2; nearly all that are left have SSSE3.
    case sse2, ssse3
    case neon

    init(_ target: borrowing TargetMachine) {
        if target.triple.hasPrefix("aarch64") {
            self = .neon
        } else {
            self = target.has("ssse3") ? .ssse3 : .sse2
        }
    }

    /// An index of 16 or more selects 0.
    func swizzle(_ code: CodeEmitter, _ bytes: IRValue, _ indices: IRValue) -> IRValue {
        switch self {
        case .ssse3:
            // `pshufb` looks at the top bit and the lowest four; this sets the top bit from 16 on.
            let marked = code.callIntrinsic(
                "llvm.uadd.sat", [indices.type], [indices, indices.type.splat(0x70)])
            return code.callIntrinsic("llvm.x86.ssse3.pshuf.b.128", [], [bytes, marked])
        case .neon:
            return code.callIntrinsic(
                "llvm.aarch64.neon.tbl1", [bytes.type], [bytes, indices])
        case .sse2:
            return swizzleByLane(code, bytes, indices)
        }
    }

    private func swizzleByLane(_ code: CodeEmitter, _ bytes: IRValue, _ indices: IRValue)
        -> IRValue
    {
        let numbers = code.builder.binary(.and, indices, indices.type.splat(15))
        let picked = (0..<indices.type.laneCount).reduce(bytes.type.zero) { result, number in
            let lane = code.ir.i32.integer(UInt64(number))
            let byte = code.builder.lane(bytes, code.builder.lane(numbers, lane))
            return code.builder.insert(byte, into: result, lane)
        }
        let isInside = code.builder.icmp(.ult, indices, indices.type.splat(16))
        return code.builder.select(isInside, picked, bytes.type.zero)
    }

    /// Fixed-point products with 15 fraction bits, rounded; 1, which has no bits, becomes the
    /// largest number below.
    func multiplyQ15(_ code: CodeEmitter, _ left: IRValue, _ right: IRValue) -> IRValue {
        switch self {
        case .ssse3:
            // Only -1 times -1 is too large, and comes out as -1.
            let product = code.callIntrinsic(
                "llvm.x86.ssse3.pmul.hr.sw.128", [], [left, right])
            let isTooLarge = code.builder.icmp(.eq, product, product.type.splat(0x8000))
            let correction = code.builder.cast(.sext, isTooLarge, to: product.type)
            return code.builder.binary(.xor, product, correction)
        case .neon:
            return code.callIntrinsic(
                "llvm.aarch64.neon.sqrdmulh", [left.type], [left, right])
        case .sse2:
            return multiplyQ15Widened(code, left, right)
        }
    }

    private func multiplyQ15Widened(_ code: CodeEmitter, _ left: IRValue, _ right: IRValue)
        -> IRValue
    {
        let wide = left.type.withLanes(code.ir.i32)
        let product = code.builder.binary(
            .mul, code.builder.cast(.sext, left, to: wide),
            code.builder.cast(.sext, right, to: wide))
        let rounded = code.builder.binary(.add, product, wide.splat(0x4000))
        let scaled = code.builder.binary(.ashr, rounded, wide.splat(15))
        let isTooLarge = code.builder.icmp(.sgt, scaled, wide.splat(0x7FFF))
        let clamped = code.builder.select(isTooLarge, wide.splat(0x7FFF), scaled)
        return code.builder.cast(.trunc, clamped, to: left.type)
    }

    /// To lanes of 32 bits; a number out of range becomes the nearest in it, NaN becomes 0.
    func truncateSaturating(
        _ code: CodeEmitter, _ cast: IRBuilder.Cast, _ value: IRValue
    ) -> IRValue {
        let type = value.type.withLanes(code.ir.i32)
        let isSigned = cast == .fptosi
        switch self {
        case .neon:
            let intrinsic = isSigned ? "llvm.fptosi.sat" : "llvm.fptoui.sat"
            return code.callIntrinsic(intrinsic, [type, value.type], [value])
        case .sse2, .ssse3:
            // LLVM would take the intrinsic's lanes one by one.
            return value.type.lane == code.ir.double
                ? truncateClamped(code, cast, value, isSigned)
                : truncateSelected(code, cast, value, isSigned)
        }
    }

    /// A double can be both bounds.
    private func truncateClamped(
        _ code: CodeEmitter, _ cast: IRBuilder.Cast, _ value: IRValue, _ isSigned: Bool
    ) -> IRValue {
        let smallest = value.type.splat(real: isSigned ? -0x1p31 : 0)
        let largest = value.type.splat(real: isSigned ? 0x1p31 - 1 : 0x1p32 - 1)
        let number = code.builder.select(
            code.builder.fcmp(.uno, value, value), value.type.zero, value)
        let raised = code.builder.select(
            code.builder.fcmp(.ogt, number, smallest), number, smallest)
        let clamped = code.builder.select(
            code.builder.fcmp(.olt, raised, largest), raised, largest)
        return code.builder.cast(cast, clamped, to: value.type.withLanes(code.ir.i32))
    }

    /// The conversion of a lane out of range is poison, which no select picks.
    private func truncateSelected(
        _ code: CodeEmitter, _ cast: IRBuilder.Cast, _ value: IRValue, _ isSigned: Bool
    ) -> IRValue {
        let type = value.type.withLanes(code.ir.i32)
        let converted = code.builder.cast(cast, value, to: type)
        let above = value.type.splat(real: isSigned ? 0x1p31 : 0x1p32)
        let below = value.type.splat(real: isSigned ? -0x1p31 : 0)
        let lowered = code.builder.select(
            code.builder.fcmp(.oge, value, above),
            type.splat(isSigned ? 0x7FFF_FFFF : 0xFFFF_FFFF), converted)
        let raised = code.builder.select(
            code.builder.fcmp(.olt, value, below), type.splat(isSigned ? 0x8000_0000 : 0), lowered)
        return code.builder.select(
            code.builder.fcmp(.uno, value, value), type.zero, raised)
    }
}
