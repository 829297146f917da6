import Conformance
import Foundation
import Testing

@Suite struct ValueTests {
    private func expected(_ json: String) throws -> Expected {
        try JSONDecoder().decode(Expected.self, from: Data(json.utf8))
    }

    private func argument(_ json: String) throws -> ActionArgument {
        try JSONDecoder().decode(ActionArgument.self, from: Data(json.utf8))
    }

    @Test func numbersAreBitPatterns() throws {
        #expect(try argument(#"{"type":"i32","value":"-1"}"#) == .slot(0xffff_ffff))
        #expect(try argument(#"{"type":"i64","value":"-2"}"#) == .slot(UInt64.max - 1))
        #expect(try argument(#"{"type":"f32","value":"2143289344"}"#) == .slot(0x7fc0_0000))
        #expect(try expected(#"{"type":"i32","value":"4294967295"}"#) == .bits32(.max))
    }

    @Test func referencesCountFromOne() throws {
        #expect(try argument(#"{"type":"externref","value":"null"}"#) == .slot(0))
        #expect(try argument(#"{"type":"externref","value":"0"}"#) == .slot(1))
        #expect(try expected(#"{"type":"externref","value":"7"}"#).matches(8))
        #expect(try expected(#"{"type":"refnull"}"#) == .null)
        #expect(try expected(#"{"type":"funcref"}"#) == .nonNull)
    }

    @Test func vectorsAreLanesInTwoSlots() throws {
        let words = #"{"type":"v128","lane_type":"i32","value":["1","-1","4294967295","2"]}"#
        #expect(
            try argument(words) == .vector(low: 0xffff_ffff_0000_0001, high: 0x2_ffff_ffff))
        #expect(try expected(words).matches([0xffff_ffff_0000_0001, 0x2_ffff_ffff]))
        #expect(try !expected(words).matches([0xffff_ffff_0000_0001, 0x3_ffff_ffff]))
        #expect(try expected(words).slotCount == 2)
        let bytes = Array(repeating: "\"-128\"", count: 16).joined(separator: ",")
        let json = "{\"type\":\"v128\",\"lane_type\":\"i8\",\"value\":[\(bytes)]}"
        #expect(
            try argument(json) == .vector(low: 0x8080_8080_8080_8080, high: 0x8080_8080_8080_8080))
        let short = #"{"type":"v128","lane_type":"i64","value":["1"]}"#
        #expect(try argument(short) == .unsupported("v128"))
    }

    @Test func eachLaneMayBeAClassOfNaN() throws {
        let json =
            #"{"type":"v128","lane_type":"f32","value":["nan:canonical","0","nan:arithmetic","1"]}"#
        let vector = try expected(json)
        #expect(vector.matches([0x7fc0_0000, 0x1_7fc0_0001]))
        #expect(!vector.matches([0x7fc0_0001, 0x1_7fc0_0001]))
        #expect(!vector.matches([0x7fc0_0000]))
    }

    @Test func upperHalfOfA32BitSlotMeansNothing() {
        #expect(Expected.bits32(5).matches(0xdead_0000_0005))
        #expect(!Expected.bits64(5).matches(0xdead_0000_0005))
    }

    @Test(arguments: [
        (Expected.NaNClass.canonical, 0x7fc0_0000 as UInt64, true),
        (.canonical, 0xffc0_0000, true), (.canonical, 0x7fc0_0001, false),
        (.canonical, 0x7fa0_0000, false), (.arithmetic, 0x7fc0_0001, true),
        (.arithmetic, 0xfff0_0000, true), (.arithmetic, 0x7fa0_0000, false),
        (.arithmetic, 0x7f80_0000, false), (.arithmetic, 0, false),
    ])
    func nanClasses(_ nanClass: Expected.NaNClass, _ bits: UInt64, _ matches: Bool) {
        #expect(Expected.nan(.f32, nanClass).matches(bits) == matches)
        #expect(Expected.nan(.f32, nanClass).matches(bits | 1 << 40) == matches)
    }

    @Test func widerNaNs() {
        #expect(Expected.nan(.f64, .canonical).matches(0xfff8_0000_0000_0000))
        #expect(!Expected.nan(.f64, .canonical).matches(0x7ff8_0000_0000_0001))
        #expect(Expected.nan(.f64, .arithmetic).matches(0x7ff8_0000_0000_0001))
        #expect(!Expected.nan(.f64, .arithmetic).matches(0x7ff4_0000_0000_0000))
    }

    @Test func eitherOfTwo() throws {
        let either = try expected(
            #"{"type":"either","values":[{"type":"i32","value":"1"},{"type":"i32","value":"2"}]}"#)
        #expect(either.matches(2))
        #expect(!either.matches(3))
    }
}
