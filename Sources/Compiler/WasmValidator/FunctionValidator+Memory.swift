import WasmModel

/// https://webassembly.github.io/spec/core/valid/instructions.html#memory-instructions
extension FunctionValidator {
    /// - Returns: the type of the memory's addresses.
    func checkAccess(
        _ access: MemoryAccess, width: UInt8
    ) throws(ValidationError) -> ValueType {
        let addressType = try memory(access.memory)
        guard access.alignment < 8, 1 << access.alignment <= Int(width) else {
            throw error(
                .alignmentTooLarge,
                "alignment must not be larger than natural: 2^\(access.alignment) bytes for an "
                    + "access of \(width)")
        }
        guard addressType == .i64 || access.offset <= UInt32.max else {
            throw error(
                .offsetOutOfRange, "offset out of range: \(access.offset) is not below 2^32")
        }
        return addressType.valueType
    }

    mutating func validateMemory(_ instruction: Instruction) throws(ValidationError) {
        switch instruction.opcode {
        case .memorySize:
            push(try memory(instruction.index).valueType)
        case .memoryGrow:
            let address = try memory(instruction.index).valueType
            try pop(address)
            push(address)
        case .memoryFill:
            let address = try memory(instruction.index).valueType
            try pop([address, .i32, address])
        case .memoryCopy:
            let (destination, source) = instruction.indices
            let to = try memory(destination)
            let from = try memory(source)
            try pop([to.valueType, from.valueType, shorter(to, from)])
        case .memoryInit:
            let (segment, index) = instruction.indices
            let address = try memory(index).valueType
            try find { c throws(UnknownIndex) in try c.checkData(segment) }
            try pop([address, .i32, .i32])
        default:
            try find { c throws(UnknownIndex) in try c.checkData(instruction.index) }
        }
    }

    private func memory(_ index: UInt32) throws(ValidationError) -> AddressType {
        try find { c throws(UnknownIndex) in try c.memory(index) }.limits.addressType
    }

    /// A copy's length must suit both ends.
    func shorter(_ first: AddressType, _ second: AddressType) -> ValueType {
        first == .i64 && second == .i64 ? .i64 : .i32
    }
}
