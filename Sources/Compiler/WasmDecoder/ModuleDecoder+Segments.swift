import WasmModel

/// Element and data segments.
/// https://webassembly.github.io/spec/core/binary/modules.html#element-section
extension ModuleDecoder {
    /// The leading number of an element segment, whose bits choose among eight forms.
    private struct ElementFlags {
        var isActive: Bool
        /// In an active segment: the table is given, not 0. In another: declarative, not passive.
        var hasTableOrIsDeclarative: Bool
        var hasExpressions: Bool

        init?(_ number: UInt32) {
            guard number < 8 else { return nil }
            isActive = number & 1 == 0
            hasTableOrIsDeclarative = number & 2 != 0
            hasExpressions = number & 4 != 0
        }

        /// The oldest form, active and without a table, has no room for a type.
        var hasType: Bool { !isActive || hasTableOrIsDeclarative }
    }

    static func element(_ reader: inout ByteReader) throws(DecodeError) -> ElementSegment {
        let start = reader.offset
        let number = try reader.readU32()
        guard let flags = ElementFlags(number) else {
            throw DecodeError(
                .malformed(.elementSegmentKind), at: start,
                "malformed elements segment kind \(number), expected 0 to 7")
        }
        let mode = try elementMode(flags, &reader)
        let type = flags.hasType ? try elementType(flags, &reader) : .funcref
        return ElementSegment(
            mode: mode, type: type, items: try elementItems(flags, &reader), offset: start)
    }

    private static func elementMode(
        _ flags: ElementFlags, _ reader: inout ByteReader
    ) throws(DecodeError) -> ElementSegment.Mode {
        guard flags.isActive else {
            return flags.hasTableOrIsDeclarative ? .declarative : .passive
        }
        let table = flags.hasTableOrIsDeclarative ? try reader.readU32() : 0
        return .active(table: table, offset: try reader.readConstantExpression())
    }

    private static func elementType(
        _ flags: ElementFlags, _ reader: inout ByteReader
    ) throws(DecodeError) -> ReferenceType {
        if flags.hasExpressions { return try reader.readReferenceType() }
        return try reader.readByte(of: .elementKind, expected: "0 (functions)") {
            $0 == 0 ? ReferenceType.funcref : nil
        }
    }

    private static func elementItems(
        _ flags: ElementFlags, _ reader: inout ByteReader
    ) throws(DecodeError) -> ElementSegment.Items {
        if flags.hasExpressions {
            return .expressions(
                try reader.readVector(limit: .elementItems) {
                    (reader: inout ByteReader) throws(DecodeError) in
                    try reader.readConstantExpression()
                })
        }
        return .functions(
            try reader.readVector(limit: .elementItems) {
                (reader: inout ByteReader) throws(DecodeError) in try reader.readU32()
            })
    }

    mutating func decodeData(_ reader: inout ByteReader) throws(DecodeError) {
        dataCountOffset = reader.offset
        module.data = try reader.readVector(limit: .dataSegments, Self.dataSegment)
    }

    private static func dataSegment(
        _ reader: inout ByteReader
    ) throws(DecodeError) -> DataSegment {
        let start = reader.offset
        let number = try reader.readU32()
        let mode: DataSegment.Mode
        switch number {
        case 0: mode = .active(memory: 0, offset: try reader.readConstantExpression())
        case 1: mode = .passive
        case 2:
            let memory = try reader.readU32()
            mode = .active(memory: memory, offset: try reader.readConstantExpression())
        default:
            throw DecodeError(
                .malformed(.dataSegmentKind), at: start,
                "malformed data segment kind \(number), expected 0, 1 or 2")
        }
        let count = Int(try reader.readU32())
        return DataSegment(
            mode: mode, range: try reader.skip(count, of: "a data segment"), offset: start)
    }
}
