package import LLVMKit

/// Objects of one module: its code, and the trap-stack tables made from the code's line tables.
package struct ModuleObjects: Sendable {
    package let code: [[UInt8]]
    package let trace: [UInt8]
}

/// How a module becomes machine code.
package struct CodeGenOptions: Sendable {
    package var level: OptimizationLevel
    package var processor: Processor
    /// Asked only at levels that keep objects.
    package var store: ObjectStore?

    package init(
        level: OptimizationLevel, processor: Processor, store: ObjectStore? = nil
    ) {
        self.level = level
        self.processor = processor
        self.store = store
    }

    /// Everything beside the code that an object depends on.
    var recipe: String {
        [
            LLVMLibrary.version.description, processor.architecture.triple, processor.cpu,
            processor.features, level.rawValue, level.pipeline,
        ].joined(separator: "\n")
    }

    func machine() throws(LLVMError) -> TargetMachine { try processor.machine(level) }
}

/// LLVM module to objects: verify, optimise, divide, emit, describe.
///
/// - Parameter phase: told the name of each step before it begins.
package func generate(
    _ unit: LLVMUnit, _ source: SourceFunctions, _ options: CodeGenOptions,
    phase: (String) -> Void = { _ in }
) throws(LLVMError) -> ModuleObjects {
    let machine = try options.machine()
    let level = options.level
    try unit.module.verify()
    if level.optimizesWhole {
        phase("optimising")
        try unit.module.run(level.pipeline, machine)
    }
    phase(level.optimizesWhole ? "generating code" : "optimising and generating code")
    let parts =
        try level.optimizesWhole
        ? divide(unit, source, options) : divideForDevelopment(unit, source, options)
    phase("describing trap stacks")
    let trace = try traceObject(parts.compactMap(\.table), source.names, machine)
    return ModuleObjects(code: parts.map(\.code), trace: trace)
}

/// The module as a person reads it: optimised, in one part.
package enum CodeText: Sendable {
    /// LLVM's intermediate representation.
    case ir
    /// The machine's assembly language.
    case assembly
}

package func generateText(
    _ unit: LLVMUnit, _ kind: CodeText, _ options: CodeGenOptions,
    phase: (String) -> Void = { _ in }
) throws(LLVMError) -> [UInt8] {
    let machine = try options.machine()
    try unit.module.verify()
    phase("optimising")
    try unit.module.run(options.level.pipeline, machine)
    switch kind {
    case .ir: return Array(unit.module.print().utf8)
    case .assembly:
        phase("generating code")
        return try machine.emit(unit.module, .assembly)
    }
}
