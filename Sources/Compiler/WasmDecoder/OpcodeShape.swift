import WasmModel

/// The part of an `OpcodeInfo` that decoding needs, without reference counting.
struct OpcodeShape {
    let opcode: Opcode
    let immediates: ImmediateKind

    init(_ opcode: Opcode) {
        self.opcode = opcode
        immediates = opcode.info.immediates
    }

    /// Opcodes of one byte by that byte.
    static let ofSingleBytes: [OpcodeShape?] = (0...0xFF).map { number in
        Opcode(rawValue: number).map(OpcodeShape.init)
    }
}

extension Opcode {
    /// First bytes that announce a number: GC, numeric and bulk, vectors, threads.
    static let prefixes: ClosedRange<UInt8> = 0xFB...0xFE
}
