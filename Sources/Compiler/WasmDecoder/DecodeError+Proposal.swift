/// Which proposal of WebAssembly gives a meaning to what could not be decoded.
extension DecodeError {
    /// - Parameter bytes: the file.
    /// - Returns: nil when the bytes mean nothing that we know of.
    package func proposal(in bytes: [UInt8]) -> String? {
        let found = bytes.indices.contains(offset) ? bytes[offset] : nil
        return switch kind {
        case .illegalOpcode(let prefix, let number): Self.proposal(ofOpcode: number, prefix)
        case .malformed(let part): found.flatMap { Self.proposal(of: part, $0) }
        case .unknownBinaryVersion where bytes[offset...].starts(with: [0x0D, 0, 1, 0]):
            "the component model"
        default: nil
        }
    }

    private static func proposal(ofOpcode number: UInt32, _ prefix: UInt8?) -> String? {
        switch (prefix, number) {
        case (nil, 0x06...0x0A), (nil, 0x18), (nil, 0x19), (nil, 0x1F): exceptions
        case (nil, 0x14), (nil, 0x15), (nil, 0xD4...0xD6): typedReferences
        case (nil, 0xD3), (0xFB, _): "garbage collection"
        case (0xFC, 0x13...0x16): "wide arithmetic"
        case (nil, 0xE0...0xE6): "stack switching"
        case (0xFE, _): threads
        default: nil
        }
    }

    private static func proposal(of part: Part, _ byte: UInt8) -> String? {
        switch part {
        case .sectionID: byte == 13 ? exceptions : nil
        case .importKind, .exportKind: byte == 4 ? exceptions : nil
        case .limitsFlags: proposal(ofLimits: byte)
        case .definitionType: (0x4E...0x5F).contains(byte) ? "garbage collection" : nil
        case .valueType, .referenceType, .heapType: proposal(ofType: byte)
        default: nil
        }
    }

    private static func proposal(ofType byte: UInt8) -> String? {
        switch byte {
        // 0x40: a table with an initial value.
        case 0x40, 0x63, 0x64: typedReferences
        case 0x69, 0x74: exceptions
        case 0x6A...0x6E, 0x71...0x73: "garbage collection"
        default: nil
        }
    }

    private static func proposal(ofLimits flags: UInt8) -> String? {
        switch flags {
        case 2, 3: threads
        case 4, 5: "64-bit memories"
        case 6, 7: "threads with 64-bit memories"
        case 8...15: "custom page sizes"
        default: nil
        }
    }

    private static let exceptions = "exception handling"
    private static let typedReferences = "typed function references"
    private static let threads = "threads"
}
