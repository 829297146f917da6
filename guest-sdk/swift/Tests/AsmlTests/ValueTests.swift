import Asml
import Testing

@Suite struct TextTests {
    @Test func textsAreBytes() {
        let name: Text = "Ada"
        #expect(
            "Hello, \(name)! \(-12) \(UInt64.max) \("String")" as Text
                == Text("Hello, Ada! -12 18446744073709551615 String"))
        #expect(Text("a,,b").split(0x2c) == ["a", "", "b"])
        #expect(Text(" \t x y\t").trimmed == "x y")
        #expect(Text(" \t").trimmed == "")
        #expect(Text("Content-Type").equalsIgnoringCase("content-tYPE"))
        #expect(!Text("[").equalsIgnoringCase("{"))
        #expect(Text.hex(0xabc, width: 5) == "00abc")
        #expect(
            Text("holiday+photos/caf%C3%A9%4%zz%41%").urlDecoded == "holiday photos/café%4%zzA%")
    }

    @Test(arguments: [
        ("0", 0 as Int64?), ("-12", -12), ("9223372036854775807", .max),
        ("-9223372036854775808", .min), ("9223372036854775808", nil), ("", nil), ("-", nil),
        ("1.5", nil), ("+1", nil),
    ])
    func integers(_ text: String, _ number: Int64?) { #expect(Text(text).integer == number) }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
    ])
    func base64(_ bytes: String, _ text: String) {
        #expect(Base64.encode(Array(bytes.utf8)) == Text(text))
        #expect(Base64.decode(Text(text)) == Array(bytes.utf8))
    }

    @Test(arguments: ["Z", "Zg", "Zg=", "Z===", "====", "Zm9*", "=Zm9", "Zg==Zg==", "Zm9v\n"])
    func noBase64(_ text: String) { #expect(Base64.decode(Text(text)) == nil) }
}

@Suite struct JsonTests {
    @Test(arguments: [
        "null", " true ", "0", "-0.5e+10", "\"\"", "[]", "{}", "[1,2,[3]]", "\t[ 1 , 2 ]\r\n",
        #"{"a":{"b":[{}]},"c":1}"#, #"[[],{},"\u00e4\n"]"#,
    ])
    func isJson(_ text: String) throws {
        let value = try Json(parsing: Text(text))
        #expect(try Json(parsing: value.printed) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "01", "-", "1.", "1e", ".5", "+1", "\"", #""\x""#, #""\u12g4""#, "\"\n\"",
        "[", "]", "[1", "[1,]", "[,1]", "[1 2]", "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}",
        #"{"a":1 "b":2}"#, "[}", "{]", "[1]]", "1 2", "{,}", "nullx", #"["a":1]"#,
    ])
    func isNotJson(_ text: String) {
        #expect(throws: JsonError.self) { try Json(parsing: Text(text)) }
    }

    @Test func saysWhere() {
        #expect(throws: JsonError(offset: 6, expected: "a value")) {
            try Json(parsing: #"{"a": }"#)
        }
        let deep = Text([UInt8](repeating: 0x5b, count: 1_000_000))
        #expect(throws: JsonError(offset: 128, expected: "less nesting")) {
            try Json(parsing: deep)
        }
    }

    @Test func strings() throws {
        let text: Text = #""x\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00\ud83d!\udc00\ud83d\u0041""#
        #expect(
            try Json(parsing: text).text
                == "x\"\\/\u{8}\u{c}\n\r\tä😀\u{fffd}!\u{fffd}\u{fffd}A")
        #expect(Json.string("a\"\\\n\u{1}ä").printed == "\"a\\\"\\\\\\n\\u0001ä\"")
    }

    @Test func values() throws {
        let json = try Json(parsing: #"{"n":-12,"big":9223372036854775808,"a":{"b":[true]}}"#)
        #expect(json["n"]?.integer == -12)
        #expect(json["big"]?.integer == nil)
        #expect(json["a"]?["b"]?.elements == [true])
        #expect(json["c"] == nil)
        #expect(try Json(prefixOf: Array(#"{"a":1} and more"#.utf8))["a"]?.integer == 1)
        #expect((["a": ["x", false]] as Json).printed == #"{"a":["x",false]}"#)
    }
}
