import WasmModel

/// https://webassembly.github.io/spec/core/valid/instructions.html#memory-instructions
extension FunctionValidator {
    /// - Returns: the type of the memory's addresses.
    func checkAccess(
        _ access: MemoryAccess, width: UInt8
    ) throws(ValidationError) -> ValueType {
        let address = try addressType(access.memory)
        guard access.alignment < 8, 1 << access.alignment <= Int(width) else {
            throw error(
                .alignmentTooLarge,
                "alignment must not be larger than natural: 2^\(access.alignment) bytes for an "
                    + "access of \(width)")
        }
        guard address == .i64 || access.offset <= UInt32.max else {
            throw error(
                .offsetOutOfRange, "offset out of range: \(access.offset) is not below 2^32")
        }
        return address.valueType
    }

    mutating func validateMemory(_ instruction: Instruction) throws(ValidationError) {
        switch instruction.opcode {
        case .memorySize:
            push(try addressType(instruction.index).valueType)
        case .memoryGrow:
            let address = try addressType(instruction.index).valueType
            try pop(address)
            push(address)
        case .memoryFill:
            let address = try addressType(instruction.index).valueType
            try pop([address, .i32, address])
        case .memoryCopy:
            let (destination, source) = instruction.indices
            let to = try addressType(destination)
            let from = try addressType(source)
            try pop([to.valueType, from.valueType, shorter(to, from)])
        case .memoryInit:
            let (segment, index) = instruction.indices
            let address = try addressType(index).valueType
            try checkData(segment)
            try pop([address, .i32, .i32])
        default:
            try checkData(instruction.index)
        }
    }

    private func addressType(_ memoryIndex: UInt32) throws(ValidationError) -> AddressType {
        try memory(memoryIndex).limits.addressType
    }

    /// A copy's length must suit both ends.
    func shorter(_ first: AddressType, _ second: AddressType) -> ValueType {
        first == .i64 && second == .i64 ? .i64 : .i32
    }
}
