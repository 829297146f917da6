import AsmlRuntime
import Testing

@Suite struct TextTests {
    private func printed(_ body: (inout ByteBuffer) -> Void) -> String {
        var buffer = ByteBuffer()
        body(&buffer)
        let text = string(buffer.bytes)
        buffer.removeAll()  // lives up to here
        return text
    }

    private func json(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBytes { bytes in printed { $0.append(json: bytes) } }
    }

    @Test func escapes() {
        #expect(
            json(Array("a\"b\\c\n\r\t\u{1}\u{1f}/ä€😀".utf8))
                == "a\\\"b\\\\c\\n\\r\\t\\u0001\\u001f/ä€😀")
    }

    @Test(
        arguments: [
            ([0xff], 1), ([0xc3], 1), ([0xc0, 0x80], 2), ([0xed, 0xa0, 0x80], 3),
            ([0xe2, 0x82], 2),
            ([0xf4, 0x90, 0x80, 0x80], 4), ([0xf0, 0x8f, 0xbf, 0xbf], 4), ([0x80], 1),
        ] as [([UInt8], Int)])
    func replaces(_ bytes: [UInt8], _ count: Int) {
        #expect(
            json([0x61] + bytes + [0x62])
                == "a" + String(repeating: "\u{fffd}", count: count) + "b")
        #expect(!bytes.withUnsafeBytes { Text.isUTF8($0) })
    }

    @Test func knowsEveryScalar() {
        for value in stride(from: UInt32(0), through: 0x10ffff, by: 37) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(scalar).utf8)
            #expect(bytes.withUnsafeBytes { Text.sequenceLength($0) } == bytes.count)
        }
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_827_696_001, "2000-02-29T12:34:56.001Z"),
            (1_709_251_200_000, "2024-03-01T00:00:00.000Z"),
            (1_795_382_294_123, "2026-11-22T21:18:14.123Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        ] as [(UInt64, String)])
    func dates(_ milliseconds: UInt64, _ wanted: String) {
        #expect(printed { $0.append(timestamp: milliseconds) } == wanted)
    }

    @Test func numbers() {
        #expect(printed { $0.append(signed: .min) } == "-9223372036854775808")
        #expect(printed { $0.append(decimal: .max) } == "18446744073709551615")
        #expect(printed { $0.append(hexadecimal: 0x1a4) } == "1a4")
        #expect(printed { $0.append(decimal: 7, width: 3) } == "007")
    }

    @Test func grows() {
        let long = [UInt8](repeating: 0x61, count: 100_000)
        let text = printed { buffer in
            for _ in 0..<3 { long.withUnsafeBytes { buffer.append($0) } }
        }
        #expect(text.utf8.count == 300_000)
    }
}
