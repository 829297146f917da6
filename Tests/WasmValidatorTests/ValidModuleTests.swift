import Testing
import WasmDecoder
import WasmFixtures
import WasmModel
import WasmValidator

struct ValidModuleTests {
    @Test(arguments: SampleModules.all)
    func samples(_ bytes: [UInt8]) throws {
        let decoded = try decodeModule(bytes)
        #expect(try validate(decoded).module.functions.count == decoded.functions.count)
    }

    static let unreachable: [[UInt8]] = [
        // Operands of any type come out of nowhere after an unconditional branch.
        [0x00, 0x6A, 0x1A, 0x0B],
        [0x0F, 0x1B, 0x1A, 0x0B],
        [0x00, 0xD1, 0x1A, 0x0B],
        [0x12, 0x00, 0x6A, 0x1A, 0x0B],
        [0x0C, 0x00, 0x41, 0x00, 0x1B, 0x45, 0x1A, 0x0B],
        [0x02, 0x7F, 0x00, 0x41, 0x00, 0x0E, 0x01, 0x00, 0x00, 0x0B, 0x1A, 0x0B],
    ]

    @Test(arguments: unreachable)
    func unreachableCode(_ code: [UInt8]) throws {
        let bytes = module(.types(functionType()), .functions(0), .code(body(code)))
        _ = try validate(try decodeModule(bytes))
    }

    @Test func severalMemories() throws {
        // memory.copy from 1 to 0, memory.size of 1, i32.load of 1.
        let code: [UInt8] = [
            0x41, 0, 0x41, 0, 0x41, 0, 0xFC, 0x0A, 0x00, 0x01, 0x3F, 0x01, 0x28, 0x42, 0x01, 0x00,
            0x1A, 0x0B,
        ]
        let bytes = module(
            .types(functionType()), .imports([0, 0, 0x02, 0x00, 0x01]), .functions(0),
            .memories([0x00, 0x01]), .code(body(code)), .data([0x02, 0x01, 0x41, 0, 0x0B, 0]))
        #expect(try validate(try decodeModule(bytes)).module.memoryTypes.count == 2)
    }

    @Test func extendedConstants() throws {
        // A global made of an earlier one; an offset that reads the last.
        let bytes = module(
            .memories([0x00, 0x01]),
            .globals(
                [0x7E, 0, 0x42, 0, 0x0B], [0x7F, 0, 0x41, 0, 0x41, 1, 0x6B, 0x0B],
                [0x7E, 0, 0x23, 0, 0x42, 1, 0x7D, 0x0B]),
            .data([0x00, 0x23, 0x01, 0x41, 2, 0x6C, 0x0B, 0]))
        #expect(try validate(try decodeModule(bytes)).module.globals.count == 3)
    }

    /// As deep as it is long: nothing may recurse.
    @Test func deepConstant() throws {
        let depth = 200_000
        let code = [[UInt8]](repeating: [0x41, 1], count: depth + 1).flatMap { $0 }
        let sums = [UInt8](repeating: 0x6A, count: depth)
        let bytes = module(.globals([0x7F, 0] + code + sums + [0x0B]))
        #expect(try validate(try decodeModule(bytes)).module.globals.count == 1)
    }

    @Test func deepNesting() throws {
        let depth = 100_000
        let open = [[UInt8]](repeating: [0x02, 0x40], count: depth).flatMap { $0 }
        let close = [UInt8](repeating: 0x0B, count: depth)
        let code = open + [0x0C] + unsigned(UInt64(depth)) + close + [0x0B]
        let bytes = module(.types(functionType()), .functions(0), .code(body(code)))
        let valid = try validate(try decodeModule(bytes))
        #expect(valid.module.functions[0].instructions.count == 2 * depth + 2)
    }

    @Test func manyLocals() throws {
        let code: [UInt8] = [0x20] + unsigned(49_999) + [0x1A, 0x20, 0x00, 0x1A, 0x0B]
        let bytes = module(
            .types(functionType([Type.i64])), .functions(0),
            .code(body(code, locals: [0x00, 0x7D], unsigned(49_999) + [0x7F])))
        _ = try validate(try decodeModule(bytes))
    }
}
