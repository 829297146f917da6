internal import Dispatch
internal import LLVMKit
internal import Synchronization

/// One part's object, and what its code stands for.
struct Part: Sendable {
    let code: [UInt8]
    let table: TraceTable?

    init(_ code: [UInt8], _ source: SourceFunctions) throws(LLVMError) {
        self.code = code
        table = try ObjectText(of: code, section: "asml_text").map { TraceTable($0, source) }
    }
}

/// An optimised module in parts that cost the same. Their number depends on the module alone, so
/// that every machine makes the same bytes.
func divide(_ unit: LLVMUnit, _ source: SourceFunctions, _ options: CodeGenOptions)
    throws(LLVMError) -> [Part]
{
    let count = Int(min(max(unit.module.instructionCount / 25_000, 1), 8))
    guard count > 1 else {
        return [try Part(try options.machine().emit(unit.module, .object), source)]
    }
    let bitcode = unit.module.partition(.bySize(count))
    return try onAllCores(bitcode.count) { number throws(LLVMError) in
        let part = try LLVMUnit(bitcode: bitcode[number])
        return try Part(try options.machine().emit(part.module, .object), source)
    }
}

/// A module in parts of neighbouring functions, so that a change in one leaves the others' parts
/// as they are; each is optimised on its own, or taken from the store.
func divideForDevelopment(_ unit: LLVMUnit, _ source: SourceFunctions, _ options: CodeGenOptions)
    throws(LLVMError) -> [Part]
{
    let count = Int(min(max(unit.module.instructionCount / 10_000, 1), 32))
    let bitcode = unit.module.partition(.byPlace(count))
    return try onAllCores(bitcode.count) { number throws(LLVMError) in
        let key = ObjectStore.Key(bitcode: bitcode[number], recipe: options.recipe)
        if let object = options.store?.find(key) { return try Part(object, source) }
        let part = try LLVMUnit(bitcode: bitcode[number])
        let machine = try options.machine()
        try part.module.run(options.level.pipeline, machine)
        let object = try machine.emit(part.module, .object)
        options.store?.keep(key, object)
        return try Part(object, source)
    }
}

/// The results in order; of several errors the first.
private func onAllCores<Result: Sendable>(
    _ count: Int, _ body: @Sendable (Int) throws(LLVMError) -> Result
) throws(LLVMError) -> [Result] {
    let results = Mutex<[Int: Swift.Result<Result, LLVMError>]>([:])
    DispatchQueue.concurrentPerform(iterations: count) { number in
        let result = Swift.Result<Result, LLVMError> { () throws(LLVMError) in
            try body(number)
        }
        results.withLock { $0[number] = result }
    }
    var sorted: [Result] = []
    for (_, result) in results.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
        sorted.append(try result.get())
    }
    return sorted
}
