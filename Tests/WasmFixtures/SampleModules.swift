import WasmModel

/// Valid modules with something of everything, for tests that change or cut them.
package enum SampleModules {
    package static let all = [everySection, everyPlainInstruction, control]

    /// One of each section and of each form of segment.
    package static let everySection = module(
        .types(functionType(), functionType([Type.i32], [Type.i32])),
        .imports(
            name("env") + name("log") + [0x00, 0x00],
            name("env") + name("table") + [0x01, 0x70, 0x00, 0x01],
            name("env") + name("base") + [0x03, 0x7F, 0x00]),
        .functions(0x00, 0x01),
        .tables([0x70, 0x01, 0x04, 0x08], [0x6F, 0x00, 0x02]),
        .memories([0x01, 0x01, 0x02]),
        .globals([0x7F, 0x01, 0x41, 0x2A, 0x0B], [0x70, 0x00, 0xD2, 0x01, 0x0B]),
        .exports(export("run", 0, 1), export("memory", 2, 0), export("g", 3, 1)),
        .start(0x01),
        .elements(
            [0x00, 0x41, 0x00, 0x0B, 0x01, 0x00],
            [0x01, 0x00, 0x01, 0x01],
            [0x02, 0x01, 0x41, 0x00, 0x0B, 0x00, 0x01, 0x01],
            [0x03, 0x00, 0x01, 0x02],
            [0x04, 0x23, 0x00, 0x0B, 0x01, 0xD2, 0x01, 0x0B],
            [0x05, 0x70, 0x01, 0xD0, 0x70, 0x0B],
            [0x06, 0x02, 0x41, 0x00, 0x0B, 0x6F, 0x01, 0xD0, 0x6F, 0x0B],
            [0x07, 0x70, 0x01, 0xD2, 0x02, 0x0B]),
        .dataCount(3),
        .code(
            body([0x10, 0x00, 0x41, 0x00, 0x41, 0x00, 0x41, 0x01, 0xFC, 0x08, 0x01, 0x00, 0x0B]),
            body([0x20, 0x00, 0x21, 0x01, 0x20, 0x01, 0x0B], locals: [0x02, 0x7F], [0x01, 0x7C])),
        .data(
            [0x00, 0x41, 0x00, 0x0B] + name("hello"), [0x01] + name("world"),
            [0x02, 0x00, 0x41, 0x08, 0x0B] + name("!")),
        .custom("name", [0x01, 0x06, 0x01, 0x01, 0x03, 0x72, 0x75, 0x6E]))

    /// Every instruction that needs no context but a memory, each with operands of its own.
    package static let everyPlainInstruction = module(
        .types(functionType()), .functions(0), .memories([0x00, 0x01]),
        .code(body(OpcodeTable.rows.flatMap(plainCode) + [0x0B])))

    /// Blocks, branches and calls of many kinds.
    package static let control = module(
        .types(
            functionType([], [Type.i32]), functionType([Type.i32, Type.i32], [Type.i32, Type.i64])),
        .functions(0, 1), .tables([0x70, 0x00, 0x01]),
        .code(
            body([
                0x02, 0x7F, 0x41, 0x01, 0x41, 0x02, 0x0E, 0x02, 0x00, 0x00, 0x01, 0x0B,
                0x04, 0x7F, 0x41, 0x07, 0x05, 0x00, 0x0B, 0x03, 0x40, 0x41, 0x00, 0x0D, 0x00,
                0x0B, 0x41, 0x09, 0x41, 0x01, 0x1B, 0x41, 0x03, 0x41, 0x00, 0x1C, 0x01, 0x7F,
                0x1A, 0x41, 0x00, 0x11, 0x00, 0x00, 0x0F, 0x0B,
            ]),
            body([
                0x20, 0x00, 0x20, 0x01, 0x02, 0x01, 0x1A, 0x42, 0x05, 0x41, 0x00, 0x0D, 0x01,
                0x0C, 0x00, 0x0B, 0x0B,
            ])))

    private static func plainCode(_ row: OpcodeInfo) -> [UInt8] {
        switch row.typing {
        case .special: []
        case .constant(let type): constant(type) + [0x1A]
        case .operation(let operands, _):
            operands.flatMap(constant) + opcodeBytes(row.opcode) + [0x1A]
        case .load: constant(.i32) + opcodeBytes(row.opcode) + [0x00, 0x10, 0x1A]
        case .store(let type, _):
            constant(.i32) + constant(type) + opcodeBytes(row.opcode) + [0x00, 0x10]
        case .laneOperation(let operands, _, _):
            operands.flatMap(constant) + opcodeBytes(row.opcode) + lanes(row.immediates) + [0x1A]
        case .loadLane:
            constant(.i32) + constant(.v128) + opcodeBytes(row.opcode) + [0x00, 0x10, 0x01, 0x1A]
        case .storeLane:
            constant(.i32) + constant(.v128) + opcodeBytes(row.opcode) + [0x00, 0x10, 0x01]
        }
    }

    private static func lanes(_ kind: ImmediateKind) -> [UInt8] {
        if case .shuffle = kind { Array(16...31) } else { [0x01] }
    }

    private static func constant(_ type: ValueType) -> [UInt8] {
        switch type {
        case .i32: [0x41, 0x00]
        case .i64: [0x42, 0x00]
        case .f32: [0x43, 0x00, 0x00, 0x80, 0x3F]
        case .v128: [0xFD, 0x0C] + [UInt8](repeating: 0x55, count: 16)
        default: [0x44] + [UInt8](repeating: 0, count: 8)
        }
    }

    private static func opcodeBytes(_ opcode: Opcode) -> [UInt8] {
        let number = opcode.rawValue
        if number <= 0xFF { return [UInt8(number)] }
        return [0xF0 | UInt8(number >> 12)] + unsigned(UInt64(number & 0xFFF))
    }
}
