import WasmModel

/// Segments and the constant expressions in them.
/// https://webassembly.github.io/spec/core/valid/modules.html#element-segments
extension ModuleValidator {
    func validate(_ segment: ElementSegment) throws(ValidationError) {
        switch segment.items {
        case .functions(let indices):
            for index in indices {
                try find(at: segment.offset) { c throws(UnknownIndex) in
                    _ = try c.function(index)
                }
            }
        case .expressions(let expressions):
            for expression in expressions {
                try validate(expression, result: .reference(segment.type))
            }
        }
        guard case .active(let index, let offset) = segment.mode else { return }
        let table = try find(at: segment.offset) { c throws(UnknownIndex) in
            try c.table(index)
        }
        guard matches(segment.type, table.element) else {
            throw ValidationError(
                .typeMismatch, at: segment.offset,
                "type mismatch: table \(index) holds \(table.element.name), not "
                    + segment.type.name)
        }
        try validate(offset, result: table.limits.addressType.valueType)
    }

    func validate(_ segment: DataSegment) throws(ValidationError) {
        guard case .active(let index, let offset) = segment.mode else { return }
        let memory = try find(at: segment.offset) { c throws(UnknownIndex) in
            try c.memory(index)
        }
        try validate(offset, result: memory.limits.addressType.valueType)
    }

    /// https://webassembly.github.io/spec/core/valid/instructions.html#constant-expressions
    ///
    /// - Parameter globalCount: how many globals have a value when the expression runs; all of them
    ///   when it is nil.
    func validate(
        _ expression: ConstantExpression, result: ValueType, globalCount: Int? = nil
    ) throws(ValidationError) {
        let globalCount = globalCount ?? context.globals.count
        for instruction in expression.instructions {
            try validateIsConstant(instruction, globalCount)
        }
        var validator = FunctionValidator(
            context: context, expression: expression, result: result)
        try validator.validate()
    }

    private func validateIsConstant(
        _ instruction: Instruction, _ globalCount: Int
    ) throws(ValidationError) {
        switch instruction.opcode {
        case .i32Const, .i64Const, .f32Const, .f64Const, .v128Const, .refNull, .refFunc, .end:
            return
        case let opcode where opcode.isConstantArithmetic:
            return
        case .globalGet:
            let index = instruction.index
            let type = try find(at: Int(instruction.offset)) { c throws(UnknownIndex) in
                try c.global(index, ofFirst: globalCount)
            }
            if type.isMutable { throw notConstant(instruction, "global \(index) is mutable") }
        default:
            throw notConstant(instruction, "\(instruction.opcode.info.name) is not allowed here")
        }
    }

    private func notConstant(_ instruction: Instruction, _ why: String) -> ValidationError {
        ValidationError(
            .constantExpressionRequired, at: Int(instruction.offset),
            "constant expression required: \(why)", instruction: instruction.opcode)
    }
}
