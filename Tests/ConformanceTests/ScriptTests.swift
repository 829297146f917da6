import Conformance
import Foundation
import Testing

@Suite struct ScriptTests {
    private func commands(_ json: String) throws -> [Command] {
        let text = #"{"source_filename":"/suite/x.wast","commands":[\#(json)]}"#
        return try Script(json: Data(text.utf8)).commands
    }

    @Test func assertReturn() throws {
        let found = try commands(
            """
            {"type":"assert_return","line":9,
             "action":{"type":"invoke","module":"M","field":"f","args":[]},
             "expected":[{"type":"i32","value":"42"}]}
            """)
        let action = Action(.invoke([]), module: "M", field: "f")
        #expect(found == [Command(line: 9, .assertReturn(action, [.bits32(42)]))])
    }

    @Test func textModulesThatWereTranslatedAreBinary() throws {
        let found = try commands(
            """
            {"type":"module","line":1,"name":"A","filename":"x.0.wat","module_type":"text",
             "binary_filename":"x.0.wasm"},
            {"type":"assert_malformed","line":2,"filename":"x.1.wat","module_type":"text",
             "text":"unexpected token"}
            """)
        #expect(
            found == [
                Command(line: 1, .module(name: "A", file: .binary("x.0.wasm"))),
                Command(line: 2, .assertMalformed(.text, "unexpected token")),
            ])
    }

    @Test func instancesOfDefinitions() throws {
        let found = try commands(
            """
            {"type":"module_instance","line":3,"instance":"I1","module":"M"},
            {"type":"register","line":4,"name":"I1","as":"I1"}
            """)
        #expect(
            found == [
                Command(line: 3, .moduleInstance(name: "I1", definition: "M")),
                Command(line: 4, .register(name: "I1", as: "I1")),
            ])
    }

    @Test func anUnknownDirectiveCostsItsLineOnly() throws {
        let found = try commands(#"{"type":"assert_magic","line":1}"#)
        #expect(found == [Command(line: 1, .unknown("assert_magic"))])
    }

    @Test func protocolLines() {
        let invoke = ProgramCommand.invoke(instance: 3, function: 1, slots: [0, 255])
        #expect(invoke.line == "invoke 3 1 0 ff\n")
        #expect(ProgramCommand.peek(watched: 2, word: 1).line == "peek 2 1 1\n")
        #expect(ProgramAnswer(line: "ok") == .completed([]))
        #expect(ProgramAnswer(line: "ok 0 ff") == .completed([0, 255]))
        #expect(ProgramAnswer(line: "trap integer overflow") == .trapped("integer overflow"))
        #expect(ProgramAnswer(line: "ok zz") == nil)
        #expect(ProgramAnswer(line: "") == nil)
    }

    @Test func trapsAgreeByPrefix() {
        let wanted = Expectation.trap("uninitialized element 2")
        #expect(wanted.judge(.trapped("uninitialized element")) == .passed)
        #expect(wanted.judge(.trapped("undefined element")) != .passed)
        #expect(wanted.judge(.completed([])) != .passed)
        #expect(specTextsAgree("type mismatch", "type mismatch: expected i32"))
        #expect(!specTextsAgree("type mismatch of a kind", "type mismatch"))
        #expect(!specTextsAgree("unknown", ""))
    }
}
