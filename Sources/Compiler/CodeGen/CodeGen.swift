internal import CRuntimeABI
package import LLVMKit
internal import LLVMShim

/// Objects of one module: its code, and the trap-stack tables made from the code's line table.
package struct ModuleObjects: Sendable {
    package let code: [UInt8]
    package let trace: [UInt8]
}

/// LLVM module to objects: verify, optimise, emit, describe.
///
/// - Parameters:
///   - textSymbol: a symbol of the module's code, by which the tables find the code's address.
///   - names: of functions, by index.
package func generate(
    _ unit: LLVMUnit, textSymbol: String, names: [UInt32: String], level: OptimizationLevel,
    machine: borrowing TargetMachine
) throws(LLVMError) -> ModuleObjects {
    try unit.module.verify()
    try unit.module.run(level.pipeline, machine)
    let code = try machine.emit(unit.module, .object)
    let rows = try lineRows(of: code, section: "asml_text")
    let table = TraceTable(rows)
    let trace = try traceObject(table, code: code, textSymbol, names, machine)
    return ModuleObjects(code: code, trace: trace)
}
