import WasmModel

/// Variables, references, and the instructions that take any type.
extension FunctionValidator {
    mutating func validateVariable(_ instruction: Instruction) throws(ValidationError) {
        let index = instruction.index
        switch instruction.opcode {
        case .localGet:
            push(try local(index))
        case .localSet:
            try pop(try local(index))
        case .localTee:
            let type = try local(index)
            try pop(type)
            push(type)
        case .globalGet:
            push(try global(index).value)
        default:
            let type = try global(index)
            guard type.isMutable else {
                throw error(.immutableGlobal, "immutable global: global \(index) is constant")
            }
            try pop(type.value)
        }
    }

    mutating func validateParametric(_ instruction: Instruction) throws(ValidationError) {
        switch instruction.opcode {
        case .drop: _ = try pop()
        case .select: try validateSelect()
        default:
            let types = instruction.selectTypes(in: function)
            guard types.count == 1, let type = types.first else {
                throw error(
                    .invalidResultArity,
                    "invalid result arity: select has one type, not \(types.count)")
            }
            try pop(.i32)
            try pop(type)
            try pop(type)
            push(type)
        }
    }

    /// Without a type, both operands must be the same number type; references need the typed form.
    private mutating func validateSelect() throws(ValidationError) {
        try pop(.i32)
        let second = try pop()
        let first = try pop()
        for case let type? in [first, second] where type.isReference {
            throw error(
                .typeMismatch,
                "type mismatch: expected a number, found \(type.name); select has a typed form "
                    + "for references")
        }
        if let first, let second, first != second {
            throw error(
                .typeMismatch,
                "type mismatch: expected two operands of one type, found \(first.name) and "
                    + second.name)
        }
        push(first ?? second)
    }

    mutating func validateReference(_ instruction: Instruction) throws(ValidationError) {
        switch instruction.opcode {
        case .refNull:
            push(.reference(ReferenceType(isNullable: true, heapType: instruction.heapType)))
        case .refIsNull:
            if let type = try pop(), !type.isReference {
                throw error(
                    .typeMismatch, "type mismatch: expected a reference, found \(type.name)")
            }
            push(.i32)
        default:
            let index = instruction.index
            _ = try typeOfFunction(index)
            guard context.referencedFunctions.contains(index) else {
                throw error(
                    .undeclaredFunctionReference,
                    "undeclared function reference: function \(index) must also be named by an "
                        + "element segment, a global or an export")
            }
            push(.funcref)
        }
    }
}
