import WasmModel

/// What an instruction's index stands for; a wrong index is an error at the instruction.
extension FunctionValidator {
    func functionType(_ index: TypeIndex) throws(ValidationError) -> FunctionType {
        try find { c throws(UnknownIndex) in try c.functionType(index) }
    }

    func typeOfFunction(_ index: UInt32) throws(ValidationError) -> FunctionType {
        try find { c throws(UnknownIndex) in try c.function(index) }
    }

    func table(_ index: UInt32) throws(ValidationError) -> TableType {
        try find { c throws(UnknownIndex) in try c.table(index) }
    }

    func memory(_ index: UInt32) throws(ValidationError) -> MemoryType {
        try find { c throws(UnknownIndex) in try c.memory(index) }
    }

    func global(_ index: UInt32) throws(ValidationError) -> GlobalType {
        try find { c throws(UnknownIndex) in try c.global(index) }
    }

    func elementType(_ index: UInt32) throws(ValidationError) -> ReferenceType {
        try find { c throws(UnknownIndex) in try c.elementType(index) }
    }

    func checkData(_ index: UInt32) throws(ValidationError) {
        try find { c throws(UnknownIndex) in try c.checkData(index) }
    }

    func local(_ index: UInt32) throws(ValidationError) -> ValueType {
        guard let type = locals[index] else {
            throw error(UnknownIndex(space: .local, index: index, count: locals.count))
        }
        return type
    }

    /// What a branch to a label takes along.
    func labelTypes(_ label: UInt32) throws(ValidationError) -> [ValueType] {
        guard label < frames.count else {
            throw error(UnknownIndex(space: .label, index: label, count: frames.count))
        }
        return frames[frames.count - 1 - Int(label)].labelTypes
    }

    private func find<Value>(
        _ lookUp: (ModuleContext) throws(UnknownIndex) -> Value
    ) throws(ValidationError) -> Value {
        do throws(UnknownIndex) {
            return try lookUp(context)
        } catch {
            throw self.error(error)
        }
    }

    private func error(_ unknown: UnknownIndex) -> ValidationError {
        error(unknown.kind, unknown.message)
    }
}
