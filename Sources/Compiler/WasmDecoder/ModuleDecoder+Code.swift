import WasmModel

/// The code section. https://webassembly.github.io/spec/core/binary/modules.html#code-section
extension ModuleDecoder {
    mutating func decodeCode(_ reader: inout ByteReader) throws(DecodeError) {
        codeCountOffset = reader.offset
        var decoder = ExpressionDecoder(in: .body(hasDataCount: module.dataCount != nil))
        var remaining = declarations[...]
        module.functions = try reader.readVector(limit: .functions) {
            (reader: inout ByteReader) throws(DecodeError) in
            // That the counts differ is said at the end of the file: until then a second code
            // section could be the better explanation.
            let declaration =
                remaining.popFirst() ?? FunctionDeclaration(type: 0, offset: reader.offset)
            return try decodeFunction(declaration, &reader, &decoder)
        }
    }

    func decodeFunction(
        _ declaration: FunctionDeclaration, _ reader: inout ByteReader,
        _ decoder: inout ExpressionDecoder
    ) throws(DecodeError) -> Function {
        let start = reader.offset
        var body = try reader.readSizedPart("a function body")
        try ImplementationLimit.functionSize.check(body.remainingCount, at: start)
        let bodyStart = body.offset
        let locals = try decodeLocals(of: declaration, &body)
        try decoder.decode(&body)
        guard body.isAtEnd else {
            throw DecodeError(
                .sectionSizeMismatch, at: body.offset,
                "section size mismatch: \(body.remainingCount) bytes are left after the "
                    + "function's end")
        }
        return Function(
            type: declaration.type, locals: locals, instructions: decoder.takeInstructions(),
            branchLabels: decoder.branchLabels, selectTypes: decoder.selectTypes,
            offset: bodyStart, declarationOffset: declaration.offset)
    }

    private func decodeLocals(
        of declaration: FunctionDeclaration, _ reader: inout ByteReader
    ) throws(DecodeError) -> [LocalGroup] {
        // Parameters are locals too; that the type exists is for the validator to say.
        var total = module.functionType(at: declaration.type)?.parameters.count ?? 0
        return try reader.readVector(limit: nil) {
            (reader: inout ByteReader) throws(DecodeError) in
            let start = reader.offset
            let count = try reader.readU32()
            total += Int(count)
            try ImplementationLimit.locals.check(total, at: start)
            return LocalGroup(count: count, type: try reader.readValueType())
        }
    }
}
