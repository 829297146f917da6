import WasmModel

/// https://webassembly.github.io/spec/core/valid/instructions.html#control-instructions
extension FunctionValidator {
    mutating func validateControl(_ instruction: Instruction) throws(ValidationError) {
        switch instruction.opcode {
        case .nop: break
        case .unreachable: markUnreachable()
        case .block, .loop: try validateBlock(instruction)
        case .if:
            try pop(.i32)
            try validateBlock(instruction)
        case .else: try validateElse()
        case .end: try validateEnd()
        case .br:
            try pop(try labelTypes(instruction.index))
            markUnreachable()
        case .brIf:
            try pop(.i32)
            let types = try labelTypes(instruction.index)
            try pop(types)
            push(types)
        case .brTable: try validateBranchTable(instruction)
        case .return:
            try pop(results)
            markUnreachable()
        case .call:
            try validateCall(try typeOfFunction(instruction.index))
        case .callIndirect:
            try validateCall(try typeOfIndirectCall(instruction))
        case .returnCall:
            try validateReturnCall(try typeOfFunction(instruction.index))
        case .returnCallIndirect:
            try validateReturnCall(try typeOfIndirectCall(instruction))
        default:
            preconditionFailure(
                "no rule for \(instruction.opcode.info.name) at \(instruction.offset)")
        }
    }

    private mutating func validateBlock(_ instruction: Instruction) throws(ValidationError) {
        let type = try blockType(instruction.blockType)
        try pop(type.parameters)
        pushFrame(instruction.opcode, type)
    }

    private func blockType(_ type: BlockType) throws(ValidationError) -> FunctionType {
        switch type {
        case .empty: FunctionType(parameters: [], results: [])
        case .value(let result): FunctionType(parameters: [], results: [result])
        case .type(let index): try functionType(index)
        }
    }

    private mutating func validateElse() throws(ValidationError) {
        let frame = try popFrame()
        precondition(frame.opcode == .if, "else without if at \(current.offset)")
        pushFrame(.else, FunctionType(parameters: frame.parameters, results: frame.results))
    }

    private mutating func validateEnd() throws(ValidationError) {
        let frame = try popFrame()
        // An absent else passes the parameters on.
        if frame.opcode == .if, !matches(frame.parameters, frame.results) {
            throw error(
                .typeMismatch,
                "type mismatch: an if of type \(names(frame.parameters)) -> "
                    + "\(names(frame.results)) needs an else")
        }
        push(frame.results)
    }

    private mutating func validateBranchTable(
        _ instruction: Instruction
    ) throws(ValidationError) {
        try pop(.i32)
        let labels = instruction.branchLabels(in: function)
        guard let last = labels.last else {
            preconditionFailure("br_table without a default at \(instruction.offset)")
        }
        let arity = try labelTypes(last).count
        // A table names few labels many times.
        var seen: Set<UInt32> = []
        for label in labels.dropLast() where seen.insert(label).inserted {
            let types = try labelTypes(label)
            guard types.count == arity else {
                throw error(
                    .typeMismatch,
                    "type mismatch: label \(label) takes \(types.count) operands, the default "
                        + "label \(last) takes \(arity)")
            }
            let popped = try popKeepingOpenTypes(types)
            operands.append(contentsOf: popped)
        }
        try pop(try labelTypes(last))
        markUnreachable()
    }

    /// Pops what has to match, and returns what was really there to be pushed back.
    private mutating func popKeepingOpenTypes(
        _ types: [ValueType]
    ) throws(ValidationError) -> [ValueType?] {
        let available = operands[frames[frames.count - 1].height...].suffix(types.count)
        let missing = types.count - available.count
        let found = [ValueType?](repeating: nil, count: missing) + available
        try pop(types)
        return found
    }

    private mutating func validateCall(_ type: FunctionType) throws(ValidationError) {
        try pop(type.parameters)
        push(type.results)
    }

    /// The callee's results are the caller's.
    private mutating func validateReturnCall(_ type: FunctionType) throws(ValidationError) {
        guard matches(type.results, results) else {
            throw error(
                .typeMismatch,
                "type mismatch: the callee's results are \(names(type.results)), the function's "
                    + names(results))
        }
        try pop(type.parameters)
        markUnreachable()
    }

    /// Pops the table's index.
    private mutating func typeOfIndirectCall(
        _ instruction: Instruction
    ) throws(ValidationError) -> FunctionType {
        let (typeIndex, tableIndex) = instruction.indices
        let table = try self.table(tableIndex)
        guard matches(table.element, .funcref) else {
            throw error(
                .typeMismatch,
                "type mismatch: table \(tableIndex) holds \(table.element.name), not funcref")
        }
        let type = try functionType(typeIndex)
        try pop(table.limits.addressType.valueType)
        return type
    }
}
