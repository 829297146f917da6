extension Opcode {
    /// Whether it may stand in a constant expression since extended constant expressions.
    /// https://webassembly.github.io/spec/core/valid/instructions.html#constant-expressions
    package var isConstantArithmetic: Bool {
        switch self {
        case .i32Add, .i32Sub, .i32Mul, .i64Add, .i64Sub, .i64Mul: true
        default: false
        }
    }
}
