/// Why bytes are not a module: the first wrong byte and what was expected there.
package struct DecodeError: Error, Equatable, Sendable {
    package var kind: Kind
    /// Absolute in the file.
    package var offset: Int
    /// For people: what is wrong, and where it helps what would be right.
    package var message: String

    package init(_ kind: Kind, at offset: Int, _ message: String) {
        self.kind = kind
        self.offset = offset
        self.message = message
    }
}

extension DecodeError {
    package enum Kind: Hashable, Sendable {
        case magicHeaderNotDetected, unknownBinaryVersion
        /// The file, a section, a body or a segment stops before what it holds is complete.
        case unexpectedEnd
        /// A size or a name's length reaches past what there is.
        case lengthOutOfBounds
        /// A section or a body holds more, or other, than its size says.
        case sectionSizeMismatch
        /// A section a second time, or after one that must follow it.
        case unexpectedContentAfterLastSection
        case integerRepresentationTooLong, integerTooLarge
        case malformedUTF8
        case malformed(Part)
        /// The prefix is nil for opcodes of one byte.
        case illegalOpcode(prefix: UInt8?, number: UInt32)
        case endOpcodeExpected
        case functionAndCodeCountsDiffer
        case dataCountsDiffer
        case dataCountSectionRequired
        case limitExceeded(ImplementationLimit)
    }

    /// What can hold a byte that means nothing. The raw value is the test suite's word for it.
    package enum Part: String, CaseIterable, Sendable {
        case sectionID = "section id"
        case definitionType = "definition type"
        case valueType = "value type"
        case referenceType = "reference type"
        case heapType = "heap type"
        case mutability
        case limitsFlags = "limits flags"
        case importKind = "import kind"
        case exportKind = "export kind"
        case elementSegmentKind = "elements segment kind"
        case elementKind = "element kind"
        case dataSegmentKind = "data segment kind"
        case memopFlags = "memop flags"
    }
}

extension DecodeError.Kind {
    /// The words of the official test suite, which the conformance runner compares.
    package var specText: String {
        switch self {
        case .magicHeaderNotDetected: "magic header not detected"
        case .unknownBinaryVersion: "unknown binary version"
        case .unexpectedEnd: "unexpected end of section or function"
        case .lengthOutOfBounds: "length out of bounds"
        case .sectionSizeMismatch: "section size mismatch"
        case .unexpectedContentAfterLastSection: "unexpected content after last section"
        case .integerRepresentationTooLong: "integer representation too long"
        case .integerTooLarge: "integer too large"
        case .malformedUTF8: "malformed UTF-8 encoding"
        case .malformed(let part): "malformed \(part.rawValue)"
        case .illegalOpcode(nil, let number): "illegal opcode \(hexDigits(number))"
        case .illegalOpcode(let prefix?, let number):
            "illegal opcode \(hexDigits(UInt32(prefix))) \(hexDigits(number))"
        case .endOpcodeExpected: "END opcode expected"
        case .functionAndCodeCountsDiffer: "function and code section have inconsistent lengths"
        case .dataCountsDiffer: "data count and data section have inconsistent lengths"
        case .dataCountSectionRequired: "data count section required"
        case .limitExceeded(.locals): "too many locals"
        case .limitExceeded: "implementation limit exceeded"
        }
    }
}

/// Two lower-case digits or more, without `0x`.
func hexDigits(_ number: UInt32) -> String {
    let digits = String(number, radix: 16)
    return digits.utf8.count < 2 ? "0" + digits : digits
}

/// `0x7f`
func hex(_ byte: UInt8) -> String { "0x" + hexDigits(UInt32(byte)) }

/// `0x1a4`, as offsets are printed.
func hex(offset: Int) -> String { "0x" + String(offset, radix: 16) }
