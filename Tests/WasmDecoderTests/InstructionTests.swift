import Testing
import WasmDecoder
import WasmFixtures
import WasmModel

struct InstructionTests {
    private func decode(_ code: [UInt8]) throws -> Function {
        let bytes = module(.types(functionType()), .functions(0), .code(body(code)))
        return try #require(try decodeModule(bytes).functions.first)
    }

    @Test func everyOpcodeHasOneRow() {
        #expect(
            OpcodeTable.rows.map(\.opcode).sorted { $0.rawValue < $1.rawValue }
                == Opcode.allCases.sorted { $0.rawValue < $1.rawValue })
    }

    static let immediates: [([UInt8], Immediate)] = [
        ([0x41, 0x80, 0x80, 0x80, 0x80, 0x78], .i32(.min)),
        ([0x41, 0x7F], .i32(-1)),
        ([0x42, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00], .i64(.max)),
        ([0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F], .i64(.min)),
        ([0x43, 0x01, 0x00, 0xA0, 0x7F], .f32(0x7FA0_0001)),
        ([0x44, 1, 0, 0, 0, 0, 0, 0xF4, 0x7F], .f64(0x7FF4_0000_0000_0001)),
        ([0x28, 0x02, 0x90, 0x03], .memory(MemoryAccess(offset: 400, alignment: 2))),
        ([0x28, 0x42, 0x01, 0x05], .memory(MemoryAccess(offset: 5, memory: 1, alignment: 2))),
        ([0x11, 0x05, 0x01], .indices(5, 1)),
        ([0x12, 0x03], .index(3)),
        ([0x13, 0x05, 0x01], .indices(5, 1)),
        ([0xFC, 0x0A, 0x01, 0x02], .indices(1, 2)),
        ([0x3F, 0x82, 0x00], .index(2)),
        ([0xFC, 0x0E, 0x01, 0x02], .indices(1, 2)),
        ([0xD0, 0x6F], .heapType(.external)),
        ([0x3F, 0x00], .index(0)),
        ([0x20, 0x83, 0x00], .index(3)),
    ]

    @Test(arguments: immediates)
    func immediate(bytes: [UInt8], expected: Immediate) throws {
        #expect(try decode(bytes + [0x0B]).instructions.first?.immediate == expected)
    }

    static let blockTypes: [([UInt8], BlockType)] = [
        ([0x40], .empty), ([0x7E], .value(.i64)), ([0x70], .value(.funcref)), ([0x00], .type(0)),
        ([0xFF, 0x00], .type(127)),
    ]

    @Test(arguments: blockTypes)
    func blockType(bytes: [UInt8], expected: BlockType) throws {
        let function = try decode([0x02] + bytes + [0x0B, 0x0B])
        #expect(function.instructions.first?.immediate == .block(expected))
    }

    @Test func sideTables() throws {
        let function = try decode([
            0x0E, 0x02, 0x00, 0x01, 0x02, 0x1C, 0x01, 0x7C, 0x0E, 0x00, 0x07, 0x0B,
        ])
        #expect(function.branchLabels == [0, 1, 2, 7])
        #expect(function.selectTypes == [.f64])
        #expect(
            function.instructions.map(\.immediate) == [
                .branchTable(start: 0, count: 3), .types(start: 0, count: 1),
                .branchTable(start: 3, count: 1), .none,
            ])
    }

    @Test func everyPlainInstruction() throws {
        let plain = OpcodeTable.rows.filter { if case .special = $0.typing { false } else { true } }
        let instructions = try decodeModule(SampleModules.everyPlainInstruction)
            .functions[0].instructions
        #expect(Set(instructions.map(\.opcode)).isSuperset(of: plain.map(\.opcode)))
    }
}
