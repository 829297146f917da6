import WasmModel

/// https://webassembly.github.io/spec/core/valid/instructions.html#vector-instructions
extension FunctionValidator {
    func checkLanes(of instruction: Instruction, below count: UInt8) throws(ValidationError) {
        for lane in instruction.lanes where lane >= count {
            throw error(
                .invalidLaneIndex, "invalid lane index: \(lane), expected 0 to \(count - 1)")
        }
    }

    /// Pops the vector and the address.
    mutating func validateLaneAccess(
        _ instruction: Instruction, width: UInt8
    ) throws(ValidationError) {
        try checkLanes(of: instruction, below: 16 / width)
        let address = try checkAccess(instruction.memoryAccess, width: width)
        try pop([address, .v128])
    }
}
