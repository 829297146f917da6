import Testing
import WasmDecoder
import WasmFixtures
import WasmModel

struct NameSectionTests {
    private static let moduleName: [UInt8] = [0x00, 0x05] + name("demo")
    private static let functionNames: [UInt8] =
        [0x01, 0x0D, 0x02, 0x00] + name("main") + [0x07] + name("tail")

    @Test func names() throws {
        let bytes = module(.custom("name", Self.moduleName + Self.functionNames))
        let names = try decodeModule(bytes).names
        #expect(names.module == "demo")
        #expect(names.functions == [0: "main", 7: "tail"])
    }

    @Test func unknownPartsAreSkipped() throws {
        let bytes = module(.custom("name", [0x63, 0x02, 0xFF, 0xFF] + Self.functionNames))
        #expect(try decodeModule(bytes).names.functions.count == 2)
    }

    /// A mistake leaves what stood before it, and the section stays as bytes.
    @Test func malformedNamesAreNoError() throws {
        let wrong: [UInt8] = [0x01, 0x06, 0x02, 0x03, 0x01, 0x61, 0x04, 0x09]
        let decoded = try decodeModule(module(.custom("name", Self.moduleName + wrong)))
        #expect(decoded.names.module == "demo")
        #expect(decoded.names.functions == [3: "a"])
        #expect(decoded.customSections.map(\.name) == ["name"])
    }
}
