import WasmModel

/// https://webassembly.github.io/spec/core/binary/types.html
extension ByteReader {
    mutating func readDefinedType() throws(DecodeError) -> SubType {
        try readTypeCode(of: .definitionType, expected: "0x60 (function type)") {
            $0 == 0x60 ? () : nil
        }
        let parameters = try readVector(limit: .parameters, Self.valueType)
        let results = try readVector(limit: .results, Self.valueType)
        return SubType(
            composite: .function(FunctionType(parameters: parameters, results: results)))
    }

    /// `readValueType` as a function to pass to `readVector`.
    static func valueType(_ reader: inout ByteReader) throws(DecodeError) -> ValueType {
        try reader.readValueType()
    }

    mutating func readValueType() throws(DecodeError) -> ValueType {
        try readTypeCode(of: .valueType, expected: "i32, i64, f32, f64, v128, funcref or externref")
        {
            ValueType(binary: $0)
        }
    }

    mutating func readReferenceType() throws(DecodeError) -> ReferenceType {
        try readTypeCode(of: .referenceType, expected: "0x70 (funcref) or 0x6f (externref)") {
            HeapType(binary: $0).map { ReferenceType(isNullable: true, heapType: $0) }
        }
    }

    mutating func readHeapType() throws(DecodeError) -> HeapType {
        try readTypeCode(of: .heapType, expected: "0x70 (func) or 0x6f (extern)") {
            HeapType(binary: $0)
        }
    }

    /// A value type's byte is a negative number of one byte, so a type index is never one.
    mutating func readBlockType() throws(DecodeError) -> BlockType {
        let start = offset
        let number = try readS33()
        if number >= 0 { return .type(TypeIndex(number)) }
        let byte = UInt8(truncatingIfNeeded: number & 0x7F)
        if offset == start + 1 {
            if byte == 0x40 { return .empty }
            if let type = ValueType(binary: byte) { return .value(type) }
        }
        throw DecodeError(
            .malformed(.valueType), at: start,
            "malformed value type: a block has 0x40 (empty), a value type or a type index")
    }

    mutating func readLimits() throws(DecodeError) -> Limits {
        let hasMaximum = try readByte(of: .limitsFlags, expected: "0 (minimum) or 1 (and maximum)")
        { [0: false, 1: true][$0] }
        // 64 bits wide as in WebAssembly 3.0; what fits the address type is the validator's matter.
        let minimum = try readU64()
        return Limits(minimum: minimum, maximum: hasMaximum ? try readU64() : nil)
    }

    mutating func readTableType() throws(DecodeError) -> TableType {
        TableType(element: try readReferenceType(), limits: try readLimits())
    }

    mutating func readMemoryType() throws(DecodeError) -> MemoryType {
        MemoryType(limits: try readLimits())
    }

    mutating func readGlobalType() throws(DecodeError) -> GlobalType {
        let value = try readValueType()
        let isMutable = try readByte(of: .mutability, expected: "0 (const) or 1 (var)") {
            [0: false, 1: true][$0]
        }
        return GlobalType(value: value, isMutable: isMutable)
    }
}

extension ValueType {
    init?(binary byte: UInt8) {
        switch byte {
        case 0x7F: self = .i32
        case 0x7E: self = .i64
        case 0x7D: self = .f32
        case 0x7C: self = .f64
        case 0x7B: self = .v128
        default:
            guard let heapType = HeapType(binary: byte) else { return nil }
            self = .reference(ReferenceType(isNullable: true, heapType: heapType))
        }
    }
}

extension HeapType {
    init?(binary byte: UInt8) {
        switch byte {
        case 0x70: self = .function
        case 0x6F: self = .external
        default: return nil
        }
    }
}
