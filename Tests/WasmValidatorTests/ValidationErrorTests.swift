import Testing
import WasmDecoder
import WasmFixtures
import WasmModel
import WasmValidator

/// Every rule, broken outside of bodies: found at the entry that breaks it.
struct ValidationErrorTests {
    struct Mistake: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        var kind: ValidationError.Kind
        var offset: Int

        init(_ title: String, _ bytes: [UInt8], _ kind: ValidationError.Kind, _ offset: Int) {
            testDescription = title
            self.bytes = bytes
            self.kind = kind
            self.offset = offset
        }
    }

    static let declarations: [Mistake] = [
        .init(
            "import's type", module(.imports([0, 0, 0x00, 0x00])), .unknown(.type, 0), 11),
        .init(
            "function's type", module(.functions(3), .code(body([0x0B]))), .unknown(.type, 3), 11),
        .init(
            "memory too large", module(.memories([0x00] + unsigned(65537))), .memorySize, 11),
        .init(
            "table too large", module(.tables([0x70, 0x00] + unsigned(1 << 32))), .tableSize, 11),
        .init(
            "memory's limits", module(.memories([0x01, 0x02, 0x01])), .minimumAboveMaximum, 11),
        .init(
            "table's limits", module(.tables([0x70, 0x01, 0x02, 0x01])), .minimumAboveMaximum, 11),
        .init(
            "export names",
            module(.memories([0x00, 0x01]), .exports(export("a", 2, 0), export("a", 2, 0))),
            .duplicateExportName, 20),
        .init("export", module(.exports(export("a", 3, 2))), .unknown(.global, 2), 11),
        .init("start", module(.start(0)), .unknown(.function, 0), 10),
        .init(
            "start's type",
            module(
                .types(functionType([Type.i32])), .functions(0), .start(0), .code(body([0x0B]))),
            .startFunction, 21),
    ]

    static let segments: [Mistake] = [
        .init(
            "element's table", module(.elements([0, 0x41, 0, 0x0B, 0])), .unknown(.table, 0), 11),
        .init(
            "element's function", module(.elements([0x01, 0x00, 0x01, 0x05])),
            .unknown(.function, 5), 11),
        .init(
            "element's type",
            module(.tables([0x6F, 0, 1]), .elements([0, 0x41, 0, 0x0B, 0])), .typeMismatch, 17),
        .init("data's memory", module(.data([0, 0x41, 0, 0x0B, 0])), .unknown(.memory, 0), 11),
        .init(
            "data's second memory",
            module(.memories([0, 1]), .data([2, 1, 0x41, 0, 0x0B, 0])), .unknown(.memory, 1), 16),
        .init(
            "data's offset",
            module(.memories([0, 1]), .data([0, 0x42, 0, 0x0B, 0])), .typeMismatch, 19),
        .init(
            "initialiser's type", module(.globals([0x7F, 0, 0x42, 0, 0x0B])), .typeMismatch, 15),
        .init("empty initialiser", module(.globals([0x7F, 0, 0x0B])), .typeMismatch, 13),
        .init(
            "initialiser of two values", module(.globals([0x7F, 0, 0x41, 0, 0x41, 0, 0x0B])),
            .typeMismatch, 17),
        .init(
            "initialiser that compares", module(.globals([0x7F, 0, 0x41, 0, 0x45, 0x0B])),
            .constantExpressionRequired, 15),
        .init(
            "global in its own initialiser", module(.globals([0x7F, 0, 0x23, 0, 0x0B])),
            .unknown(.global, 0), 13),
        .init(
            "later global in an initialiser",
            module(.globals([0x7F, 0, 0x23, 1, 0x0B], [0x7F, 0, 0x41, 0, 0x0B])),
            .unknown(.global, 1), 13),
        .init(
            "own mutable global in an initialiser",
            module(.globals([0x7F, 1, 0x41, 0, 0x0B], [0x7F, 0, 0x23, 0, 0x0B])),
            .constantExpressionRequired, 18),
        .init(
            "own mutable global in an offset",
            module(
                .memories([0, 1]), .globals([0x7F, 1, 0x41, 0, 0x0B]),
                .data([0, 0x23, 0, 0x0B, 0])), .constantExpressionRequired, 25),
        .init(
            "initialiser that adds one value", module(.globals([0x7F, 0, 0x41, 0, 0x6A, 0x0B])),
            .typeMismatch, 15),
        .init(
            "initialiser that adds two types",
            module(.globals([0x7F, 0, 0x41, 0, 0x42, 0, 0x6A, 0x0B])), .typeMismatch, 17),
        .init(
            "initialiser that divides",
            module(.globals([0x7F, 0, 0x41, 0, 0x41, 1, 0x6D, 0x0B])),
            .constantExpressionRequired, 17),
        .init(
            "mutable global in an initialiser",
            module(.imports([0, 0, 0x03, 0x7F, 0x01]), .globals([0x7F, 0, 0x23, 0, 0x0B])),
            .constantExpressionRequired, 21),
    ]

    @Test(arguments: declarations + segments)
    func found(_ mistake: Mistake) throws {
        let decoded = try decodeModule(mistake.bytes)
        let errors = #expect(throws: ValidationErrors.self) { try validate(decoded) }
        #expect(errors?.all.map(\.kind) == [mistake.kind])
        #expect(errors?.first.offset == mistake.offset)
        #expect(errors?.first.function == nil)
    }

    @Test func suiteWords() {
        #expect(ValidationError.Kind.unknown(.data, 1).specText == "unknown data segment 1")
        #expect(ValidationError.Kind.unknown(.element, 4).specText == "unknown elem segment 4")
        #expect(ValidationError.Kind.immutableGlobal.specText == "immutable global")
    }

    /// Two Unicode spellings of one text are two names.
    @Test func exportNamesAreBytes() throws {
        let bytes = module(
            .memories([0x00, 0x01]), .exports(export("\u{C5}", 2, 0), export("A\u{30A}", 2, 0)))
        _ = try validate(try decodeModule(bytes))
    }
}
