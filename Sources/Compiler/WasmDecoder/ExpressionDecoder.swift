import WasmModel

/// Decodes instruction sequences up to their `end`: bodies and constant expressions.
/// https://webassembly.github.io/spec/core/binary/instructions.html
///
/// Nesting is an array, not recursion, so that depth costs memory and never the native stack.
struct ExpressionDecoder {
    enum Place: Equatable {
        case constantExpression
        /// Without a data count section no instruction may name a data segment.
        case body(hasDataCount: Bool)
    }
    private enum OpenBlock { case block, ifWithoutElse }

    private var instructions: [Instruction] = []
    private(set) var branchLabels: [UInt32] = []
    private(set) var selectTypes: [ValueType] = []
    private var openBlocks: [OpenBlock] = []
    private let place: Place
    private let shapes = OpcodeShape.ofSingleBytes

    init(in place: Place) { self.place = place }

    mutating func decode(_ reader: inout ByteReader) throws(DecodeError) {
        instructions.removeAll(keepingCapacity: true)
        branchLabels = []
        selectTypes = []
        openBlocks.removeAll(keepingCapacity: true)
        openBlocks.append(.block)
        while !openBlocks.isEmpty {
            guard !reader.isAtEnd else { throw endIsMissing(reader) }
            let start = reader.offset
            let shape = try readOpcode(&reader)
            try trackNesting(shape.opcode, at: start)
            let immediate = try readImmediate(shape.immediates, &reader, at: start)
            instructions.append(Instruction(shape.opcode, immediate, offset: start))
        }
    }

    /// A copy of exactly the size needed; the space stays for the next function.
    func takeInstructions() -> [Instruction] {
        // `Array(instructions)` would share the buffer and keep the largest function's space.
        Array(unsafeUninitializedCapacity: instructions.count) { buffer, count in
            count = buffer.initialize(fromContentsOf: instructions)
        }
    }

    private func readOpcode(_ reader: inout ByteReader) throws(DecodeError) -> OpcodeShape {
        let start = reader.offset
        let byte = try reader.readByte()
        if let shape = shapes[Int(byte)] { return shape }
        guard Opcode.prefixes.contains(byte) else {
            throw illegalOpcode(prefix: nil, UInt32(byte), at: start)
        }
        let number = try reader.readU32()
        guard let opcode = Opcode(prefix: byte, number: number) else {
            throw illegalOpcode(prefix: byte, number, at: start)
        }
        return OpcodeShape(opcode)
    }

    private mutating func trackNesting(_ opcode: Opcode, at start: Int) throws(DecodeError) {
        switch opcode {
        case .block, .loop: openBlocks.append(.block)
        case .if: openBlocks.append(.ifWithoutElse)
        case .else:
            guard openBlocks.popLast() == .ifWithoutElse else {
                throw DecodeError(
                    .endOpcodeExpected, at: start, "END opcode expected: no if is open here")
            }
            openBlocks.append(.block)
        case .end: openBlocks.removeLast()
        default: break
        }
    }

    /// The bytes ran out between two instructions. Which part of the file is wrong?
    private func endIsMissing(_ reader: ByteReader) -> DecodeError {
        // A constant expression has no size of its own that could be the wrong one.
        let beyond = place == .constantExpression ? nil : reader.byteBeyondEnd
        switch beyond {
        case nil:
            return reader.unexpectedEnd(needed: "an end opcode")
        case 0x0B?:
            return DecodeError(
                .sectionSizeMismatch, at: reader.end,
                "section size mismatch: the end opcode stands just behind the declared size")
        default:
            return DecodeError(
                .endOpcodeExpected, at: reader.end,
                "END opcode expected: the declared size ends inside the code")
        }
    }

    private func illegalOpcode(
        prefix: UInt8?, _ number: UInt32, at start: Int
    ) -> DecodeError {
        let kind = DecodeError.Kind.illegalOpcode(prefix: prefix, number: number)
        return DecodeError(kind, at: start, "\(kind.specText): no instruction has this number")
    }
}

extension ExpressionDecoder {
    private mutating func readImmediate(
        _ kind: ImmediateKind, _ reader: inout ByteReader, at start: Int
    ) throws(DecodeError) -> Immediate {
        switch kind {
        case .none: return .none
        case .blockType: return .block(try reader.readBlockType())
        case .branchTable: return try readBranchTable(&reader)
        case .label, .function, .local, .global, .table, .memory, .element:
            return .index(try reader.readU32())
        case .typeAndTable, .elementAndTable, .twoMemories, .twoTables:
            return .indices(try reader.readU32(), try reader.readU32())
        case .data:
            try checkDataCount(at: start)
            return .index(try reader.readU32())
        case .dataAndMemory:
            try checkDataCount(at: start)
            return .indices(try reader.readU32(), try reader.readU32())
        case .memoryAccess: return .memory(try reader.readMemoryAccess())
        case .memoryAccessAndLane:
            return .memoryLane(try reader.readMemoryAccess(), lane: try reader.readByte())
        case .i32: return .i32(try reader.readS32())
        case .i64: return .i64(try reader.readS64())
        case .f32: return .f32(try reader.readLittleEndian(UInt32.self))
        case .f64: return .f64(try reader.readLittleEndian(UInt64.self))
        case .v128: return .v128(try reader.readV128())
        case .lane: return .lane(try reader.readByte())
        case .shuffle: return .shuffle(try reader.readV128())
        case .heapType: return .heapType(try reader.readHeapType())
        case .selectTypes: return try readSelectTypes(&reader)
        }
    }

    private func checkDataCount(at start: Int) throws(DecodeError) {
        guard place == .body(hasDataCount: false) else { return }
        throw DecodeError(
            .dataCountSectionRequired, at: start,
            "data count section required: this instruction names a data segment")
    }

    private mutating func readBranchTable(
        _ reader: inout ByteReader
    ) throws(DecodeError) -> Immediate {
        let start = branchLabels.count
        // One more than the count says: the default.
        for _ in 0...(try reader.readU32()) { branchLabels.append(try reader.readU32()) }
        return .branchTable(
            start: UInt32(start), count: UInt32(branchLabels.count - start))
    }

    private mutating func readSelectTypes(
        _ reader: inout ByteReader
    ) throws(DecodeError) -> Immediate {
        let start = selectTypes.count
        for _ in 0..<(try reader.readU32()) { selectTypes.append(try reader.readValueType()) }
        return .types(start: UInt32(start), count: UInt32(selectTypes.count - start))
    }
}

extension ByteReader {
    mutating func readConstantExpression() throws(DecodeError) -> ConstantExpression {
        let start = offset
        var decoder = ExpressionDecoder(in: .constantExpression)
        try decoder.decode(&self)
        return ConstantExpression(instructions: decoder.takeInstructions(), offset: start)
    }

    fileprivate mutating func readV128() throws(DecodeError) -> V128 {
        V128(
            low: try readLittleEndian(UInt64.self), high: try readLittleEndian(UInt64.self))
    }

    fileprivate mutating func readMemoryAccess() throws(DecodeError) -> MemoryAccess {
        let start = offset
        let flags = try readU32()
        guard flags < 128 else {
            throw DecodeError(
                .malformed(.memopFlags), at: start,
                "malformed memop flags \(flags), expected an alignment exponent below 64")
        }
        let memory = flags & 64 != 0 ? try readU32() : 0
        return MemoryAccess(
            offset: try readU64(), memory: memory, alignment: UInt8(flags & 63))
    }
}
