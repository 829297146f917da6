internal import CRuntimeABI
internal import LLVMKit
internal import WasmModel

/// Numeric instructions, by the rows of `NumericTable`.
extension FunctionLowering {
    func lower(_ numeric: NumericLowering) {
        switch numeric {
        case .binary(let operation): binary { builder.binary(operation, $0, $1) }
        case .compare(let predicate): compare { builder.icmp(predicate, $0, $1) }
        case .equalsZero:
            let value = pop()
            pushCondition(builder.icmp(.eq, value, value.type.zero))
        case .divide(let operation): divide(operation)
        case .shift(let operation):
            binary { builder.binary(operation, $0, masked($1)) }
        case .rotate(let intrinsic):
            binary { callIntrinsic(intrinsic, [$0.type], [$0, $0, $1]) }
        case .countZeros(let intrinsic):
            let value = pop()
            let zeroIsDefined = ir.i1.integer(0 as UInt64)
            push(callIntrinsic(intrinsic, [value.type], [value, zeroIsDefined]))
        case .extendSign(let narrow):
            let value = pop()
            push(
                builder.cast(
                    .sext, builder.cast(.trunc, value, to: type(narrow)), to: value.type))
        case .unary(let intrinsic):
            let value = pop()
            push(callIntrinsic(intrinsic, [value.type], [value]))
        case .binaryIntrinsic(let intrinsic):
            binary { callIntrinsic(intrinsic, [$0.type], [$0, $1]) }
        case .compareFloats(let predicate): compare { builder.fcmp(predicate, $0, $1) }
        case .floatBinary(let operation): binary { floatBinary(operation, $0, $1) }
        case .minimum(let intrinsic): binary { minimum(intrinsic, $0, $1) }
        case .negate: push(builder.fneg(pop()))
        case .demote: demote()
        case .convert(let cast, let target):
            push(builder.cast(cast, pop(), to: lowering.irType(target)))
        case .truncate(let cast, let target, let lower, let upper):
            truncate(cast, target, lower, upper)
        case .truncateSaturating(let intrinsic, let target):
            let value = pop()
            push(callIntrinsic(intrinsic, [lowering.irType(target), value.type], [value]))
        }
    }

    private func binary(_ operation: (IRValue, IRValue) -> IRValue) {
        let right = pop()
        push(operation(pop(), right))
    }

    private func compare(_ operation: (IRValue, IRValue) -> IRValue) {
        let right = pop()
        pushCondition(operation(pop(), right))
    }

    private func pushCondition(_ condition: IRValue) {
        push(builder.cast(.zext, condition, to: ir.i32))
    }

    private func type(_ narrow: NumericLowering.NarrowInteger) -> IRType {
        switch narrow {
        case .i8: ir.i8
        case .i16: ir.i16
        case .i32: ir.i32
        }
    }

    // MARK: Integers

    private func masked(_ count: IRValue) -> IRValue {
        let width: UInt64 = count.type == ir.i64 ? 64 : 32
        return builder.binary(.and, count, count.type.integer(width - 1))
    }

    private func divide(_ operation: IRBuilder.Binary) {
        let divisor = pop()
        let dividend = pop()
        let minusOne = divisor.type.integer(-1 as Int64)
        trap(
            if: builder.icmp(.eq, divisor, divisor.type.zero),
            rt_trap_code_integer_divide_by_zero)
        switch operation {
        case .sdiv:
            let minimum = divisor.type.integer(
                divisor.type == ir.i64 ? Int64.min : Int64(Int32.min))
            let overflows = builder.binary(
                .and, builder.icmp(.eq, dividend, minimum),
                builder.icmp(.eq, divisor, minusOne))
            trap(if: overflows, rt_trap_code_integer_overflow)
            push(builder.binary(.sdiv, dividend, divisor))
        case .srem:
            // The one quotient that overflows has remainder 0, as does any division by 1.
            let one = divisor.type.integer(1 as UInt64)
            let safe = builder.select(builder.icmp(.eq, divisor, minusOne), one, divisor)
            push(builder.binary(.srem, dividend, safe))
        default:
            push(builder.binary(operation, dividend, divisor))
        }
    }

    // MARK: Floats

    /// LLVM folds these forms without quieting a signalling NaN, as the hardware would:
    /// x + -0, x - 0, -0 - x, x * ±1, x / ±1.
    func floatBinary(_ operation: IRBuilder.Binary, _ left: IRValue, _ right: IRValue)
        -> IRValue
    {
        func isConstant(_ value: IRValue, _ number: Double) -> Bool {
            value.floatConstant.map { $0 == number && $0.sign == number.sign } ?? false
        }
        switch operation {
        case .fadd where isConstant(right, -0.0): return quieted(left)
        case .fadd where isConstant(left, -0.0): return quieted(right)
        case .fsub where isConstant(right, 0.0): return quieted(left)
        case .fsub where isConstant(left, -0.0): return quieted(builder.fneg(right))
        case .fmul where isConstant(right, 1), .fdiv where isConstant(right, 1):
            return quieted(left)
        case .fmul where isConstant(left, 1): return quieted(right)
        case .fmul where isConstant(right, -1), .fdiv where isConstant(right, -1):
            return quieted(builder.fneg(left))
        case .fmul where isConstant(left, -1): return quieted(builder.fneg(right))
        default: return builder.binary(operation, left, right)
        }
    }

    /// LLVM 19 cannot select `llvm.canonicalize` for x86-64, so this says it in integers.
    func quieted(_ value: IRValue) -> IRValue {
        let isDouble = value.type.lane == ir.double
        let quietBit: UInt64 = isDouble ? 1 << 51 : 1 << 22
        let integers = value.type.withLanes(isDouble ? ir.i64 : ir.i32)
        let bits = builder.cast(.bitcast, value, to: integers)
        let quiet = builder.binary(.or, bits, integers.splat(quietBit))
        return builder.select(
            builder.fcmp(.uno, value, value), builder.cast(.bitcast, quiet, to: value.type),
            value)
    }

    /// `llvm.minimum` and `llvm.maximum` return a signalling NaN as it came; a sum quiets it.
    func minimum(_ intrinsic: String, _ left: IRValue, _ right: IRValue) -> IRValue {
        let isUnordered = builder.fcmp(.uno, left, right)
        let sum = builder.binary(.fadd, left, right)
        return builder.select(
            isUnordered, sum, callIntrinsic(intrinsic, [left.type], [left, right]))
    }

    /// LLVM folds a demotion of a promotion to nothing, which would not quiet.
    private func demote() {
        let value = pop()
        push(
            value.isPromotion
                ? quieted(value.operand(0)) : builder.cast(.fptrunc, value, to: ir.float))
    }

    private func truncate(
        _ cast: IRBuilder.Cast, _ target: ValueType, _ lower: NumericLowering.LowerBound,
        _ upper: Double
    ) {
        let value = pop()
        trap(if: builder.fcmp(.uno, value, value), rt_trap_code_invalid_conversion)
        let isHighEnough =
            switch lower {
            case .above(let bound): builder.fcmp(.ogt, value, value.type.real(bound))
            case .atLeast(let bound): builder.fcmp(.oge, value, value.type.real(bound))
            }
        let isLowEnough = builder.fcmp(.olt, value, value.type.real(upper))
        let fits = builder.binary(.and, isHighEnough, isLowEnough)
        trap(
            if: builder.icmp(.eq, fits, ir.i1.integer(0 as UInt64)),
            rt_trap_code_integer_overflow)
        push(builder.cast(cast, value, to: lowering.irType(target)))
    }
}
