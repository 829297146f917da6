extension Module {
    /// Whether some function calls another in its own place. Then all functions of the program use
    /// the calling convention that makes this possible.
    package var usesTailCalls: Bool {
        functions.contains { $0.instructions.contains { $0.opcode.isTailCall } }
    }
}

extension Opcode {
    /// Whether the instruction ends its function with a call.
    /// https://webassembly.github.io/spec/core/syntax/instructions.html#control-instructions
    package var isTailCall: Bool {
        switch self {
        case .returnCall, .returnCallIndirect: true
        default: false
        }
    }
}
