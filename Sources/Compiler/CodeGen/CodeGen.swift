internal import Dispatch
package import LLVMKit
internal import Synchronization

/// Objects of one module: its code, and the trap-stack tables made from the code's line tables.
package struct ModuleObjects: Sendable {
    package let code: [[UInt8]]
    package let trace: [UInt8]
}

/// LLVM module to objects: verify, optimise, divide, emit, describe.
///
/// - Parameters:
///   - names: of functions, by index.
///   - phase: told the name of each step before it begins.
package func generate(
    _ unit: LLVMUnit, names: [UInt32: String], level: OptimizationLevel,
    processor: Processor, phase: (String) -> Void = { _ in }
) throws(LLVMError) -> ModuleObjects {
    let machine = try processor.machine(level)
    try unit.module.verify()
    if level.optimizesWhole {
        phase("optimising")
        try unit.module.run(level.pipeline, machine)
    }
    phase(level.optimizesWhole ? "generating code" : "optimising and generating code")
    let parts = try divide(unit, level, processor)
    phase("describing trap stacks")
    let trace = try traceObject(parts.compactMap(\.table), names, machine)
    return ModuleObjects(code: parts.map(\.code), trace: trace)
}

/// One part's object, and what its code stands for.
private struct Part: Sendable {
    let code: [UInt8]
    let table: TraceTable?

    init(_ unit: LLVMUnit, _ level: OptimizationLevel, _ processor: Processor)
        throws(LLVMError)
    {
        let machine = try processor.machine(level)
        if !level.optimizesWhole { try unit.module.run(level.pipeline, machine) }
        code = try machine.emit(unit.module, .object)
        table = try ObjectText(of: code, section: "asml_text").map(TraceTable.init)
    }
}

/// The number of parts depends on the module alone, so that every machine makes the same bytes.
private func divide(_ unit: LLVMUnit, _ level: OptimizationLevel, _ processor: Processor)
    throws(LLVMError) -> [Part]
{
    let count = Int(min(max(unit.module.instructionCount / 25_000, 1), 8))
    guard count > 1 else { return [try Part(unit, level, processor)] }
    let bitcode = unit.module.partition(count)
    let results = Mutex<[Int: Result<Part, LLVMError>]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { number in
        let part = Result<Part, LLVMError> { () throws(LLVMError) in
            try Part(try LLVMUnit(bitcode: bitcode[number]), level, processor)
        }
        results.withLock { $0[number] = part }
    }
    var parts: [Part] = []
    for (_, part) in results.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
        parts.append(try part.get())
    }
    return parts
}
