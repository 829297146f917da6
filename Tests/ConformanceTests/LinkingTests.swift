import Conformance
import Testing
import WasmModel

@Suite struct LinkingTests {
    private func memory(_ minimum: UInt64, _ maximum: UInt64? = nil) -> ExternalType {
        .memory(MemoryType(limits: Limits(minimum: minimum, maximum: maximum)))
    }

    private func global(_ type: ValueType, mutable: Bool) -> ExternalType {
        .global(GlobalType(value: type, isMutable: mutable))
    }

    @Test func limits() {
        #expect(memory(1).matched(by: memory(1)) == .matches)
        #expect(memory(1).matched(by: memory(2, 3)) == .matches)
        #expect(memory(1, 3).matched(by: memory(2, 3)) == .matches)
        #expect(memory(1, 2).matched(by: memory(1, 3)) == .incompatible)
        #expect(memory(1, 2).matched(by: memory(1)) == .incompatible)
    }

    @Test func exporterMayHaveGrown() {
        #expect(memory(2).matched(by: memory(1)) == .matchesIfGrown(to: 2))
        #expect(memory(2).matched(by: memory(1, 1)) == .incompatible)
    }

    @Test func globalsMatchExactly() {
        #expect(
            global(.i32, mutable: true).matched(by: global(.i32, mutable: true)) == .matches)
        #expect(
            global(.i32, mutable: false).matched(by: global(.i32, mutable: true))
                == .incompatible)
        #expect(
            global(.i64, mutable: false).matched(by: global(.i32, mutable: false))
                == .incompatible)
        #expect(global(.i32, mutable: false).matched(by: memory(1)) == .incompatible)
    }

    private func importer(_ name: String, _ kind: Import.Kind) -> Module {
        var module = Module(bytes: [])
        module.imports = [Import(module: "M", name: name, kind: kind, offset: 0)]
        return module
    }

    private var memoryKind: Import.Kind { .memory(MemoryType(limits: Limits(minimum: 1))) }

    @Test func importsAreFoundByNameAndType() throws {
        let entity = Entity(instance: 4, kind: .memory, index: 0, memorySlot: 6)
        let registered = [Name("M"): [Name("m"): ExportedEntity(entity, memory(1))]]
        let resolved = try resolveImports(of: importer("m", memoryKind), in: registered)
        #expect(resolved.entities == [ExportedEntity(entity, memory(1))])
        #expect(throws: LinkFailure.unknownImport(module: "M", name: "n")) {
            try resolveImports(of: importer("n", memoryKind), in: registered)
        }
        let global = Import.Kind.global(GlobalType(value: .i32, isMutable: false))
        #expect(throws: LinkFailure.incompatibleImport(module: "M", name: "m")) {
            try resolveImports(of: importer("m", global), in: registered)
        }
    }

    @Test func anExportedImportIsItsOrigins() {
        var module = importer("m", memoryKind)
        module.memories = [Memory(type: MemoryType(limits: Limits(minimum: 3)), offset: 0)]
        module.exports = [
            Export(name: "theirs", kind: .memory, index: 0, offset: 0),
            Export(name: "own", kind: .memory, index: 1, offset: 0),
        ]
        let entity = Entity(instance: 4, kind: .memory, index: 0, memorySlot: 6)
        let origin = ExportedEntity(entity, memory(2, 7))
        let found = exports(of: module, instance: 9, imports: [origin], firstMemorySlot: 20)
        #expect(found[Name("theirs")] == origin)
        #expect(
            found[Name("own")]?.entity
                == Entity(instance: 9, kind: .memory, index: 1, memorySlot: 20))
    }

    @Test func namesAreBytes() {
        // The same letter in two Unicode forms: equal as strings, not as names.
        #expect("\u{c5}" == "A\u{30a}")
        #expect(Name("\u{c5}") != Name("A\u{30a}"))
    }
}
