import WasmModel

/// Sections whose entries declare something: types, imports, functions, tables, memories, globals,
/// exports and the start function.
extension ModuleDecoder {
    mutating func decodeTypes(_ reader: inout ByteReader) throws(DecodeError) {
        module.types = try reader.readVector(limit: .types) {
            (reader: inout ByteReader) throws(DecodeError) in try reader.readDefinedType()
        }
        module.recursiveGroups = module.types.indices.map { $0..<$0 + 1 }
    }

    mutating func decodeFunctions(_ reader: inout ByteReader) throws(DecodeError) {
        declarations = try reader.readVector(limit: .functions) {
            (reader: inout ByteReader) throws(DecodeError) in
            let start = reader.offset
            return FunctionDeclaration(type: try reader.readU32(), offset: start)
        }
    }

    static func `import`(_ reader: inout ByteReader) throws(DecodeError) -> Import {
        let start = reader.offset
        let module = try reader.readName("an import's module name")
        let name = try reader.readName("an import's name")
        let kind = try reader.readByte(
            of: .importKind, expected: "0 (function), 1 (table), 2 (memory) or 3 (global)",
            ExternalKind.init(binary:))
        return Import(
            module: module, name: name, kind: try importKind(kind, &reader), offset: start)
    }

    private static func importKind(
        _ kind: ExternalKind, _ reader: inout ByteReader
    ) throws(DecodeError) -> Import.Kind {
        switch kind {
        case .function: .function(try reader.readU32())
        case .table: .table(try reader.readTableType())
        case .memory: .memory(try reader.readMemoryType())
        case .global: .global(try reader.readGlobalType())
        case .tag: preconditionFailure("tag import at \(reader.offset)")
        }
    }

    static func table(_ reader: inout ByteReader) throws(DecodeError) -> Table {
        let start = reader.offset
        return Table(type: try reader.readTableType(), offset: start)
    }

    static func memory(_ reader: inout ByteReader) throws(DecodeError) -> Memory {
        let start = reader.offset
        return Memory(type: try reader.readMemoryType(), offset: start)
    }

    static func global(_ reader: inout ByteReader) throws(DecodeError) -> Global {
        let start = reader.offset
        return Global(
            type: try reader.readGlobalType(), initializer: try reader.readConstantExpression(),
            offset: start)
    }

    static func export(_ reader: inout ByteReader) throws(DecodeError) -> Export {
        let start = reader.offset
        let name = try reader.readName("an export's name")
        let kind = try reader.readByte(
            of: .exportKind, expected: "0 (function), 1 (table), 2 (memory) or 3 (global)",
            ExternalKind.init(binary:))
        return Export(name: name, kind: kind, index: try reader.readU32(), offset: start)
    }

    static func start(_ reader: inout ByteReader) throws(DecodeError) -> Start {
        let start = reader.offset
        return Start(function: try reader.readU32(), offset: start)
    }
}

extension ExternalKind {
    /// Tags have a number but no section yet; they come with exception handling.
    init?(binary byte: UInt8) {
        guard let kind = ExternalKind(rawValue: byte), kind != .tag else { return nil }
        self = kind
    }
}
