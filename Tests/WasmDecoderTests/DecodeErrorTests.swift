import Testing
import WasmDecoder
import WasmFixtures

/// Every kind of mistake, found at its byte.
struct DecodeErrorTests {
    struct Mistake: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        var kind: DecodeError.Kind
        var offset: Int

        init(_ title: String, _ bytes: [UInt8], _ kind: DecodeError.Kind, _ offset: Int) {
            testDescription = title
            self.bytes = bytes
            self.kind = kind
            self.offset = offset
        }
    }

    static func withCode(_ code: [UInt8]) -> [UInt8] {
        // The code's first byte is at 23.
        module(.types(functionType()), .functions(0), .code(body(code)))
    }

    static let structure: [Mistake] = [
        .init("empty file", [], .unexpectedEnd, 0),
        .init("cut magic", [0x00, 0x61], .unexpectedEnd, 2),
        .init("wrong magic", [0x7F, 0x45, 0x4C, 0x46, 1, 0, 0, 0], .magicHeaderNotDetected, 0),
        .init("version 2", [0x00, 0x61, 0x73, 0x6D, 2, 0, 0, 0], .unknownBinaryVersion, 4),
        .init("section 14", module(Section(id: 14, [])), .malformed(.sectionID), 8),
        .init("size beyond file", module(Section(id: 1, [0], size: 9)), .lengthOutOfBounds, 9),
        .init(
            "types twice", module(.types(), .types()), .unexpectedContentAfterLastSection, 11),
        .init(
            "types after functions", module(.functions(), .types()),
            .unexpectedContentAfterLastSection, 11),
        .init("rest in section", module(Section(id: 1, [0, 7, 7])), .sectionSizeMismatch, 11),
        .init("section cut", module(Section(id: 3, [2, 0])), .unexpectedEnd, 12),
        .init("custom without name", module(Section(id: 0, [])), .unexpectedEnd, 10),
        .init(
            "no code section", module(.types(functionType()), .functions(0)),
            .functionAndCodeCountsDiffer, 18),
        .init("one body too many", module(.code(body([0x0B]))), .functionAndCodeCountsDiffer, 10),
        .init("no data section", module(.dataCount(1)), .dataCountsDiffer, 11),
        .init("data count too large", module(.dataCount(1), .data()), .dataCountsDiffer, 13),
    ]

    static let values: [Mistake] = [
        .init(
            "u32 of six bytes", module(Section(id: 1, [0x80, 0x80, 0x80, 0x80, 0x80, 0x00])),
            .integerRepresentationTooLong, 14),
        .init(
            "u32 above 2^32", module(Section(id: 1, [0x80, 0x80, 0x80, 0x80, 0x10])),
            .integerTooLarge, 14),
        .init(
            "s32 with a wrong sign", withCode([0x41, 0xFF, 0xFF, 0xFF, 0xFF, 0x4F, 0x1A, 0x0B]),
            .integerTooLarge, 28),
        .init(
            "s64 of eleven bytes",
            withCode([0x42] + [UInt8](repeating: 0x80, count: 10) + [0x00, 0x1A, 0x0B]),
            .integerRepresentationTooLong, 33),
        .init(
            "integer across the section's end",
            module(Section(id: 1, [0x80, 0x80]), .custom("x", [])), .unexpectedEnd, 12),
        .init(
            "UTF-8", module(.exports([0x03, 0x61, 0xC3, 0x28, 0x00, 0x00])), .malformedUTF8, 13),
        .init(
            "name beyond file", module(Section(id: 7, [0x01, 0x05, 0x61])), .lengthOutOfBounds, 11),
        .init(
            "name in next section", module(Section(id: 7, [0x01]), .custom("x", [])),
            .lengthOutOfBounds, 11),
    ]

    static let entries: [Mistake] = [
        .init("array type", module(.types([0x5E, 0x7F, 0x00])), .malformed(.definitionType), 11),
        .init("parameter", module(.types([0x60, 0x01, 0x40])), .malformed(.valueType), 13),
        .init("import kind", module(.imports([0, 0, 0x09])), .malformed(.importKind), 13),
        .init("table type", module(.tables([0x7F, 0x00])), .malformed(.referenceType), 11),
        .init("limits", module(.memories([0x05, 0x00])), .malformed(.limitsFlags), 11),
        .init("mutability", module(.globals([0x7F, 0x02])), .malformed(.mutability), 12),
        .init("export kind", module(.exports([0, 0x07, 0])), .malformed(.exportKind), 12),
        .init("element form", module(.elements([0x08])), .malformed(.elementSegmentKind), 11),
        .init("element kind", module(.elements([0x01, 0x01])), .malformed(.elementKind), 12),
        .init("data form", module(.data([0x03])), .malformed(.dataSegmentKind), 11),
        .init("data cut", module(.data([0x01, 0x04, 0x00])), .unexpectedEnd, 14),
    ]

    static let code: [Mistake] = [
        .init("opcode", withCode([0xFF, 0x0B]), .illegalOpcode(prefix: nil, number: 0xFF), 23),
        .init(
            "prefixed opcode", withCode([0x01, 0xFC, 0x7F, 0x0B]),
            .illegalOpcode(prefix: 0xFC, number: 0x7F), 24),
        .init(
            "vector opcode", withCode([0xFD, 0x9A, 0x01, 0x0B]),
            .illegalOpcode(prefix: 0xFD, number: 0x9A), 23),
        .init(
            "vector opcode after the last", withCode([0xFD, 0x94, 0x02, 0x0B]),
            .illegalOpcode(prefix: 0xFD, number: 0x114), 23),
        .init(
            "number beyond the folding", withCode([0xFD, 0x80, 0x20, 0x0B]),
            .illegalOpcode(prefix: 0xFD, number: 0x1000), 23),
        .init("vector cut", withCode([0xFD, 0x0C, 1, 2, 3]), .unexpectedEnd, 28),
        .init("lanes cut", withCode([0xFD, 0x0D, 1, 2, 3, 4, 5, 6, 7, 8]), .unexpectedEnd, 33),
        .init("lane cut", withCode([0xFD, 0x54, 0, 0]), .unexpectedEnd, 27),
        .init("block type", withCode([0x02, 0x41, 0x0B, 0x0B]), .malformed(.valueType), 24),
        .init(
            "block type of two bytes", withCode([0x02, 0xC0, 0x7F, 0x0B, 0x0B]),
            .malformed(.valueType), 24),
        .init("heap type", withCode([0xD0, 0x7F, 0x1A, 0x0B]), .malformed(.heapType), 24),
        .init(
            "memop flags", withCode([0x28, 0x80, 0x01, 0x00, 0x0B]), .malformed(.memopFlags), 24),
        .init("else without if", withCode([0x05, 0x0B]), .endOpcodeExpected, 23),
        .init(
            "else twice", withCode([0x04, 0x40, 0x05, 0x05, 0x0B, 0x0B]), .endOpcodeExpected, 26),
        .init("no end", withCode([0x01]), .unexpectedEnd, 24),
        .init(
            "end behind the body",
            module(
                .types(functionType()), .functions(0), Section(id: 10, [1, 1, 0, 0x0B])),
            .sectionSizeMismatch, 23),
        .init(
            "code behind the body",
            module(
                .types(functionType()), .functions(0), Section(id: 10, [1, 1, 0, 0x01, 0x0B])),
            .endOpcodeExpected, 23),
        .init("code after end", withCode([0x0B, 0x01]), .sectionSizeMismatch, 24),
        .init("data index", withCode([0xFC, 0x09, 0x00, 0x0B]), .dataCountSectionRequired, 23),
    ]

    @Test(arguments: structure + values + entries + code)
    func found(_ mistake: Mistake) {
        let error = #expect(throws: DecodeError.self) { try decodeModule(mistake.bytes) }
        #expect(error?.kind == mistake.kind)
        #expect(error?.offset == mistake.offset)
        #expect(error?.message.isEmpty == false)
    }

    @Test func everyPartHasWords() {
        for part in DecodeError.Part.allCases {
            #expect(DecodeError.Kind.malformed(part).specText == "malformed " + part.rawValue)
        }
        #expect(
            DecodeError.Kind.illegalOpcode(prefix: nil, number: 6).specText == "illegal opcode 06")
        #expect(DecodeError.Kind.limitExceeded(.locals).specText == "too many locals")
    }
}
