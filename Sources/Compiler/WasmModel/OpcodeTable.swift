/// What an opcode looks like in the byte stream and on the operand stack: one row each.
/// https://webassembly.github.io/spec/core/binary/instructions.html
package struct OpcodeInfo: Sendable {
    package let opcode: Opcode
    /// The text format's keyword.
    package let name: String
    package let immediates: ImmediateKind
    package let typing: StackTyping
    package let feature: Feature
}

/// The operands that follow an opcode in the byte stream.
package enum ImmediateKind: Sendable {
    case none
    case blockType
    case label, branchTable
    case function, typeAndTable
    case local, global, table, memory, data, element
    case memoryAccess, memoryAccessAndLane
    case i32, i64, f32, f64, v128
    case lane, shuffle
    case heapType, selectTypes
    case dataAndMemory, elementAndTable
    case twoMemories, twoTables
}

/// How an instruction changes the operand stack.
package enum StackTyping: Sendable {
    /// Needs the context (blocks, locals, tables...): the validator has a case for it.
    case special
    case constant(ValueType)
    /// Pops the operands (the last one first), pushes the result.
    case operation([ValueType], ValueType)
    /// Pops an address, pushes the value; `width` is the bytes accessed.
    case load(ValueType, width: UInt8)
    /// Pops the value, then an address.
    case store(ValueType, width: UInt8)
    /// An operation whose immediates, lane indices, lie below `lanes`.
    case laneOperation([ValueType], ValueType, lanes: UInt8)
    /// Pops a v128, then an address, and pushes the v128 with one lane loaded.
    case loadLane(width: UInt8)
    /// Pops a v128, then an address, and stores one lane.
    case storeLane(width: UInt8)

    /// The bytes of linear memory that a load or store accesses; 0 for anything else.
    package var accessWidth: UInt8 {
        switch self {
        case .load(_, let width), .store(_, let width), .loadLane(let width),
            .storeLane(let width):
            width
        case .special, .constant, .operation, .laneOperation: 0
        }
    }
}

package enum OpcodeTable {
    package static func info(of opcode: Opcode) -> OpcodeInfo {
        rows[Int(rowNumbers[Int(opcode.rawValue)])]
    }

    /// Raw opcode to row; the raw values are sparse, so this is an array of 105 KiB built once.
    private static let rowNumbers: [UInt16] = {
        var numbers = [UInt16](repeating: 0, count: 0xD114)
        for (number, row) in rows.enumerated() {
            numbers[Int(row.opcode.rawValue)] = UInt16(number)
        }
        return numbers
    }()

    private static func row(
        _ opcode: Opcode, _ name: String, _ immediates: ImmediateKind, _ typing: StackTyping,
        _ feature: Feature = .mvp
    ) -> OpcodeInfo {
        OpcodeInfo(
            opcode: opcode, name: name, immediates: immediates, typing: typing, feature: feature)
    }

    package static let rows = scalarRows + VectorOpcodeTable.rows

    private static let scalarRows: [OpcodeInfo] = [
        row(.unreachable, "unreachable", .none, .special),
        row(.nop, "nop", .none, .special),
        row(.block, "block", .blockType, .special),
        row(.loop, "loop", .blockType, .special),
        row(.if, "if", .blockType, .special),
        row(.else, "else", .none, .special),
        row(.end, "end", .none, .special),
        row(.br, "br", .label, .special),
        row(.brIf, "br_if", .label, .special),
        row(.brTable, "br_table", .branchTable, .special),
        row(.return, "return", .none, .special),
        row(.call, "call", .function, .special),
        row(.callIndirect, "call_indirect", .typeAndTable, .special),
        row(.returnCall, "return_call", .function, .special, .tailCall),
        row(.returnCallIndirect, "return_call_indirect", .typeAndTable, .special, .tailCall),
        row(.drop, "drop", .none, .special),
        row(.select, "select", .none, .special),
        row(.selectTyped, "select", .selectTypes, .special, .referenceTypes),
        row(.localGet, "local.get", .local, .special),
        row(.localSet, "local.set", .local, .special),
        row(.localTee, "local.tee", .local, .special),
        row(.globalGet, "global.get", .global, .special),
        row(.globalSet, "global.set", .global, .special),
        row(.tableGet, "table.get", .table, .special, .referenceTypes),
        row(.tableSet, "table.set", .table, .special, .referenceTypes),
        row(.i32Load, "i32.load", .memoryAccess, .load(.i32, width: 4)),
        row(.i64Load, "i64.load", .memoryAccess, .load(.i64, width: 8)),
        row(.f32Load, "f32.load", .memoryAccess, .load(.f32, width: 4)),
        row(.f64Load, "f64.load", .memoryAccess, .load(.f64, width: 8)),
        row(.i32Load8S, "i32.load8_s", .memoryAccess, .load(.i32, width: 1)),
        row(.i32Load8U, "i32.load8_u", .memoryAccess, .load(.i32, width: 1)),
        row(.i32Load16S, "i32.load16_s", .memoryAccess, .load(.i32, width: 2)),
        row(.i32Load16U, "i32.load16_u", .memoryAccess, .load(.i32, width: 2)),
        row(.i64Load8S, "i64.load8_s", .memoryAccess, .load(.i64, width: 1)),
        row(.i64Load8U, "i64.load8_u", .memoryAccess, .load(.i64, width: 1)),
        row(.i64Load16S, "i64.load16_s", .memoryAccess, .load(.i64, width: 2)),
        row(.i64Load16U, "i64.load16_u", .memoryAccess, .load(.i64, width: 2)),
        row(.i64Load32S, "i64.load32_s", .memoryAccess, .load(.i64, width: 4)),
        row(.i64Load32U, "i64.load32_u", .memoryAccess, .load(.i64, width: 4)),
        row(.i32Store, "i32.store", .memoryAccess, .store(.i32, width: 4)),
        row(.i64Store, "i64.store", .memoryAccess, .store(.i64, width: 8)),
        row(.f32Store, "f32.store", .memoryAccess, .store(.f32, width: 4)),
        row(.f64Store, "f64.store", .memoryAccess, .store(.f64, width: 8)),
        row(.i32Store8, "i32.store8", .memoryAccess, .store(.i32, width: 1)),
        row(.i32Store16, "i32.store16", .memoryAccess, .store(.i32, width: 2)),
        row(.i64Store8, "i64.store8", .memoryAccess, .store(.i64, width: 1)),
        row(.i64Store16, "i64.store16", .memoryAccess, .store(.i64, width: 2)),
        row(.i64Store32, "i64.store32", .memoryAccess, .store(.i64, width: 4)),
        row(.memorySize, "memory.size", .memory, .special),
        row(.memoryGrow, "memory.grow", .memory, .special),
        row(.i32Const, "i32.const", .i32, .constant(.i32)),
        row(.i64Const, "i64.const", .i64, .constant(.i64)),
        row(.f32Const, "f32.const", .f32, .constant(.f32)),
        row(.f64Const, "f64.const", .f64, .constant(.f64)),
        row(.i32Eqz, "i32.eqz", .none, .operation([.i32], .i32)),
        row(.i32Eq, "i32.eq", .none, .operation([.i32, .i32], .i32)),
        row(.i32Ne, "i32.ne", .none, .operation([.i32, .i32], .i32)),
        row(.i32LtS, "i32.lt_s", .none, .operation([.i32, .i32], .i32)),
        row(.i32LtU, "i32.lt_u", .none, .operation([.i32, .i32], .i32)),
        row(.i32GtS, "i32.gt_s", .none, .operation([.i32, .i32], .i32)),
        row(.i32GtU, "i32.gt_u", .none, .operation([.i32, .i32], .i32)),
        row(.i32LeS, "i32.le_s", .none, .operation([.i32, .i32], .i32)),
        row(.i32LeU, "i32.le_u", .none, .operation([.i32, .i32], .i32)),
        row(.i32GeS, "i32.ge_s", .none, .operation([.i32, .i32], .i32)),
        row(.i32GeU, "i32.ge_u", .none, .operation([.i32, .i32], .i32)),
        row(.i64Eqz, "i64.eqz", .none, .operation([.i64], .i32)),
        row(.i64Eq, "i64.eq", .none, .operation([.i64, .i64], .i32)),
        row(.i64Ne, "i64.ne", .none, .operation([.i64, .i64], .i32)),
        row(.i64LtS, "i64.lt_s", .none, .operation([.i64, .i64], .i32)),
        row(.i64LtU, "i64.lt_u", .none, .operation([.i64, .i64], .i32)),
        row(.i64GtS, "i64.gt_s", .none, .operation([.i64, .i64], .i32)),
        row(.i64GtU, "i64.gt_u", .none, .operation([.i64, .i64], .i32)),
        row(.i64LeS, "i64.le_s", .none, .operation([.i64, .i64], .i32)),
        row(.i64LeU, "i64.le_u", .none, .operation([.i64, .i64], .i32)),
        row(.i64GeS, "i64.ge_s", .none, .operation([.i64, .i64], .i32)),
        row(.i64GeU, "i64.ge_u", .none, .operation([.i64, .i64], .i32)),
        row(.f32Eq, "f32.eq", .none, .operation([.f32, .f32], .i32)),
        row(.f32Ne, "f32.ne", .none, .operation([.f32, .f32], .i32)),
        row(.f32Lt, "f32.lt", .none, .operation([.f32, .f32], .i32)),
        row(.f32Gt, "f32.gt", .none, .operation([.f32, .f32], .i32)),
        row(.f32Le, "f32.le", .none, .operation([.f32, .f32], .i32)),
        row(.f32Ge, "f32.ge", .none, .operation([.f32, .f32], .i32)),
        row(.f64Eq, "f64.eq", .none, .operation([.f64, .f64], .i32)),
        row(.f64Ne, "f64.ne", .none, .operation([.f64, .f64], .i32)),
        row(.f64Lt, "f64.lt", .none, .operation([.f64, .f64], .i32)),
        row(.f64Gt, "f64.gt", .none, .operation([.f64, .f64], .i32)),
        row(.f64Le, "f64.le", .none, .operation([.f64, .f64], .i32)),
        row(.f64Ge, "f64.ge", .none, .operation([.f64, .f64], .i32)),
        row(.i32Clz, "i32.clz", .none, .operation([.i32], .i32)),
        row(.i32Ctz, "i32.ctz", .none, .operation([.i32], .i32)),
        row(.i32Popcnt, "i32.popcnt", .none, .operation([.i32], .i32)),
        row(.i32Add, "i32.add", .none, .operation([.i32, .i32], .i32)),
        row(.i32Sub, "i32.sub", .none, .operation([.i32, .i32], .i32)),
        row(.i32Mul, "i32.mul", .none, .operation([.i32, .i32], .i32)),
        row(.i32DivS, "i32.div_s", .none, .operation([.i32, .i32], .i32)),
        row(.i32DivU, "i32.div_u", .none, .operation([.i32, .i32], .i32)),
        row(.i32RemS, "i32.rem_s", .none, .operation([.i32, .i32], .i32)),
        row(.i32RemU, "i32.rem_u", .none, .operation([.i32, .i32], .i32)),
        row(.i32And, "i32.and", .none, .operation([.i32, .i32], .i32)),
        row(.i32Or, "i32.or", .none, .operation([.i32, .i32], .i32)),
        row(.i32Xor, "i32.xor", .none, .operation([.i32, .i32], .i32)),
        row(.i32Shl, "i32.shl", .none, .operation([.i32, .i32], .i32)),
        row(.i32ShrS, "i32.shr_s", .none, .operation([.i32, .i32], .i32)),
        row(.i32ShrU, "i32.shr_u", .none, .operation([.i32, .i32], .i32)),
        row(.i32Rotl, "i32.rotl", .none, .operation([.i32, .i32], .i32)),
        row(.i32Rotr, "i32.rotr", .none, .operation([.i32, .i32], .i32)),
        row(.i64Clz, "i64.clz", .none, .operation([.i64], .i64)),
        row(.i64Ctz, "i64.ctz", .none, .operation([.i64], .i64)),
        row(.i64Popcnt, "i64.popcnt", .none, .operation([.i64], .i64)),
        row(.i64Add, "i64.add", .none, .operation([.i64, .i64], .i64)),
        row(.i64Sub, "i64.sub", .none, .operation([.i64, .i64], .i64)),
        row(.i64Mul, "i64.mul", .none, .operation([.i64, .i64], .i64)),
        row(.i64DivS, "i64.div_s", .none, .operation([.i64, .i64], .i64)),
        row(.i64DivU, "i64.div_u", .none, .operation([.i64, .i64], .i64)),
        row(.i64RemS, "i64.rem_s", .none, .operation([.i64, .i64], .i64)),
        row(.i64RemU, "i64.rem_u", .none, .operation([.i64, .i64], .i64)),
        row(.i64And, "i64.and", .none, .operation([.i64, .i64], .i64)),
        row(.i64Or, "i64.or", .none, .operation([.i64, .i64], .i64)),
        row(.i64Xor, "i64.xor", .none, .operation([.i64, .i64], .i64)),
        row(.i64Shl, "i64.shl", .none, .operation([.i64, .i64], .i64)),
        row(.i64ShrS, "i64.shr_s", .none, .operation([.i64, .i64], .i64)),
        row(.i64ShrU, "i64.shr_u", .none, .operation([.i64, .i64], .i64)),
        row(.i64Rotl, "i64.rotl", .none, .operation([.i64, .i64], .i64)),
        row(.i64Rotr, "i64.rotr", .none, .operation([.i64, .i64], .i64)),
        row(.f32Abs, "f32.abs", .none, .operation([.f32], .f32)),
        row(.f32Neg, "f32.neg", .none, .operation([.f32], .f32)),
        row(.f32Ceil, "f32.ceil", .none, .operation([.f32], .f32)),
        row(.f32Floor, "f32.floor", .none, .operation([.f32], .f32)),
        row(.f32Trunc, "f32.trunc", .none, .operation([.f32], .f32)),
        row(.f32Nearest, "f32.nearest", .none, .operation([.f32], .f32)),
        row(.f32Sqrt, "f32.sqrt", .none, .operation([.f32], .f32)),
        row(.f32Add, "f32.add", .none, .operation([.f32, .f32], .f32)),
        row(.f32Sub, "f32.sub", .none, .operation([.f32, .f32], .f32)),
        row(.f32Mul, "f32.mul", .none, .operation([.f32, .f32], .f32)),
        row(.f32Div, "f32.div", .none, .operation([.f32, .f32], .f32)),
        row(.f32Min, "f32.min", .none, .operation([.f32, .f32], .f32)),
        row(.f32Max, "f32.max", .none, .operation([.f32, .f32], .f32)),
        row(.f32Copysign, "f32.copysign", .none, .operation([.f32, .f32], .f32)),
        row(.f64Abs, "f64.abs", .none, .operation([.f64], .f64)),
        row(.f64Neg, "f64.neg", .none, .operation([.f64], .f64)),
        row(.f64Ceil, "f64.ceil", .none, .operation([.f64], .f64)),
        row(.f64Floor, "f64.floor", .none, .operation([.f64], .f64)),
        row(.f64Trunc, "f64.trunc", .none, .operation([.f64], .f64)),
        row(.f64Nearest, "f64.nearest", .none, .operation([.f64], .f64)),
        row(.f64Sqrt, "f64.sqrt", .none, .operation([.f64], .f64)),
        row(.f64Add, "f64.add", .none, .operation([.f64, .f64], .f64)),
        row(.f64Sub, "f64.sub", .none, .operation([.f64, .f64], .f64)),
        row(.f64Mul, "f64.mul", .none, .operation([.f64, .f64], .f64)),
        row(.f64Div, "f64.div", .none, .operation([.f64, .f64], .f64)),
        row(.f64Min, "f64.min", .none, .operation([.f64, .f64], .f64)),
        row(.f64Max, "f64.max", .none, .operation([.f64, .f64], .f64)),
        row(.f64Copysign, "f64.copysign", .none, .operation([.f64, .f64], .f64)),
        row(.i32WrapI64, "i32.wrap_i64", .none, .operation([.i64], .i32)),
        row(.i32TruncF32S, "i32.trunc_f32_s", .none, .operation([.f32], .i32)),
        row(.i32TruncF32U, "i32.trunc_f32_u", .none, .operation([.f32], .i32)),
        row(.i32TruncF64S, "i32.trunc_f64_s", .none, .operation([.f64], .i32)),
        row(.i32TruncF64U, "i32.trunc_f64_u", .none, .operation([.f64], .i32)),
        row(.i64ExtendI32S, "i64.extend_i32_s", .none, .operation([.i32], .i64)),
        row(.i64ExtendI32U, "i64.extend_i32_u", .none, .operation([.i32], .i64)),
        row(.i64TruncF32S, "i64.trunc_f32_s", .none, .operation([.f32], .i64)),
        row(.i64TruncF32U, "i64.trunc_f32_u", .none, .operation([.f32], .i64)),
        row(.i64TruncF64S, "i64.trunc_f64_s", .none, .operation([.f64], .i64)),
        row(.i64TruncF64U, "i64.trunc_f64_u", .none, .operation([.f64], .i64)),
        row(.f32ConvertI32S, "f32.convert_i32_s", .none, .operation([.i32], .f32)),
        row(.f32ConvertI32U, "f32.convert_i32_u", .none, .operation([.i32], .f32)),
        row(.f32ConvertI64S, "f32.convert_i64_s", .none, .operation([.i64], .f32)),
        row(.f32ConvertI64U, "f32.convert_i64_u", .none, .operation([.i64], .f32)),
        row(.f32DemoteF64, "f32.demote_f64", .none, .operation([.f64], .f32)),
        row(.f64ConvertI32S, "f64.convert_i32_s", .none, .operation([.i32], .f64)),
        row(.f64ConvertI32U, "f64.convert_i32_u", .none, .operation([.i32], .f64)),
        row(.f64ConvertI64S, "f64.convert_i64_s", .none, .operation([.i64], .f64)),
        row(.f64ConvertI64U, "f64.convert_i64_u", .none, .operation([.i64], .f64)),
        row(.f64PromoteF32, "f64.promote_f32", .none, .operation([.f32], .f64)),
        row(.i32ReinterpretF32, "i32.reinterpret_f32", .none, .operation([.f32], .i32)),
        row(.i64ReinterpretF64, "i64.reinterpret_f64", .none, .operation([.f64], .i64)),
        row(.f32ReinterpretI32, "f32.reinterpret_i32", .none, .operation([.i32], .f32)),
        row(.f64ReinterpretI64, "f64.reinterpret_i64", .none, .operation([.i64], .f64)),
        row(.i32Extend8S, "i32.extend8_s", .none, .operation([.i32], .i32), .signExtension),
        row(.i32Extend16S, "i32.extend16_s", .none, .operation([.i32], .i32), .signExtension),
        row(.i64Extend8S, "i64.extend8_s", .none, .operation([.i64], .i64), .signExtension),
        row(.i64Extend16S, "i64.extend16_s", .none, .operation([.i64], .i64), .signExtension),
        row(.i64Extend32S, "i64.extend32_s", .none, .operation([.i64], .i64), .signExtension),
        row(.refNull, "ref.null", .heapType, .special, .referenceTypes),
        row(.refIsNull, "ref.is_null", .none, .special, .referenceTypes),
        row(.refFunc, "ref.func", .function, .special, .referenceTypes),
        row(
            .i32TruncSatF32S, "i32.trunc_sat_f32_s", .none, .operation([.f32], .i32),
            .saturatingConversions),
        row(
            .i32TruncSatF32U, "i32.trunc_sat_f32_u", .none, .operation([.f32], .i32),
            .saturatingConversions),
        row(
            .i32TruncSatF64S, "i32.trunc_sat_f64_s", .none, .operation([.f64], .i32),
            .saturatingConversions),
        row(
            .i32TruncSatF64U, "i32.trunc_sat_f64_u", .none, .operation([.f64], .i32),
            .saturatingConversions),
        row(
            .i64TruncSatF32S, "i64.trunc_sat_f32_s", .none, .operation([.f32], .i64),
            .saturatingConversions),
        row(
            .i64TruncSatF32U, "i64.trunc_sat_f32_u", .none, .operation([.f32], .i64),
            .saturatingConversions),
        row(
            .i64TruncSatF64S, "i64.trunc_sat_f64_s", .none, .operation([.f64], .i64),
            .saturatingConversions),
        row(
            .i64TruncSatF64U, "i64.trunc_sat_f64_u", .none, .operation([.f64], .i64),
            .saturatingConversions),
        row(.memoryInit, "memory.init", .dataAndMemory, .special, .bulkMemory),
        row(.dataDrop, "data.drop", .data, .special, .bulkMemory),
        row(.memoryCopy, "memory.copy", .twoMemories, .special, .bulkMemory),
        row(.memoryFill, "memory.fill", .memory, .special, .bulkMemory),
        row(.tableInit, "table.init", .elementAndTable, .special, .bulkMemory),
        row(.elemDrop, "elem.drop", .element, .special, .bulkMemory),
        row(.tableCopy, "table.copy", .twoTables, .special, .bulkMemory),
        row(.tableGrow, "table.grow", .table, .special, .referenceTypes),
        row(.tableSize, "table.size", .table, .special, .referenceTypes),
        row(.tableFill, "table.fill", .table, .special, .referenceTypes),
    ]
}
