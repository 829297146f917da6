internal import WasmModel

/// The value of a constant expression that the compiler knows.
enum ConstantValue: Hashable {
    /// Of `i32.const` and the like.
    case number(Immediate)
    case null
    case function(UInt32)

    /// As an offset of a segment, whose integers are unsigned.
    var offset: UInt64? {
        switch self {
        case .number(.i32(let value)): UInt64(UInt32(bitPattern: value))
        case .number(.i64(let value)): UInt64(bitPattern: value)
        default: nil
        }
    }
}

extension ConstantExpression {
    /// Runs the expression on a stack of operands, whatever those are: values the compiler knows,
    /// or code that makes them. Not by recursion, for a hostile expression is as deep as it is
    /// long.
    /// https://webassembly.github.io/spec/core/valid/instructions.html#constant-expressions
    ///
    /// - Returns: nil as soon as one of the two says nil.
    func evaluate<Operand>(
        _ leaf: (Instruction) -> Operand?, _ operation: (Opcode, Operand, Operand) -> Operand?
    ) -> Operand? {
        var operands: [Operand] = []
        for instruction in instructions {
            switch instruction.opcode {
            case .end: break
            case let opcode where opcode.isConstantArithmetic:
                guard let right = operands.popLast(), let left = operands.popLast() else {
                    preconditionFailure("operand missing in a valid constant expression")
                }
                guard let value = operation(opcode, left, right) else { return nil }
                operands.append(value)
            default:
                guard let value = leaf(instruction) else { return nil }
                operands.append(value)
            }
        }
        return operands.last
    }
}

/// What is the same in every instance of a module: its immutable globals whose initialisers need no
/// import, and the constant expressions made of those.
struct Constants {
    /// By global index; nil for what instantiation decides or code may change.
    private(set) var globals: [ConstantValue?]

    init(_ module: Module) {
        globals = module.importedGlobals.map { _ in nil }
        for global in module.globals {
            globals.append(global.type.isMutable ? nil : value(of: global.initializer))
        }
    }

    func value(of expression: ConstantExpression) -> ConstantValue? {
        expression.evaluate(value) { opcode, left, right in opcode.applied(left, right) }
    }

    /// Of an instruction without operands.
    func value(of instruction: Instruction) -> ConstantValue? {
        switch (instruction.opcode, instruction.immediate) {
        case (.refNull, _): .null
        case (.refFunc, .index(let index)): .function(index)
        case (.globalGet, .index(let index)): globals[Int(index)]
        default: .number(instruction.immediate)
        }
    }

    /// The functions that a segment's items are (nil: null), when they are known to be such.
    func functions(of items: ElementSegment.Items) -> [UInt32?]? {
        switch items {
        case .functions(let indices): return indices
        case .expressions(let expressions):
            var result: [UInt32?] = []
            for expression in expressions {
                switch value(of: expression) {
                case .function(let index)?: result.append(index)
                case .null?: result.append(nil)
                case .number?, nil: return nil
                }
            }
            return result
        }
    }
}

extension Opcode {
    /// Integer arithmetic wraps around.
    fileprivate func applied(_ left: ConstantValue, _ right: ConstantValue) -> ConstantValue? {
        switch (self, left, right) {
        case (.i32Add, .number(.i32(let a)), .number(.i32(let b))): .number(.i32(a &+ b))
        case (.i32Sub, .number(.i32(let a)), .number(.i32(let b))): .number(.i32(a &- b))
        case (.i32Mul, .number(.i32(let a)), .number(.i32(let b))): .number(.i32(a &* b))
        case (.i64Add, .number(.i64(let a)), .number(.i64(let b))): .number(.i64(a &+ b))
        case (.i64Sub, .number(.i64(let a)), .number(.i64(let b))): .number(.i64(a &- b))
        case (.i64Mul, .number(.i64(let a)), .number(.i64(let b))): .number(.i64(a &* b))
        default: nil
        }
    }
}
