internal import LLVMKit
internal import WasmModel

/// Globals and constant expressions.
extension ModuleLowering {
    func defineGlobals() {
        for (position, item) in module.imports.enumerated() {
            guard case .global(let type) = item.kind else { continue }
            guard case .global(let symbol) = options.imports[position] else {
                preconditionFailure("global import \(position) is bound to something else")
            }
            let pointer = unit.module.declareGlobal(symbol, irType(type.value))
            globals.append(GlobalHandle(pointer: pointer, type: type, constant: nil))
        }
        for global in module.globals {
            globals.append(define(global, at: globals.count))
        }
    }

    private func define(_ global: Global, at index: Int) -> GlobalHandle {
        let type = irType(global.type.value)
        let initial = constant(global.initializer)
        let pointer = unit.module.addGlobal(
            symbols.global(index), type, linkage(.global, index))
        let isConstant = initial != nil && !global.type.isMutable
        unit.module.define(
            pointer, initial ?? type.zero, constant: isConstant,
            section: isConstant ? nil : Section.state, alignment: global.type.value.alignment)
        return GlobalHandle(
            pointer: pointer, type: global.type, constant: isConstant ? initial : nil)
    }

    /// The value of a constant expression if it is known now.
    func constant(_ expression: ConstantExpression) -> IRValue? {
        guard let first = expression.instructions.first, expression.instructions.count == 2
        else { return nil }
        switch (first.opcode, first.immediate) {
        case (.i32Const, .i32(let value)): return ir.i32.integer(Int64(value))
        case (.i64Const, .i64(let value)): return ir.i64.integer(value)
        case (.f32Const, .f32(let bits)): return float(bits)
        case (.f64Const, .f64(let bits)): return double(bits)
        case (.v128Const, .v128(let value)): return vector(value)
        case (.refNull, _): return ir.i64.zero
        case (.globalGet, .index(let index)): return globals[Int(index)].constant
        default: return nil
        }
    }

    /// Floats are made of their bits: a detour through a number would quiet a signalling NaN.
    func float(_ bits: UInt32) -> IRValue {
        ir.i32.integer(UInt64(bits)).bitcast(to: ir.float)
    }

    func double(_ bits: UInt64) -> IRValue { ir.i64.integer(bits).bitcast(to: ir.double) }

    func vector(_ value: V128) -> IRValue {
        .constantVector([ir.i64.integer(value.low), ir.i64.integer(value.high)])
    }

    /// Globals whose value is only known when the module is instantiated.
    func initializeGlobals(_ code: CodeEmitter) {
        let imported = globals.count - module.globals.count
        for (number, global) in module.globals.enumerated()
        where constant(global.initializer) == nil {
            let value = code.evaluate(global.initializer)
            code.builder.store(
                value, globals[imported + number].pointer,
                alignment: global.type.value.alignment)
        }
    }
}
