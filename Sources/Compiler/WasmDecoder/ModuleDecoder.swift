package import WasmModel

/// Decodes a module's binary format.
/// https://webassembly.github.io/spec/core/binary/modules.html
///
/// What it returns is well-formed, not valid: indices may point nowhere and types may not match.
package func decodeModule(_ bytes: [UInt8]) throws(DecodeError) -> Module {
    try ImplementationLimit.moduleSize.check(bytes.count, at: 0)
    let result = bytes.withUnsafeBytes { buffer in
        Result { () throws(DecodeError) -> Module in
            var decoder = ModuleDecoder(module: Module(bytes: bytes))
            return try decoder.decode(ByteReader(buffer))
        }
    }
    return try result.get()
}

struct ModuleDecoder {
    var module: Module
    /// From the function section, for the bodies in the code section.
    var declarations: [FunctionDeclaration] = []
    /// Where the code and data sections say how many items they have, if they are there.
    var codeCountOffset: Int?
    var dataCountOffset: Int?
    private var lastRank = -1

    init(module: Module) { self.module = module }

    mutating func decode(_ file: ByteReader) throws(DecodeError) -> Module {
        var reader = file
        try decodeHeader(&reader)
        while !reader.isAtEnd { try decodeSection(&reader) }
        try checkCounts(at: reader.offset)
        return module
    }

    func decodeHeader(_ reader: inout ByteReader) throws(DecodeError) {
        guard try reader.readLittleEndian(UInt32.self) == 0x6D73_6100 else {
            throw DecodeError(
                .magicHeaderNotDetected, at: 0,
                "magic header not detected: a module starts with the bytes 00 61 73 6d (\\0asm)")
        }
        let start = reader.offset
        let version = try reader.readLittleEndian(UInt32.self)
        guard version == 1 else {
            // Components share the magic number.
            let hint = version == 0x1_000D ? "; this is a component, a core module is needed" : ""
            throw DecodeError(
                .unknownBinaryVersion, at: start,
                "unknown binary version 0x\(hexDigits(version)), expected 0x01\(hint)")
        }
    }

    mutating func decodeSection(_ reader: inout ByteReader) throws(DecodeError) {
        let start = reader.offset
        let section = try reader.readByte(of: .sectionID, expected: "0 to 12") {
            SectionID(rawValue: $0)
        }
        var payload = try reader.readSizedPart("a section")
        if let rank = section.rank {
            guard rank > lastRank else {
                throw DecodeError(
                    .unexpectedContentAfterLastSection, at: start,
                    "unexpected content after last section: the \(section) section stands twice "
                        + "or too late")
            }
            lastRank = rank
        }
        try decodeContent(of: section, &payload)
        guard payload.isAtEnd else {
            throw DecodeError(
                .sectionSizeMismatch, at: payload.offset,
                "section size mismatch: \(payload.remainingCount) bytes are left at the end of "
                    + "the \(section) section")
        }
    }

    private mutating func decodeContent(
        of section: SectionID, _ reader: inout ByteReader
    ) throws(DecodeError) {
        switch section {
        case .custom: try decodeCustom(&reader)
        case .type: try decodeTypes(&reader)
        case .import: module.imports = try reader.readVector(limit: .imports, Self.import)
        case .function: try decodeFunctions(&reader)
        case .table: module.tables = try reader.readVector(limit: .tables, Self.table)
        case .memory: module.memories = try reader.readVector(limit: .memories, Self.memory)
        case .global: module.globals = try reader.readVector(limit: .globals, Self.global)
        case .export: module.exports = try reader.readVector(limit: .exports, Self.export)
        case .start: module.start = try Self.start(&reader)
        case .element:
            module.elements = try reader.readVector(limit: .elementSegments, Self.element)
        case .dataCount: module.dataCount = try reader.readU32()
        case .code: try decodeCode(&reader)
        case .data: try decodeData(&reader)
        }
    }

    /// A section that is absent has no items, which may not be what another one has promised.
    private func checkCounts(at end: Int) throws(DecodeError) {
        guard declarations.count == module.functions.count else {
            let kind = DecodeError.Kind.functionAndCodeCountsDiffer
            throw DecodeError(
                kind, at: codeCountOffset ?? end,
                "\(kind.specText): \(declarations.count) functions declared, "
                    + "\(module.functions.count) bodies")
        }
        if let announced = module.dataCount, Int(announced) != module.data.count {
            let kind = DecodeError.Kind.dataCountsDiffer
            throw DecodeError(
                kind, at: dataCountOffset ?? end,
                "\(kind.specText): \(announced) segments announced, \(module.data.count) found")
        }
        try ImplementationLimit.memories.check(
            module.importedMemories.map(\.import.offset) + module.memories.map(\.offset))
        try ImplementationLimit.tables.check(
            module.importedTables.map(\.import.offset) + module.tables.map(\.offset))
    }
}

/// An entry of the function section.
struct FunctionDeclaration {
    var type: TypeIndex
    var offset: Int
}
