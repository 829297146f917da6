import Testing
import WasmDecoder
import WasmFixtures
import WasmModel

/// What each section becomes, over one module that has them all.
struct SectionTests {
    let decoded: Module

    init() throws { decoded = try decodeModule(SampleModules.everySection) }

    @Test func emptyModule() throws {
        let empty = try decodeModule(module())
        #expect(empty.types.isEmpty && empty.functions.isEmpty && empty.dataCount == nil)
    }

    @Test func types() {
        #expect(decoded.functionType(at: 0) == FunctionType(parameters: [], results: []))
        #expect(decoded.functionType(at: 1) == FunctionType(parameters: [.i32], results: [.i32]))
        #expect(decoded.recursiveGroups == [0..<1, 1..<2])
    }

    @Test func imports() {
        #expect(decoded.imports.map(\.module) == ["env", "env", "env"])
        #expect(decoded.imports.map(\.name) == ["log", "table", "base"])
        let table = TableType(element: .funcref, limits: Limits(minimum: 1))
        #expect(
            decoded.imports.map(\.kind) == [
                .function(0), .table(table), .global(GlobalType(value: .i32, isMutable: false)),
            ])
    }

    @Test func functionsAndCode() {
        #expect(decoded.functions.map(\.type) == [0, 1])
        let function = decoded.functions[1]
        #expect(function.locals.map(\.count) == [2, 1])
        #expect(function.locals.map(\.type) == [.i32, .f64])
        #expect(function.instructions.map(\.opcode) == [.localGet, .localSet, .localGet, .end])
        #expect(
            function.instructions.map(\.immediate) == [.index(0), .index(1), .index(1), .none])
        // Locals take five bytes, and every operand here one.
        let first = UInt32(function.offset + 5)
        #expect(function.instructions.map(\.offset) == [0, 2, 4, 6].map { first + $0 })
        #expect(decoded.bytes[function.declarationOffset] == 0x01)
    }

    @Test func tablesAndMemories() {
        #expect(decoded.tables.map(\.type.element) == [.funcref, .externref])
        #expect(decoded.tables[0].type.limits == Limits(minimum: 4, maximum: 8))
        #expect(decoded.memories.map(\.type.limits) == [Limits(minimum: 1, maximum: 2)])
    }

    @Test func globals() {
        #expect(decoded.globals.map(\.type.isMutable) == [true, false])
        #expect(decoded.globals[0].initializer.instructions.first?.immediate == .i32(42))
        #expect(decoded.globals[1].initializer.instructions.map(\.opcode) == [.refFunc, .end])
    }

    @Test func exportsAndStart() {
        #expect(decoded.exports.map(\.name) == ["run", "memory", "g"])
        #expect(decoded.exports.map(\.kind) == [.function, .memory, .global])
        #expect(decoded.exports.map(\.index) == [1, 0, 1])
        #expect(decoded.start?.function == 1)
    }

    @Test func elements() {
        let modes = decoded.elements.map { segment in
            switch segment.mode {
            case .passive: "passive"
            case .declarative: "declarative"
            case .active(let table, _): "active \(table)"
            }
        }
        #expect(
            modes == [
                "active 0", "passive", "active 1", "declarative",
                "active 0", "passive", "active 2", "declarative",
            ])
        #expect(decoded.elements.map(\.items.count) == [1, 1, 1, 1, 1, 1, 1, 1])
        #expect(decoded.elements[6].type == .externref)
    }

    @Test func data() {
        #expect(decoded.dataCount == 3)
        let texts = decoded.data.map { String(decoding: decoded.bytes[$0.range], as: UTF8.self) }
        #expect(texts == ["hello", "world", "!"])
    }

    @Test func custom() throws {
        let bytes = module(.custom("producers", [1, 2, 3]), .types(), .custom("producers", []))
        let decoded = try decodeModule(bytes)
        #expect(decoded.customSections.map(\.name) == ["producers", "producers"])
        #expect(Array(bytes[decoded.customSections[0].range]) == [1, 2, 3])
    }
}
