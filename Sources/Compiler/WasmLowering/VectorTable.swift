internal import LLVMKit
internal import WasmModel

/// How 128 bits are divided into lanes.
enum VectorShape: Sendable { case i8x16, i16x8, i32x4, i64x2, f32x4, f64x2 }

/// How an opcode of the spec's vector instructions becomes LLVM instructions.
/// https://webassembly.github.io/spec/core/exec/numerics.html#vector-operations
///
/// Relaxed instructions have one meaning here, the same on every machine: that of their strict
/// counterpart. `relaxed_madd` and `relaxed_nmadd`, which have none, round once (a fused multiply-add
/// is one instruction of every baseline CPU); `relaxed_dot` takes both operands as signed and wraps.
/// https://webassembly.github.io/spec/core/exec/numerics.html#relaxed-operations
enum VectorLowering: Sendable {
    enum Half: Sendable { case low, high }

    /// Operands and result have one shape.
    case lanes(VectorShape, LaneOperation)
    case complement, andNot, bitSelect
    case anyTrue
    case allTrue(VectorShape)
    case bitmask(VectorShape)
    case splat(VectorShape)
    case extractLane(VectorShape, IRBuilder.Cast?)
    case replaceLane(VectorShape)
    case shuffle, swizzle
    case extend(Half, of: VectorShape, IRBuilder.Cast)
    case multiplyExtended(Half, of: VectorShape, IRBuilder.Cast)
    /// Neighbours of the shape with half as wide lanes; the shift moves the upper one down.
    case addPairs(to: VectorShape, IRBuilder.Binary)
    case narrow(from: VectorShape, signed: Bool)
    case dot, dotBytes, addDotBytes
    case multiplyQ15
    case convert(IRBuilder.Cast, to: VectorShape)
    case truncateSaturating(IRBuilder.Cast, from: VectorShape)
    case demote, promote
    case loadSplat(VectorShape)
    case loadExtended(VectorShape, IRBuilder.Cast)
    case loadZero(VectorShape)
    case loadLane(VectorShape)
    case storeLane(VectorShape)
}

enum LaneOperation: Sendable {
    case binary(IRBuilder.Binary)
    case compare(IRBuilder.IntegerPredicate)
    case compareFloats(IRBuilder.FloatPredicate)
    /// By a scalar count, modulo the lanes' width.
    case shift(IRBuilder.Binary)
    case intrinsic(String)
    case unary(String)
    case absolute
    case negate, negateFloats
    case average
    case floatBinary(IRBuilder.Binary)
    case minimum(String)
    /// The second operand where it compares so with the first, bit by bit.
    case pseudoMinimum(IRBuilder.FloatPredicate)
    case multiplyAdd(negated: Bool)
}

enum VectorTable {
    static func lowering(of opcode: Opcode) -> VectorLowering? {
        // Spares all others the look-up.
        opcode.rawValue >= 0xD000 ? rows[opcode] : nil
    }

    private static let rows: [Opcode: VectorLowering] = [
        .v128Load8x8S: .loadExtended(.i8x16, .sext),
        .v128Load8x8U: .loadExtended(.i8x16, .zext),
        .v128Load16x4S: .loadExtended(.i16x8, .sext),
        .v128Load16x4U: .loadExtended(.i16x8, .zext),
        .v128Load32x2S: .loadExtended(.i32x4, .sext),
        .v128Load32x2U: .loadExtended(.i32x4, .zext),
        .v128Load8Splat: .loadSplat(.i8x16),
        .v128Load16Splat: .loadSplat(.i16x8),
        .v128Load32Splat: .loadSplat(.i32x4),
        .v128Load64Splat: .loadSplat(.i64x2),
        .i8x16Shuffle: .shuffle,
        .i8x16Swizzle: .swizzle,
        .i8x16Splat: .splat(.i8x16),
        .i16x8Splat: .splat(.i16x8),
        .i32x4Splat: .splat(.i32x4),
        .i64x2Splat: .splat(.i64x2),
        .f32x4Splat: .splat(.f32x4),
        .f64x2Splat: .splat(.f64x2),
        .i8x16ExtractLaneS: .extractLane(.i8x16, .sext),
        .i8x16ExtractLaneU: .extractLane(.i8x16, .zext),
        .i8x16ReplaceLane: .replaceLane(.i8x16),
        .i16x8ExtractLaneS: .extractLane(.i16x8, .sext),
        .i16x8ExtractLaneU: .extractLane(.i16x8, .zext),
        .i16x8ReplaceLane: .replaceLane(.i16x8),
        .i32x4ExtractLane: .extractLane(.i32x4, nil),
        .i32x4ReplaceLane: .replaceLane(.i32x4),
        .i64x2ExtractLane: .extractLane(.i64x2, nil),
        .i64x2ReplaceLane: .replaceLane(.i64x2),
        .f32x4ExtractLane: .extractLane(.f32x4, nil),
        .f32x4ReplaceLane: .replaceLane(.f32x4),
        .f64x2ExtractLane: .extractLane(.f64x2, nil),
        .f64x2ReplaceLane: .replaceLane(.f64x2),
        .i8x16Eq: .lanes(.i8x16, .compare(.eq)),
        .i8x16Ne: .lanes(.i8x16, .compare(.ne)),
        .i8x16LtS: .lanes(.i8x16, .compare(.slt)),
        .i8x16LtU: .lanes(.i8x16, .compare(.ult)),
        .i8x16GtS: .lanes(.i8x16, .compare(.sgt)),
        .i8x16GtU: .lanes(.i8x16, .compare(.ugt)),
        .i8x16LeS: .lanes(.i8x16, .compare(.sle)),
        .i8x16LeU: .lanes(.i8x16, .compare(.ule)),
        .i8x16GeS: .lanes(.i8x16, .compare(.sge)),
        .i8x16GeU: .lanes(.i8x16, .compare(.uge)),
        .i16x8Eq: .lanes(.i16x8, .compare(.eq)),
        .i16x8Ne: .lanes(.i16x8, .compare(.ne)),
        .i16x8LtS: .lanes(.i16x8, .compare(.slt)),
        .i16x8LtU: .lanes(.i16x8, .compare(.ult)),
        .i16x8GtS: .lanes(.i16x8, .compare(.sgt)),
        .i16x8GtU: .lanes(.i16x8, .compare(.ugt)),
        .i16x8LeS: .lanes(.i16x8, .compare(.sle)),
        .i16x8LeU: .lanes(.i16x8, .compare(.ule)),
        .i16x8GeS: .lanes(.i16x8, .compare(.sge)),
        .i16x8GeU: .lanes(.i16x8, .compare(.uge)),
        .i32x4Eq: .lanes(.i32x4, .compare(.eq)),
        .i32x4Ne: .lanes(.i32x4, .compare(.ne)),
        .i32x4LtS: .lanes(.i32x4, .compare(.slt)),
        .i32x4LtU: .lanes(.i32x4, .compare(.ult)),
        .i32x4GtS: .lanes(.i32x4, .compare(.sgt)),
        .i32x4GtU: .lanes(.i32x4, .compare(.ugt)),
        .i32x4LeS: .lanes(.i32x4, .compare(.sle)),
        .i32x4LeU: .lanes(.i32x4, .compare(.ule)),
        .i32x4GeS: .lanes(.i32x4, .compare(.sge)),
        .i32x4GeU: .lanes(.i32x4, .compare(.uge)),
        .f32x4Eq: .lanes(.f32x4, .compareFloats(.oeq)),
        .f32x4Ne: .lanes(.f32x4, .compareFloats(.une)),
        .f32x4Lt: .lanes(.f32x4, .compareFloats(.olt)),
        .f32x4Gt: .lanes(.f32x4, .compareFloats(.ogt)),
        .f32x4Le: .lanes(.f32x4, .compareFloats(.ole)),
        .f32x4Ge: .lanes(.f32x4, .compareFloats(.oge)),
        .f64x2Eq: .lanes(.f64x2, .compareFloats(.oeq)),
        .f64x2Ne: .lanes(.f64x2, .compareFloats(.une)),
        .f64x2Lt: .lanes(.f64x2, .compareFloats(.olt)),
        .f64x2Gt: .lanes(.f64x2, .compareFloats(.ogt)),
        .f64x2Le: .lanes(.f64x2, .compareFloats(.ole)),
        .f64x2Ge: .lanes(.f64x2, .compareFloats(.oge)),
        .v128Not: .complement,
        .v128And: .lanes(.i64x2, .binary(.and)),
        .v128Andnot: .andNot,
        .v128Or: .lanes(.i64x2, .binary(.or)),
        .v128Xor: .lanes(.i64x2, .binary(.xor)),
        .v128Bitselect: .bitSelect,
        .v128AnyTrue: .anyTrue,
        .v128Load8Lane: .loadLane(.i8x16),
        .v128Load16Lane: .loadLane(.i16x8),
        .v128Load32Lane: .loadLane(.i32x4),
        .v128Load64Lane: .loadLane(.i64x2),
        .v128Store8Lane: .storeLane(.i8x16),
        .v128Store16Lane: .storeLane(.i16x8),
        .v128Store32Lane: .storeLane(.i32x4),
        .v128Store64Lane: .storeLane(.i64x2),
        .v128Load32Zero: .loadZero(.i32x4),
        .v128Load64Zero: .loadZero(.i64x2),
        .f32x4DemoteF64x2Zero: .demote,
        .f64x2PromoteLowF32x4: .promote,
        .i8x16Abs: .lanes(.i8x16, .absolute),
        .i8x16Neg: .lanes(.i8x16, .negate),
        .i8x16Popcnt: .lanes(.i8x16, .unary("llvm.ctpop")),
        .i8x16AllTrue: .allTrue(.i8x16),
        .i8x16Bitmask: .bitmask(.i8x16),
        .i8x16NarrowI16x8S: .narrow(from: .i16x8, signed: true),
        .i8x16NarrowI16x8U: .narrow(from: .i16x8, signed: false),
        .f32x4Ceil: .lanes(.f32x4, .unary("llvm.ceil")),
        .f32x4Floor: .lanes(.f32x4, .unary("llvm.floor")),
        .f32x4Trunc: .lanes(.f32x4, .unary("llvm.trunc")),
        .f32x4Nearest: .lanes(.f32x4, .unary("llvm.roundeven")),
        .i8x16Shl: .lanes(.i8x16, .shift(.shl)),
        .i8x16ShrS: .lanes(.i8x16, .shift(.ashr)),
        .i8x16ShrU: .lanes(.i8x16, .shift(.lshr)),
        .i8x16Add: .lanes(.i8x16, .binary(.add)),
        .i8x16AddSatS: .lanes(.i8x16, .intrinsic("llvm.sadd.sat")),
        .i8x16AddSatU: .lanes(.i8x16, .intrinsic("llvm.uadd.sat")),
        .i8x16Sub: .lanes(.i8x16, .binary(.sub)),
        .i8x16SubSatS: .lanes(.i8x16, .intrinsic("llvm.ssub.sat")),
        .i8x16SubSatU: .lanes(.i8x16, .intrinsic("llvm.usub.sat")),
        .f64x2Ceil: .lanes(.f64x2, .unary("llvm.ceil")),
        .f64x2Floor: .lanes(.f64x2, .unary("llvm.floor")),
        .i8x16MinS: .lanes(.i8x16, .intrinsic("llvm.smin")),
        .i8x16MinU: .lanes(.i8x16, .intrinsic("llvm.umin")),
        .i8x16MaxS: .lanes(.i8x16, .intrinsic("llvm.smax")),
        .i8x16MaxU: .lanes(.i8x16, .intrinsic("llvm.umax")),
        .f64x2Trunc: .lanes(.f64x2, .unary("llvm.trunc")),
        .i8x16AvgrU: .lanes(.i8x16, .average),
        .i16x8ExtaddPairwiseI8x16S: .addPairs(to: .i16x8, .ashr),
        .i16x8ExtaddPairwiseI8x16U: .addPairs(to: .i16x8, .lshr),
        .i32x4ExtaddPairwiseI16x8S: .addPairs(to: .i32x4, .ashr),
        .i32x4ExtaddPairwiseI16x8U: .addPairs(to: .i32x4, .lshr),
        .i16x8Abs: .lanes(.i16x8, .absolute),
        .i16x8Neg: .lanes(.i16x8, .negate),
        .i16x8Q15mulrSatS: .multiplyQ15,
        .i16x8AllTrue: .allTrue(.i16x8),
        .i16x8Bitmask: .bitmask(.i16x8),
        .i16x8NarrowI32x4S: .narrow(from: .i32x4, signed: true),
        .i16x8NarrowI32x4U: .narrow(from: .i32x4, signed: false),
        .i16x8ExtendLowI8x16S: .extend(.low, of: .i8x16, .sext),
        .i16x8ExtendHighI8x16S: .extend(.high, of: .i8x16, .sext),
        .i16x8ExtendLowI8x16U: .extend(.low, of: .i8x16, .zext),
        .i16x8ExtendHighI8x16U: .extend(.high, of: .i8x16, .zext),
        .i16x8Shl: .lanes(.i16x8, .shift(.shl)),
        .i16x8ShrS: .lanes(.i16x8, .shift(.ashr)),
        .i16x8ShrU: .lanes(.i16x8, .shift(.lshr)),
        .i16x8Add: .lanes(.i16x8, .binary(.add)),
        .i16x8AddSatS: .lanes(.i16x8, .intrinsic("llvm.sadd.sat")),
        .i16x8AddSatU: .lanes(.i16x8, .intrinsic("llvm.uadd.sat")),
        .i16x8Sub: .lanes(.i16x8, .binary(.sub)),
        .i16x8SubSatS: .lanes(.i16x8, .intrinsic("llvm.ssub.sat")),
        .i16x8SubSatU: .lanes(.i16x8, .intrinsic("llvm.usub.sat")),
        .f64x2Nearest: .lanes(.f64x2, .unary("llvm.roundeven")),
        .i16x8Mul: .lanes(.i16x8, .binary(.mul)),
        .i16x8MinS: .lanes(.i16x8, .intrinsic("llvm.smin")),
        .i16x8MinU: .lanes(.i16x8, .intrinsic("llvm.umin")),
        .i16x8MaxS: .lanes(.i16x8, .intrinsic("llvm.smax")),
        .i16x8MaxU: .lanes(.i16x8, .intrinsic("llvm.umax")),
        .i16x8AvgrU: .lanes(.i16x8, .average),
        .i16x8ExtmulLowI8x16S: .multiplyExtended(.low, of: .i8x16, .sext),
        .i16x8ExtmulHighI8x16S: .multiplyExtended(.high, of: .i8x16, .sext),
        .i16x8ExtmulLowI8x16U: .multiplyExtended(.low, of: .i8x16, .zext),
        .i16x8ExtmulHighI8x16U: .multiplyExtended(.high, of: .i8x16, .zext),
        .i32x4Abs: .lanes(.i32x4, .absolute),
        .i32x4Neg: .lanes(.i32x4, .negate),
        .i32x4AllTrue: .allTrue(.i32x4),
        .i32x4Bitmask: .bitmask(.i32x4),
        .i32x4ExtendLowI16x8S: .extend(.low, of: .i16x8, .sext),
        .i32x4ExtendHighI16x8S: .extend(.high, of: .i16x8, .sext),
        .i32x4ExtendLowI16x8U: .extend(.low, of: .i16x8, .zext),
        .i32x4ExtendHighI16x8U: .extend(.high, of: .i16x8, .zext),
        .i32x4Shl: .lanes(.i32x4, .shift(.shl)),
        .i32x4ShrS: .lanes(.i32x4, .shift(.ashr)),
        .i32x4ShrU: .lanes(.i32x4, .shift(.lshr)),
        .i32x4Add: .lanes(.i32x4, .binary(.add)),
        .i32x4Sub: .lanes(.i32x4, .binary(.sub)),
        .i32x4Mul: .lanes(.i32x4, .binary(.mul)),
        .i32x4MinS: .lanes(.i32x4, .intrinsic("llvm.smin")),
        .i32x4MinU: .lanes(.i32x4, .intrinsic("llvm.umin")),
        .i32x4MaxS: .lanes(.i32x4, .intrinsic("llvm.smax")),
        .i32x4MaxU: .lanes(.i32x4, .intrinsic("llvm.umax")),
        .i32x4DotI16x8S: .dot,
        .i32x4ExtmulLowI16x8S: .multiplyExtended(.low, of: .i16x8, .sext),
        .i32x4ExtmulHighI16x8S: .multiplyExtended(.high, of: .i16x8, .sext),
        .i32x4ExtmulLowI16x8U: .multiplyExtended(.low, of: .i16x8, .zext),
        .i32x4ExtmulHighI16x8U: .multiplyExtended(.high, of: .i16x8, .zext),
        .i64x2Abs: .lanes(.i64x2, .absolute),
        .i64x2Neg: .lanes(.i64x2, .negate),
        .i64x2AllTrue: .allTrue(.i64x2),
        .i64x2Bitmask: .bitmask(.i64x2),
        .i64x2ExtendLowI32x4S: .extend(.low, of: .i32x4, .sext),
        .i64x2ExtendHighI32x4S: .extend(.high, of: .i32x4, .sext),
        .i64x2ExtendLowI32x4U: .extend(.low, of: .i32x4, .zext),
        .i64x2ExtendHighI32x4U: .extend(.high, of: .i32x4, .zext),
        .i64x2Shl: .lanes(.i64x2, .shift(.shl)),
        .i64x2ShrS: .lanes(.i64x2, .shift(.ashr)),
        .i64x2ShrU: .lanes(.i64x2, .shift(.lshr)),
        .i64x2Add: .lanes(.i64x2, .binary(.add)),
        .i64x2Sub: .lanes(.i64x2, .binary(.sub)),
        .i64x2Mul: .lanes(.i64x2, .binary(.mul)),
        .i64x2Eq: .lanes(.i64x2, .compare(.eq)),
        .i64x2Ne: .lanes(.i64x2, .compare(.ne)),
        .i64x2LtS: .lanes(.i64x2, .compare(.slt)),
        .i64x2GtS: .lanes(.i64x2, .compare(.sgt)),
        .i64x2LeS: .lanes(.i64x2, .compare(.sle)),
        .i64x2GeS: .lanes(.i64x2, .compare(.sge)),
        .i64x2ExtmulLowI32x4S: .multiplyExtended(.low, of: .i32x4, .sext),
        .i64x2ExtmulHighI32x4S: .multiplyExtended(.high, of: .i32x4, .sext),
        .i64x2ExtmulLowI32x4U: .multiplyExtended(.low, of: .i32x4, .zext),
        .i64x2ExtmulHighI32x4U: .multiplyExtended(.high, of: .i32x4, .zext),
        .f32x4Abs: .lanes(.f32x4, .unary("llvm.fabs")),
        .f32x4Neg: .lanes(.f32x4, .negateFloats),
        .f32x4Sqrt: .lanes(.f32x4, .unary("llvm.sqrt")),
        .f32x4Add: .lanes(.f32x4, .floatBinary(.fadd)),
        .f32x4Sub: .lanes(.f32x4, .floatBinary(.fsub)),
        .f32x4Mul: .lanes(.f32x4, .floatBinary(.fmul)),
        .f32x4Div: .lanes(.f32x4, .floatBinary(.fdiv)),
        .f32x4Min: .lanes(.f32x4, .minimum("llvm.minimum")),
        .f32x4Max: .lanes(.f32x4, .minimum("llvm.maximum")),
        .f32x4Pmin: .lanes(.f32x4, .pseudoMinimum(.olt)),
        .f32x4Pmax: .lanes(.f32x4, .pseudoMinimum(.ogt)),
        .f64x2Abs: .lanes(.f64x2, .unary("llvm.fabs")),
        .f64x2Neg: .lanes(.f64x2, .negateFloats),
        .f64x2Sqrt: .lanes(.f64x2, .unary("llvm.sqrt")),
        .f64x2Add: .lanes(.f64x2, .floatBinary(.fadd)),
        .f64x2Sub: .lanes(.f64x2, .floatBinary(.fsub)),
        .f64x2Mul: .lanes(.f64x2, .floatBinary(.fmul)),
        .f64x2Div: .lanes(.f64x2, .floatBinary(.fdiv)),
        .f64x2Min: .lanes(.f64x2, .minimum("llvm.minimum")),
        .f64x2Max: .lanes(.f64x2, .minimum("llvm.maximum")),
        .f64x2Pmin: .lanes(.f64x2, .pseudoMinimum(.olt)),
        .f64x2Pmax: .lanes(.f64x2, .pseudoMinimum(.ogt)),
        .i32x4TruncSatF32x4S: .truncateSaturating(.fptosi, from: .f32x4),
        .i32x4TruncSatF32x4U: .truncateSaturating(.fptoui, from: .f32x4),
        .f32x4ConvertI32x4S: .convert(.sitofp, to: .f32x4),
        .f32x4ConvertI32x4U: .convert(.uitofp, to: .f32x4),
        .i32x4TruncSatF64x2SZero: .truncateSaturating(.fptosi, from: .f64x2),
        .i32x4TruncSatF64x2UZero: .truncateSaturating(.fptoui, from: .f64x2),
        .f64x2ConvertLowI32x4S: .convert(.sitofp, to: .f64x2),
        .f64x2ConvertLowI32x4U: .convert(.uitofp, to: .f64x2),
        .i8x16RelaxedSwizzle: .swizzle,
        .i32x4RelaxedTruncF32x4S: .truncateSaturating(.fptosi, from: .f32x4),
        .i32x4RelaxedTruncF32x4U: .truncateSaturating(.fptoui, from: .f32x4),
        .i32x4RelaxedTruncF64x2SZero: .truncateSaturating(.fptosi, from: .f64x2),
        .i32x4RelaxedTruncF64x2UZero: .truncateSaturating(.fptoui, from: .f64x2),
        .f32x4RelaxedMadd: .lanes(.f32x4, .multiplyAdd(negated: false)),
        .f32x4RelaxedNmadd: .lanes(.f32x4, .multiplyAdd(negated: true)),
        .f64x2RelaxedMadd: .lanes(.f64x2, .multiplyAdd(negated: false)),
        .f64x2RelaxedNmadd: .lanes(.f64x2, .multiplyAdd(negated: true)),
        .i8x16RelaxedLaneselect: .bitSelect,
        .i16x8RelaxedLaneselect: .bitSelect,
        .i32x4RelaxedLaneselect: .bitSelect,
        .i64x2RelaxedLaneselect: .bitSelect,
        .f32x4RelaxedMin: .lanes(.f32x4, .minimum("llvm.minimum")),
        .f32x4RelaxedMax: .lanes(.f32x4, .minimum("llvm.maximum")),
        .f64x2RelaxedMin: .lanes(.f64x2, .minimum("llvm.minimum")),
        .f64x2RelaxedMax: .lanes(.f64x2, .minimum("llvm.maximum")),
        .i16x8RelaxedQ15mulrS: .multiplyQ15,
        .i16x8RelaxedDotI8x16I7x16S: .dotBytes,
        .i32x4RelaxedDotI8x16I7x16AddS: .addDotBytes,
    ]
}
