package import WasmModel

/// As much of a module as can be decoded, for people who want to look at one that may be wrong.
package struct ModuleSurvey: Sendable {
    package struct Section: Sendable {
        /// The number in the binary format.
        package var id: UInt8
        /// Of the section's first byte, its number.
        package var offset: Int
        package var payload: Range<Int>
        package var error: DecodeError?
    }

    /// What could not be decoded is missing; a function whose body could not has no instructions.
    package var module: Module
    package var sections: [Section] = []
    /// The functions' bodies with their local declarations, in `Module.bytes`.
    package var bodies: [Range<Int>] = []
    /// The error that `decodeModule` throws.
    package var error: DecodeError?

    /// The name of a section as the specification has it.
    package static func name(ofSection id: UInt8) -> String {
        switch SectionID(rawValue: id) {
        case .dataCount?: "data count"
        case let section?: "\(section)"
        case nil: id == 13 ? "tag" : "unknown (\(id))"
        }
    }
}

/// Decodes what can be decoded, section by section: a mistake in one costs that one only.
package func surveyModule(_ bytes: [UInt8]) -> ModuleSurvey {
    var survey = ModuleSurvey(module: Module(bytes: bytes))
    do throws(DecodeError) {
        survey.module = try decodeModule(bytes)
    } catch {
        survey.error = error
    }
    bytes.withUnsafeBytes { survey.addSections(ByteReader($0)) }
    return survey
}

extension ModuleSurvey {
    fileprivate mutating func addSections(_ file: ByteReader) {
        var reader = file
        var decoder = ModuleDecoder(module: module)
        guard (try? decoder.decodeHeader(&reader)) != nil else { return }
        while !reader.isAtEnd {
            guard let section = readFrame(&reader) else { break }
            sections.append(section)
            if error != nil { decode(section, file, &decoder) }
            if section.id == SectionID.code.rawValue { addBodies(section, file) }
        }
        if error != nil { module = decoder.module }
    }

    private func readFrame(_ reader: inout ByteReader) -> Section? {
        let offset = reader.offset
        guard let id = try? reader.readByte(),
            let payload = try? reader.readSizedPart("a section")
        else { return nil }
        return Section(id: id, offset: offset, payload: payload.remainingRange)
    }

    private mutating func decode(
        _ section: Section, _ file: ByteReader, _ decoder: inout ModuleDecoder
    ) {
        var reader = file
        _ = reader.takePart(section.offset)
        do throws(DecodeError) {
            try decoder.decodeSection(&reader)
        } catch {
            sections[sections.count - 1].error = error
            switch SectionID(rawValue: section.id) {
            case .import?: decoder.salvageImports(file.part(section.payload))
            case .code?: decoder.salvageFunctions(file.part(section.payload))
            default: break
            }
        }
    }

    private mutating func addBodies(_ section: Section, _ file: ByteReader) {
        var reader = file.part(section.payload)
        guard let count = try? reader.readU32() else { return }
        for _ in 0..<count {
            guard let body = try? reader.readSizedPart("a function body") else { return }
            bodies.append(body.remainingRange)
        }
    }
}

extension ModuleDecoder {
    /// Those before the first that cannot be decoded.
    fileprivate mutating func salvageImports(_ payload: ByteReader) {
        var reader = payload
        module.imports = []
        guard let count = try? reader.readU32() else { return }
        for _ in 0..<count {
            guard let item = try? Self.import(&reader) else { return }
            module.imports.append(item)
        }
    }

    /// One for each body, so that functions keep their numbers.
    fileprivate mutating func salvageFunctions(_ payload: ByteReader) {
        var reader = payload
        module.functions = []
        guard let count = try? reader.readU32(), Int(count) == declarations.count else { return }
        var decoder = ExpressionDecoder(in: .body(hasDataCount: module.dataCount != nil))
        for declaration in declarations {
            var body = reader
            guard let extent = try? reader.readSizedPart("a function body") else { return }
            let function = try? decodeFunction(declaration, &body, &decoder)
            module.functions.append(
                function
                    ?? Function(
                        type: declaration.type, offset: extent.offset,
                        declarationOffset: declaration.offset))
        }
    }
}

extension ByteReader {
    /// A part by its place in the file, for the reader of a whole file.
    fileprivate func part(_ range: Range<Int>) -> ByteReader {
        var reader = self
        _ = reader.takePart(range.lowerBound)
        return reader.takePart(range.count)
    }
}
