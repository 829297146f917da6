import Testing
import WasmDecoder
import WasmFixtures
import WasmModel

/// Counts are claims: too large ones are refused, and none is believed before its items are read.
struct LimitTests {
    /// 1,000,001
    static let million: [UInt8] = [0xC1, 0x84, 0x3D]

    static let sections: [(UInt8, ImplementationLimit)] = [
        (1, .types), (2, .imports), (3, .functions), (4, .tables), (5, .memories), (6, .globals),
        (7, .exports), (10, .functions), (11, .dataSegments),
    ]

    @Test(arguments: sections)
    func countAboveLimit(id: UInt8, limit: ImplementationLimit) {
        let bytes = module(Section(id: id, Self.million))
        let error = #expect(throws: DecodeError.self) { try decodeModule(bytes) }
        #expect(error?.kind == .limitExceeded(limit))
        #expect(error?.offset == 10)
        #expect(error?.message.contains("\(limit.maximum)") == true)
    }

    @Test func countWithoutItems() {
        let bytes = module(Section(id: 1, unsigned(1_000_000)))
        let error = #expect(throws: DecodeError.self) { try decodeModule(bytes) }
        #expect(error?.kind == .unexpectedEnd)
        #expect(error?.offset == 13)
    }

    @Test func branchTableWithoutLabels() {
        let code: [UInt8] = [0x0E] + unsigned(0xFFFF_FFFF) + [0x0B]
        let bytes = module(.types(functionType()), .functions(0), .code(body(code)))
        let error = #expect(throws: DecodeError.self) { try decodeModule(bytes) }
        #expect(error?.kind == .unexpectedEnd)
        #expect(error?.offset == bytes.count)
    }

    @Test func parametersAboveLimit() {
        let bytes = module(.types([0x60] + unsigned(1001)))
        let error = #expect(throws: DecodeError.self) { try decodeModule(bytes) }
        #expect(error?.kind == .limitExceeded(.parameters))
        #expect(error?.offset == 12)
    }

    @Test func localsAboveLimit() {
        let locals = [unsigned(40_000) + [0x7F], unsigned(10_001) + [0x7E]]
        let bytes = module(
            .types(functionType()), .functions(0),
            .code(body([0x0B], locals: locals[0], locals[1])))
        let error = #expect(throws: DecodeError.self) { try decodeModule(bytes) }
        #expect(error?.kind == .limitExceeded(.locals))
        #expect(error?.offset == 27)
    }

    @Test func parametersAreLocals() {
        let type = functionType([Type.i32])
        let bytes = module(
            .types(type), .functions(0), .code(body([0x0B], locals: unsigned(50_000) + [0x7F])))
        let error = #expect(throws: DecodeError.self) { try decodeModule(bytes) }
        #expect(error?.kind == .limitExceeded(.locals))
    }

    @Test func groupsOfNoLocalsAreNone() throws {
        let groups = [[UInt8]](repeating: unsigned(0) + [0x7F], count: 50_001)
        let code = unsigned(UInt64(groups.count)) + groups.joined() + [0x0B]
        let bytes = module(
            .types(functionType()), .functions(0), .code(unsigned(UInt64(code.count)) + code))
        #expect(try decodeModule(bytes).functions[0].locals.count == 50_001)
    }

    /// The limits of memories and tables are for all of a module's.
    @Test func importsCount() {
        let memory = name("m") + name("m") + [2, 0, 0]
        let imports = [[UInt8]](repeating: memory, count: 60)
        let bytes = module(
            Section(id: 2, unsigned(60) + imports.joined()),
            Section(id: 5, unsigned(41) + [UInt8](repeating: 0, count: 82)))
        let error = #expect(throws: DecodeError.self) { try decodeModule(bytes) }
        #expect(error?.kind == .limitExceeded(.memories))
        #expect(error?.offset == bytes.count - 2)
    }

    @Test func bodyAboveLimit() {
        let code = [UInt8](repeating: 0x01, count: 7_654_320) + [0x0B]
        let bytes = module(.types(functionType()), .functions(0), .code(body(code)))
        let error = #expect(throws: DecodeError.self) { try decodeModule(bytes) }
        #expect(error?.kind == .limitExceeded(.functionSize))
        #expect(error?.offset == 24)
    }
}
