internal import CRuntimeABI
package import LLVMKit
internal import WasmModel
package import WasmValidator

/// The LLVM module of a wasm module, ready for CodeGen.
package struct LoweredModule {
    package let unit: LLVMUnit
}

/// Lowers a validated module. It cannot fail: what the validator let through has a meaning.
package func lower(
    _ validated: ValidatedModule, _ options: LoweringOptions, types: inout TypeRegistry,
    target: borrowing TargetMachine
) -> LoweredModule {
    let lowering = ModuleLowering(validated.module, options, types, target)
    lowering.declareFunctions()
    lowering.defineGlobals()
    lowering.defineMemories()
    lowering.defineTables()
    lowering.defineSegments()
    lowering.lowerBodies()
    lowering.defineInstantiate()
    lowering.defineDescriptor()
    types = lowering.types
    return lowering.finish()
}

/// The state of one module's lowering: a handle for each entry of the index spaces.
final class ModuleLowering {
    let module: Module
    let options: LoweringOptions
    let symbols: SymbolNames
    var types: TypeRegistry
    let triple: String

    let unit: LLVMUnit
    let ir: IRTypes
    let attributes: FunctionAttributes
    let aliases: AliasTags
    let vectors: VectorInstructions
    let debug: DebugInfo

    /// What the compiler knows of the module's globals and constant expressions.
    let known: Constants
    var functions: [FunctionHandle] = []
    var globals: [GlobalHandle] = []
    var memories: [MemoryHandle] = []
    var tables: [TableHandle] = []
    var data: [DataHandle] = []
    var elements: [ElementHandle] = []
    /// By memory.
    var images: [Int: MemoryImage] = [:]
    var hostWrappers: [String: IRFunction] = [:]

    init(
        _ module: Module, _ options: LoweringOptions, _ types: TypeRegistry,
        _ target: borrowing TargetMachine
    ) {
        self.module = module
        self.options = options
        self.types = types
        known = Constants(module)
        triple = target.triple
        symbols = SymbolNames(prefix: options.symbolPrefix)
        unit = LLVMUnit(name: options.symbolPrefix)
        unit.module.setTarget(target)
        ir = unit.context.types
        attributes = FunctionAttributes(unit.context, target)
        aliases = AliasTags(unit.context)
        vectors = VectorInstructions(target)
        debug = DebugInfo(unit)
    }

    func finish() -> LoweredModule {
        debug.finish()
        return LoweredModule(unit: unit)
    }
}
