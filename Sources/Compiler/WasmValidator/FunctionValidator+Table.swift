import WasmModel

/// https://webassembly.github.io/spec/core/valid/instructions.html#table-instructions
extension FunctionValidator {
    mutating func validateTable(_ instruction: Instruction) throws(ValidationError) {
        switch instruction.opcode {
        case .tableInit: try validateTableInit(instruction)
        case .tableCopy: try validateTableCopy(instruction)
        case .elemDrop:
            _ = try elementType(instruction.index)
        default:
            try validateTableAccess(instruction)
        }
    }

    private mutating func validateTableAccess(
        _ instruction: Instruction
    ) throws(ValidationError) {
        let table = try self.table(instruction.index)
        let address = table.limits.addressType.valueType
        let element = ValueType.reference(table.element)
        switch instruction.opcode {
        case .tableSize:
            push(address)
        case .tableGet:
            try pop(address)
            push(element)
        case .tableSet:
            try pop([address, element])
        case .tableGrow:
            try pop([element, address])
            push(address)
        default:
            try pop([address, element, address])
        }
    }

    private mutating func validateTableInit(_ instruction: Instruction) throws(ValidationError) {
        let (segment, index) = instruction.indices
        let table = try self.table(index)
        let type = try elementType(segment)
        try checkItems(type, fit: table, index)
        try pop([table.limits.addressType.valueType, .i32, .i32])
    }

    private mutating func validateTableCopy(_ instruction: Instruction) throws(ValidationError) {
        let (destination, source) = instruction.indices
        let to = try table(destination)
        let from = try table(source)
        try checkItems(from.element, fit: to, destination)
        let (toAddress, fromAddress) = (to.limits.addressType, from.limits.addressType)
        try pop([toAddress.valueType, fromAddress.valueType, shorter(toAddress, fromAddress)])
    }

    private func checkItems(
        _ type: ReferenceType, fit table: TableType, _ index: UInt32
    ) throws(ValidationError) {
        guard matches(type, table.element) else {
            throw error(
                .typeMismatch,
                "type mismatch: table \(index) holds \(table.element.name), not \(type.name)")
        }
    }
}
