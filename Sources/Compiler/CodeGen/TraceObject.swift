internal import CRuntimeABI
internal import LLVMKit

/// An object with the sections `asml_trace` and `asml_names` and no code.
func traceObject(
    _ tables: [TraceTable], _ names: [UInt32: String], _ machine: borrowing TargetMachine
) throws(LLVMError) -> [UInt8] {
    let unit = LLVMUnit(name: "trace")
    unit.module.setTarget(machine)
    let traces = tables.map { defineTrace($0, unit) }
    unit.module.markUsed(traces + [defineNames(names, unit)])
    return try machine.emit(unit.module, .object)
}

/// `struct rt_trace_block` and what follows it.
private func defineTrace(_ table: TraceTable, _ unit: LLVMUnit) -> IRValue {
    let ir = unit.context.types
    var rows: [UInt8] = []
    for function in table.functions {
        rows.append(function.begin, function.end, function.index, function.stream)
    }
    for context in table.contexts {
        rows.append(context.function, context.callOffset, context.caller)
    }
    let header = MemoryLayout<rt_trace_block>.size
    let streamOffset = header + rows.count
    rows += table.stream
    rows += [UInt8](repeating: 0, count: (8 - (header + rows.count) % 8) % 8)

    let numbers = [
        header + rows.count, table.functions.count, table.contexts.count, streamOffset,
    ].map { ir.i32.integer(UInt64($0)) }
    let type = ir.structure([ir.i32, ir.i32, ir.i32, ir.i32, ir.i64, ir.i8.array(rows.count)])
    let block = unit.module.addGlobal("trace", type, .internal)
    let text = unit.module.declareGlobal(table.symbol, ir.i8)
    let field = Int64(MemoryLayout<rt_trace_block>.offset(of: \.text) ?? 0)
    let distance = text.distance(from: block, ir.i64)
        .plus(ir.i64.integer(-Int64(table.symbolOffset) - field))
    let value = unit.context.constantStruct(
        numbers + [distance, unit.context.constantBytes(rows)])
    unit.module.define(block, value, constant: true, section: "asml_trace", alignment: 8)
    return block
}

/// `struct rt_names` and what follows it.
private func defineNames(_ names: [UInt32: String], _ unit: LLVMUnit) -> IRValue {
    var pairs: [UInt8] = []
    var text: [UInt8] = []
    for (function, name) in names.sorted(by: { $0.key < $1.key }) {
        pairs.append(function, UInt32(text.count), UInt32(name.utf8.count))
        text += name.utf8
    }
    var header: [UInt8] = []
    header.append(UInt32(names.count), UInt32(text.count))
    let contents = unit.context.constantBytes(header + pairs + text)
    let global = unit.module.addGlobal("names", contents.type, .internal)
    unit.module.define(global, contents, constant: true, section: "asml_names", alignment: 8)
    return global
}

extension [UInt8] {
    fileprivate mutating func append(_ numbers: UInt32...) {
        for number in numbers {
            Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
        }
    }
}
