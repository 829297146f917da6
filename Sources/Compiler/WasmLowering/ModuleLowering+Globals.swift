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
            section: isConstant ? nil : Section.state, alignment: 8)
        return GlobalHandle(
            pointer: pointer, type: global.type, constant: isConstant ? initial : nil)
    }

    /// The value of a constant expression if it can stand in the object file.
    func constant(_ expression: ConstantExpression) -> IRValue? {
        known.value(of: expression).flatMap(constant)
    }

    /// nil for a function, whose reference depends on where it is linked.
    func constant(_ value: ConstantValue) -> IRValue? {
        switch value {
        case .number(.i32(let value)): ir.i32.integer(Int64(value))
        case .number(.i64(let value)): ir.i64.integer(value)
        case .number(.f32(let bits)): float(bits)
        case .number(.f64(let bits)): double(bits)
        case .number: preconditionFailure("constant without a value")
        case .null: ir.i64.zero
        case .function: nil
        }
    }

    /// Floats are made of their bits: a detour through a number would quiet a signalling NaN.
    func float(_ bits: UInt32) -> IRValue {
        ir.i32.integer(UInt64(bits)).bitcast(to: ir.float)
    }

    func double(_ bits: UInt64) -> IRValue { ir.i64.integer(bits).bitcast(to: ir.double) }

    /// Globals whose value is only known when the module is instantiated.
    func initializeGlobals(_ code: CodeEmitter) {
        let imported = globals.count - module.globals.count
        for (number, global) in module.globals.enumerated()
        where constant(global.initializer) == nil {
            let value = code.evaluate(global.initializer)
            code.builder.store(value, globals[imported + number].pointer, alignment: 8)
        }
    }
}
