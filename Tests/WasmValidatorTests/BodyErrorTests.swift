import Testing
import WasmDecoder
import WasmFixtures
import WasmModel
import WasmValidator

/// Rules broken in bodies: the error stands at the instruction and names it.
struct BodyErrorTests {
    struct Mistake: CustomTestStringConvertible, Sendable {
        var testDescription: String { "\(code): \(kind.specText)" }
        var code: [UInt8]
        var kind: ValidationError.Kind
        /// From the first instruction.
        var offset: Int
        var opcode: Opcode

        init(
            _ code: [UInt8], _ kind: ValidationError.Kind, at offset: Int = 0, _ opcode: Opcode
        ) {
            self.code = code
            self.kind = kind
            self.offset = offset
            self.opcode = opcode
        }
    }

    /// Two locals (i32, i64), a constant and a variable global, a table of each type, one memory.
    static func withCode(_ code: [UInt8]) -> [UInt8] {
        module(
            .types(functionType([Type.i32])), .functions(0),
            .tables([0x70, 0, 1], [0x6F, 0, 1]), .memories([0, 1]),
            .globals([0x7F, 0, 0x41, 0, 0x0B], [0x7E, 1, 0x42, 0, 0x0B]), .dataCount(0),
            .code(body(code, locals: [0x01, 0x7E])), .data())
    }

    static let mistakes: [Mistake] = [
        .init([0x41, 0, 0x6A, 0x0B], .typeMismatch, at: 2, .i32Add),
        .init([0x41, 0, 0x0B], .typeMismatch, at: 2, .end),
        .init([0x20, 0x02, 0x1A, 0x0B], .unknown(.local, 2), .localGet),
        .init([0x20, 0x01, 0x21, 0x00, 0x0B], .typeMismatch, at: 2, .localSet),
        .init([0x23, 0x02, 0x1A, 0x0B], .unknown(.global, 2), .globalGet),
        .init([0x41, 0, 0x24, 0x00, 0x0B], .immutableGlobal, at: 2, .globalSet),
        .init([0x0C, 0x01, 0x0B], .unknown(.label, 1), .br),
        .init([0x41, 0, 0x0E, 0x01, 0x02, 0x00, 0x0B], .unknown(.label, 2), at: 2, .brTable),
        .init([0x10, 0x01, 0x0B], .unknown(.function, 1), .call),
        .init([0x41, 0, 0x11, 0x00, 0x02, 0x0B], .unknown(.table, 2), at: 2, .callIndirect),
        .init([0x41, 0, 0x11, 0x01, 0x00, 0x0B], .unknown(.type, 1), at: 2, .callIndirect),
        .init([0x41, 0, 0x11, 0x00, 0x01, 0x0B], .typeMismatch, at: 2, .callIndirect),
        .init([0x12, 0x01, 0x0B], .unknown(.function, 1), .returnCall),
        .init([0x12, 0x00, 0x0B], .typeMismatch, .returnCall),
        .init([0x42, 0, 0x12, 0x00, 0x0B], .typeMismatch, at: 2, .returnCall),
        .init([0x41, 0, 0x13, 0x00, 0x02, 0x0B], .unknown(.table, 2), at: 2, .returnCallIndirect),
        .init([0x41, 0, 0x13, 0x01, 0x00, 0x0B], .unknown(.type, 1), at: 2, .returnCallIndirect),
        .init([0x41, 0, 0x13, 0x00, 0x01, 0x0B], .typeMismatch, at: 2, .returnCallIndirect),
        .init([0x02, 0x05, 0x0B, 0x0B], .unknown(.type, 5), .block),
        .init([0x41, 0, 0x04, 0x7F, 0x41, 0, 0x0B, 0x1A, 0x0B], .typeMismatch, at: 6, .end),
        .init([0x1A, 0x0B], .typeMismatch, .drop),
        .init([0x41, 0, 0x42, 0, 0x41, 0, 0x1B, 0x1A, 0x0B], .typeMismatch, at: 6, .select),
        .init(
            [0xD0, 0x70, 0xD0, 0x70, 0x41, 0, 0x1B, 0x1A, 0x0B], .typeMismatch, at: 6, .select),
        .init([0x00, 0x1C, 0x02, 0x7F, 0x7F, 0x0B], .invalidResultArity, at: 1, .selectTyped),
        .init([0x41, 0, 0x28, 0x03, 0, 0x1A, 0x0B], .alignmentTooLarge, at: 2, .i32Load),
        .init([0x41, 0, 0x28, 0x3F, 0, 0x1A, 0x0B], .alignmentTooLarge, at: 2, .i32Load),
        .init(
            [0x41, 0, 0x28, 0x02] + unsigned(1 << 32) + [0x1A, 0x0B], .offsetOutOfRange, at: 2,
            .i32Load),
        .init([0x3F, 0x01, 0x1A, 0x0B], .unknown(.memory, 1), .memorySize),
        .init([0x41, 0, 0x28, 0x42, 0x01, 0, 0x1A, 0x0B], .unknown(.memory, 1), at: 2, .i32Load),
        .init(
            [0x41, 0, 0x41, 0, 0x41, 0, 0xFC, 0x0A, 0x00, 0x01, 0x0B], .unknown(.memory, 1),
            at: 6, .memoryCopy),
        .init([0xFC, 0x09, 0x00, 0x0B], .unknown(.data, 0), .dataDrop),
        .init([0xFC, 0x0D, 0x00, 0x0B], .unknown(.element, 0), .elemDrop),
        .init([0xFC, 0x0E, 0x00, 0x01, 0x0B], .typeMismatch, .tableCopy),
        .init([0x41, 0, 0xD1, 0x1A, 0x0B], .typeMismatch, at: 2, .refIsNull),
        .init([0xD2, 0x00, 0x1A, 0x0B], .undeclaredFunctionReference, .refFunc),
        .init([0xD2, 0x07, 0x1A, 0x0B], .unknown(.function, 7), .refFunc),
    ]

    @Test(arguments: mistakes)
    func found(_ mistake: Mistake) throws {
        let decoded = try decodeModule(Self.withCode(mistake.code))
        let errors = #expect(throws: ValidationErrors.self) { try validate(decoded) }
        let error = try #require(errors?.first)
        let start = try #require(decoded.functions[0].instructions.first).offset
        #expect(error.kind == mistake.kind)
        #expect(error.offset == Int(start) + mistake.offset)
        #expect(error.instruction == mistake.opcode)
        #expect(error.function == 0)
    }

    /// A tail call's results are the function's own, not the enclosing block's.
    @Test func tailCallOfOtherResults() throws {
        let bytes = module(
            .types(functionType(), functionType([], [Type.i32])), .functions(0, 1),
            .code(body([0x02, 0x7F, 0x12, 0x01, 0x0B, 0x1A, 0x0B]), body([0x41, 0, 0x0B])))
        let decoded = try decodeModule(bytes)
        let errors = #expect(throws: ValidationErrors.self) { try validate(decoded) }
        #expect(errors?.first.kind == .typeMismatch)
        #expect(errors?.first.offset == Int(decoded.functions[0].instructions[1].offset))
        #expect(errors?.first.instruction == .returnCall)
    }

    @Test func oneErrorForEachFunction() throws {
        let bytes = module(
            .types(functionType()), .functions(0, 0, 0), .exports(export("first", 0, 0)),
            .code(body([0x1A, 0x0B]), body([0x0B]), body([0x42, 0, 0x45, 0x1A, 0x6A, 0x0B])),
            .custom("name", [0x01, 0x09, 0x01, 0x02] + name("handle")))
        let decoded = try decodeModule(bytes)
        let errors = #expect(throws: ValidationErrors.self) { try validate(decoded) }
        #expect(errors?.all.map(\.function) == [0, 2])
        #expect(errors?.first.context == "in function 0 \"first\", at drop")
        #expect(errors?.rest.first?.context == "in function 2 \"handle\", at i32.eqz")
        #expect(errors?.rest.first?.message == "type mismatch: expected i32, found i64")
    }
}
