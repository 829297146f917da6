internal import LLVMKit
internal import WasmModel

/// How an opcode of the spec's numeric instructions becomes LLVM instructions.
/// https://webassembly.github.io/spec/core/exec/numerics.html
enum NumericLowering: Sendable {
    case binary(IRBuilder.Binary)
    case compare(IRBuilder.IntegerPredicate)
    case equalsZero
    case divide(IRBuilder.Binary)
    /// LLVM leaves a shift by the width or more undefined; wasm takes the count modulo it.
    case shift(IRBuilder.Binary)
    case rotate(String)
    case countZeros(String)
    case extendSign(from: NarrowInteger)
    case unary(String)
    case binaryIntrinsic(String)
    case compareFloats(IRBuilder.FloatPredicate)
    case floatBinary(IRBuilder.Binary)
    case minimum(String)
    case negate
    case demote
    case convert(IRBuilder.Cast, ValueType)
    /// Traps outside the bounds; they are those of the source type that truncate into range.
    case truncate(IRBuilder.Cast, ValueType, LowerBound, below: Double)
    case truncateSaturating(String, ValueType)

    enum NarrowInteger: Sendable { case i8, i16, i32 }
    enum LowerBound: Sendable { case above(Double), atLeast(Double) }
}

enum NumericTable {
    static func lowering(of opcode: Opcode) -> NumericLowering? { rows[opcode] }

    private static let rows: [Opcode: NumericLowering] = [
        .i32Eqz: .equalsZero,
        .i32Eq: .compare(.eq),
        .i32Ne: .compare(.ne),
        .i32LtS: .compare(.slt),
        .i32LtU: .compare(.ult),
        .i32GtS: .compare(.sgt),
        .i32GtU: .compare(.ugt),
        .i32LeS: .compare(.sle),
        .i32LeU: .compare(.ule),
        .i32GeS: .compare(.sge),
        .i32GeU: .compare(.uge),
        .i32Clz: .countZeros("llvm.ctlz"),
        .i32Ctz: .countZeros("llvm.cttz"),
        .i32Popcnt: .unary("llvm.ctpop"),
        .i32Add: .binary(.add),
        .i32Sub: .binary(.sub),
        .i32Mul: .binary(.mul),
        .i32And: .binary(.and),
        .i32Or: .binary(.or),
        .i32Xor: .binary(.xor),
        .i32DivS: .divide(.sdiv),
        .i32DivU: .divide(.udiv),
        .i32RemS: .divide(.srem),
        .i32RemU: .divide(.urem),
        .i32Shl: .shift(.shl),
        .i32ShrS: .shift(.ashr),
        .i32ShrU: .shift(.lshr),
        .i32Rotl: .rotate("llvm.fshl"),
        .i32Rotr: .rotate("llvm.fshr"),
        .i32Extend8S: .extendSign(from: .i8),
        .i32Extend16S: .extendSign(from: .i16),
        .i64Eqz: .equalsZero,
        .i64Eq: .compare(.eq),
        .i64Ne: .compare(.ne),
        .i64LtS: .compare(.slt),
        .i64LtU: .compare(.ult),
        .i64GtS: .compare(.sgt),
        .i64GtU: .compare(.ugt),
        .i64LeS: .compare(.sle),
        .i64LeU: .compare(.ule),
        .i64GeS: .compare(.sge),
        .i64GeU: .compare(.uge),
        .i64Clz: .countZeros("llvm.ctlz"),
        .i64Ctz: .countZeros("llvm.cttz"),
        .i64Popcnt: .unary("llvm.ctpop"),
        .i64Add: .binary(.add),
        .i64Sub: .binary(.sub),
        .i64Mul: .binary(.mul),
        .i64And: .binary(.and),
        .i64Or: .binary(.or),
        .i64Xor: .binary(.xor),
        .i64DivS: .divide(.sdiv),
        .i64DivU: .divide(.udiv),
        .i64RemS: .divide(.srem),
        .i64RemU: .divide(.urem),
        .i64Shl: .shift(.shl),
        .i64ShrS: .shift(.ashr),
        .i64ShrU: .shift(.lshr),
        .i64Rotl: .rotate("llvm.fshl"),
        .i64Rotr: .rotate("llvm.fshr"),
        .i64Extend8S: .extendSign(from: .i8),
        .i64Extend16S: .extendSign(from: .i16),
        .i64Extend32S: .extendSign(from: .i32),
        .f32Eq: .compareFloats(.oeq),
        .f32Ne: .compareFloats(.une),
        .f32Lt: .compareFloats(.olt),
        .f32Gt: .compareFloats(.ogt),
        .f32Le: .compareFloats(.ole),
        .f32Ge: .compareFloats(.oge),
        .f32Add: .floatBinary(.fadd),
        .f32Sub: .floatBinary(.fsub),
        .f32Mul: .floatBinary(.fmul),
        .f32Div: .floatBinary(.fdiv),
        .f32Min: .minimum("llvm.minimum"),
        .f32Max: .minimum("llvm.maximum"),
        .f32Copysign: .binaryIntrinsic("llvm.copysign"),
        .f32Abs: .unary("llvm.fabs"),
        .f32Neg: .negate,
        .f32Ceil: .unary("llvm.ceil"),
        .f32Floor: .unary("llvm.floor"),
        .f32Trunc: .unary("llvm.trunc"),
        .f32Nearest: .unary("llvm.roundeven"),
        .f32Sqrt: .unary("llvm.sqrt"),
        .f64Eq: .compareFloats(.oeq),
        .f64Ne: .compareFloats(.une),
        .f64Lt: .compareFloats(.olt),
        .f64Gt: .compareFloats(.ogt),
        .f64Le: .compareFloats(.ole),
        .f64Ge: .compareFloats(.oge),
        .f64Add: .floatBinary(.fadd),
        .f64Sub: .floatBinary(.fsub),
        .f64Mul: .floatBinary(.fmul),
        .f64Div: .floatBinary(.fdiv),
        .f64Min: .minimum("llvm.minimum"),
        .f64Max: .minimum("llvm.maximum"),
        .f64Copysign: .binaryIntrinsic("llvm.copysign"),
        .f64Abs: .unary("llvm.fabs"),
        .f64Neg: .negate,
        .f64Ceil: .unary("llvm.ceil"),
        .f64Floor: .unary("llvm.floor"),
        .f64Trunc: .unary("llvm.trunc"),
        .f64Nearest: .unary("llvm.roundeven"),
        .f64Sqrt: .unary("llvm.sqrt"),
        .i32WrapI64: .convert(.trunc, .i32),
        .i64ExtendI32S: .convert(.sext, .i64),
        .i64ExtendI32U: .convert(.zext, .i64),
        .i32TruncF32S: .truncate(.fptosi, .i32, .atLeast(-0x1p31), below: 0x1p31),
        .i32TruncF32U: .truncate(.fptoui, .i32, .above(-1), below: 0x1p32),
        .i32TruncSatF32S: .truncateSaturating("llvm.fptosi.sat", .i32),
        .i32TruncSatF32U: .truncateSaturating("llvm.fptoui.sat", .i32),
        .i32TruncF64S: .truncate(.fptosi, .i32, .above(-2147483649), below: 0x1p31),
        .i32TruncF64U: .truncate(.fptoui, .i32, .above(-1), below: 0x1p32),
        .i32TruncSatF64S: .truncateSaturating("llvm.fptosi.sat", .i32),
        .i32TruncSatF64U: .truncateSaturating("llvm.fptoui.sat", .i32),
        .i64TruncF32S: .truncate(.fptosi, .i64, .atLeast(-0x1p63), below: 0x1p63),
        .i64TruncF32U: .truncate(.fptoui, .i64, .above(-1), below: 0x1p64),
        .i64TruncSatF32S: .truncateSaturating("llvm.fptosi.sat", .i64),
        .i64TruncSatF32U: .truncateSaturating("llvm.fptoui.sat", .i64),
        .i64TruncF64S: .truncate(.fptosi, .i64, .atLeast(-0x1p63), below: 0x1p63),
        .i64TruncF64U: .truncate(.fptoui, .i64, .above(-1), below: 0x1p64),
        .i64TruncSatF64S: .truncateSaturating("llvm.fptosi.sat", .i64),
        .i64TruncSatF64U: .truncateSaturating("llvm.fptoui.sat", .i64),
        .f32ConvertI32S: .convert(.sitofp, .f32),
        .f32ConvertI32U: .convert(.uitofp, .f32),
        .f32ConvertI64S: .convert(.sitofp, .f32),
        .f32ConvertI64U: .convert(.uitofp, .f32),
        .f64ConvertI32S: .convert(.sitofp, .f64),
        .f64ConvertI32U: .convert(.uitofp, .f64),
        .f64ConvertI64S: .convert(.sitofp, .f64),
        .f64ConvertI64U: .convert(.uitofp, .f64),
        .f32DemoteF64: .demote,
        .f64PromoteF32: .convert(.fpext, .f64),
        .i32ReinterpretF32: .convert(.bitcast, .i32),
        .i64ReinterpretF64: .convert(.bitcast, .i64),
        .f32ReinterpretI32: .convert(.bitcast, .f32),
        .f64ReinterpretI64: .convert(.bitcast, .f64),
    ]
}
