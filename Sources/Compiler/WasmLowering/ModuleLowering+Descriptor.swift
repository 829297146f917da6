internal import CRuntimeABI
internal import LLVMKit
package import WasmModel

/// `struct rt_module`: the module as the runtime sees it, and the functions it calls.
extension ModuleLowering {
    /// The anchor that funcrefs are relative to; defined by the runtime.
    var anchor: IRValue {
        unit.module.declareGlobal("asml_anchor", ir.i8)
    }

    func defineInstantiate() {
        let function = define(symbols.instantiate, ir.void.function([]), .program)
        let code = CodeEmitter(self, function)
        initializeGlobals(code)
        initializeTables(code)
        initializeMemories(code)
        if let start = module.start {
            code.callOutOfLine(functions[Int(start.function)].function, [])
        }
        code.builder.return(nil)
    }

    func defineDescriptor() {
        let chunks = images.sorted { $0.key < $1.key }.flatMap { memory, image in
            image.chunks.map { (memories[memory].header, $0) }
        }.enumerated().map { chunk($0.offset, in: $0.element.0, $0.element.1) }
        let exports = module.exports.filter { $0.kind == .function }.enumerated().map {
            export($0.offset, $0.element)
        }
        let chunkType = ir.structure([ir.pointer, ir.i64, ir.i64, ir.pointer])
        let exportType = ir.structure([ir.pointer, ir.pointer, ir.pointer])
        let own = memories.filter { !$0.isImported }.map(\.header)
        let fields: [IRValue] = [
            ir.i32.integer(UInt64(RT_ABI_VERSION)),
            ir.i32.integer(UInt64(own.count)),
            constantArray("memories", ir.pointer, own),
            exportedMemory,
            constantArray("chunks", chunkType, chunks),
            ir.i32.integer(UInt64(chunks.count)),
            ir.i32.integer(UInt64(exports.count)),
            constantArray("exports", exportType, exports),
            unit.module.function(symbols.instantiate)?.value ?? ir.pointer.zero,
            ir.i64.integer(options.stackSize),
        ]
        let value = unit.context.constantStruct(fields)
        let descriptor = unit.module.addGlobal(symbols.descriptor, value.type, .program)
        unit.module.define(descriptor, value, constant: true, alignment: 8)
    }

    /// Imports work on the memory that is exported as "memory".
    private var exportedMemory: IRValue {
        let export = module.exports.first { $0.kind == .memory && $0.name == "memory" }
        return export.map { memories[Int($0.index)].header } ?? ir.pointer.zero
    }

    private func constantArray(_ name: String, _ type: IRType, _ elements: [IRValue]) -> IRValue {
        guard !elements.isEmpty else { return ir.pointer.zero }
        let global = unit.module.addGlobal(
            "\(symbols.prefix).\(name)", type.array(elements.count), .internal)
        unit.module.define(global, type.constantArray(elements), constant: true, alignment: 8)
        return global
    }

    private func chunk(_ number: Int, in memory: IRValue, _ chunk: MemoryImage.Chunk) -> IRValue {
        let contents = unit.context.constantBytes(chunk.bytes)
        let global = unit.module.addGlobal(
            "\(symbols.prefix).image\(number)", contents.type, .internal)
        unit.module.define(
            global, contents, section: Section.image, alignment: UInt32(RT_IMAGE_ALIGNMENT))
        return unit.context.constantStruct([
            memory, ir.i64.integer(chunk.offset), ir.i64.integer(UInt64(chunk.bytes.count)), global,
        ])
    }

    private func export(_ number: Int, _ export: Export) -> IRValue {
        let target = functions[Int(export.index)]
        return unit.context.constantStruct([
            text("export\(number).name", Array(export.name.utf8)),
            text("export\(number).type", Array(target.type.letters.utf8)),
            invoker(number, target).value,
        ])
    }

    private func text(_ name: String, _ bytes: [UInt8]) -> IRValue {
        let contents = unit.context.constantBytes(bytes + [0])
        let global = unit.module.addGlobal(
            "\(symbols.prefix).\(name)", contents.type, .internal)
        unit.module.define(global, contents, constant: true)
        return global
    }

    /// Takes arguments from slots and leaves results there (`struct rt_export`).
    private func invoker(_ number: Int, _ target: FunctionHandle) -> IRFunction {
        let invoker = define(
            symbols.invoke(number), ir.void.function([ir.pointer]), .internal)
        let code = CodeEmitter(self, invoker)
        func slot(_ index: Int) -> IRValue {
            code.builder.offset(invoker.parameter(0), by: ir.i64.integer(UInt64(8 * index)))
        }
        let (parameters, results) = (target.type.parameters, target.type.results)
        let arguments = zip(parameters, parameters.firstSlots).map { type, index in
            code.builder.load(irType(type), slot(index), alignment: 8)
        }
        let result = code.callOutOfLine(target.function, arguments)
        let values = code.results(of: result, results)
        for (value, index) in zip(values, results.firstSlots) {
            code.builder.store(value, slot(index), alignment: 8)
        }
        code.builder.return(nil)
        return invoker
    }
}

extension FunctionType {
    /// As in `struct rt_export`: one letter per parameter, a colon, one per result.
    package var letters: String {
        func letters(_ types: [ValueType]) -> String { types.map(\.letter).joined() }
        return "\(letters(parameters)):\(letters(results))"
    }
}

extension [ValueType] {
    /// Where each value starts in `rt_export.invoke`'s slots: a vector takes two.
    package var firstSlots: [Int] {
        var next = 0
        return map { type in
            defer { next += type == .v128 ? 2 : 1 }
            return next
        }
    }

    /// All of them.
    package var slotCount: Int { count + self.count { $0 == .v128 } }
}

extension ValueType {
    fileprivate var letter: String {
        switch self {
        case .i32: "i"
        case .i64: "I"
        case .f32: "f"
        case .f64: "F"
        case .v128: "v"
        case .reference: "r"
        }
    }
}
