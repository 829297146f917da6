import AsmlRuntime
import Testing

@Suite struct Z85Tests {
    private func encode(_ bytes: [UInt8]) -> String {
        var text = [UInt8](repeating: 0, count: Z85.encodedSize(bytes.count))
        bytes.withUnsafeBytes { bytes in
            text.withUnsafeMutableBufferPointer {
                if let base = $0.baseAddress { Z85.encode(bytes, into: base) }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func decode(_ text: String) -> [UInt8]? {
        Array(text.utf8).withUnsafeBytes { text in
            guard let size = Z85.decodedSize(text) else { return nil }
            var bytes = [UInt8](repeating: 0, count: size)
            bytes.withUnsafeMutableBufferPointer {
                if let base = $0.baseAddress { Z85.decode(text, into: base) }
            }
            return bytes
        }
    }

    /// The specification's example, the largest group, and padding.
    @Test(arguments: [
        ([0x86, 0x4f, 0xd2, 0x6f, 0xb5, 0x59, 0xf7, 0x5b], "HelloWorld"),
        ([0xff, 0xff, 0xff, 0xff], "%nSc0"), ([], ""), ([0], "###00"), ([0xff], "###30"),
        ([0xff, 0xff], "##960"), ([0xff, 0xff, 0xff], "#rr90"), ([1, 2, 3, 4, 5], "0rJua###05"),
    ])
    func examples(_ bytes: [UInt8], _ text: String) {
        #expect(encode(bytes) == text)
        #expect(decode(text) == bytes)
    }

    @Test func everyLength() {
        for count in 0..<300 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            #expect(decode(encode(bytes)) == bytes)
        }
    }

    @Test(arguments: [
        "abcd", "abcdef", "abc d", "#####", "%nSc1", "###31", "##961", "###3000000", "ab~cd", "é§½",
    ])
    func rejects(_ text: String) { #expect(decode(text) == nil) }
}
