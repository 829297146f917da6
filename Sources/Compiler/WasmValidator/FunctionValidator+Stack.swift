import WasmModel

/// The operand stack and the stack of open blocks.
extension FunctionValidator {
    mutating func push(_ type: ValueType?) { operands.append(type) }

    mutating func push(_ types: [ValueType]) {
        for type in types { operands.append(type) }
    }

    /// Any operand; nil when unreachable code leaves its type open.
    mutating func pop() throws(ValidationError) -> ValueType? {
        try popOperand(expected: nil)
    }

    mutating func pop(_ expected: ValueType) throws(ValidationError) {
        guard let found = try popOperand(expected: expected) else { return }
        guard found == expected || matches(found, expected) else {
            throw error(
                .typeMismatch, "type mismatch: expected \(expected.name), found \(found.name)")
        }
    }

    /// The last type is on top of the stack.
    mutating func pop(_ expected: [ValueType]) throws(ValidationError) {
        for type in expected.reversed() { try pop(type) }
    }

    @inline(__always)
    private mutating func popOperand(expected: ValueType?) throws(ValidationError) -> ValueType? {
        let top = frames.count - 1
        if operands.count > frames[top].height { return operands.removeLast() }
        if frames[top].isUnreachable { return nil }
        let wanted = expected?.name ?? "an operand"
        throw error(
            .typeMismatch, "type mismatch: expected \(wanted), found nothing on the stack")
    }

    mutating func pushFrame(_ opcode: Opcode, _ type: FunctionType) {
        frames.append(
            Frame(
                opcode: opcode, parameters: type.parameters, results: type.results,
                height: operands.count))
        push(type.parameters)
    }

    mutating func popFrame() throws(ValidationError) -> Frame {
        let frame = frames[frames.count - 1]
        try pop(frame.results)
        guard operands.count == frame.height else {
            throw error(
                .typeMismatch,
                "type mismatch: the block's results are \(names(frame.results)), but "
                    + "\(operands.count - frame.height) more operands are on the stack")
        }
        frames.removeLast()
        return frame
    }

    mutating func markUnreachable() {
        let top = frames.count - 1
        operands.removeSubrange(frames[top].height...)
        frames[top].isUnreachable = true
    }
}
