import AsmlRuntime
import Testing

@Suite struct RuntimeAPIAddressTests {
    /// Host in hexadecimal, port, authority and prefix, with spaces between.
    private func describe(_ text: String) -> String? {
        Array(text.utf8).withUnsafeBytes { bytes in
            RuntimeAPIAddress(bytes).map { address in
                var host = ""
                for index in 0..<address.hostCount {
                    let digits = String(address.host[index], radix: 16)
                    host += digits.count == 1 ? "0" + digits : digits
                }
                return
                    "\(host) \(address.port) \(string(address.authority)) \(string(address.prefix))"
            }
        }
    }

    @Test(arguments: [
        ("127.0.0.1:9001", "7f000001 9001 127.0.0.1:9001 "),
        ("169.254.100.1", "a9fe6401 80 169.254.100.1 "),
        ("localhost:80", "7f000001 80 localhost:80 "),
        ("http://127.0.0.1:9000/.rt", "7f000001 9000 127.0.0.1:9000 /.rt"),
        ("http://127.0.0.1/a/b/", "7f000001 80 127.0.0.1 /a/b"),
        ("[::]:9000/.rt", "00000000000000000000000000000000 9000 [::]:9000 /.rt"),
        ("[::1]", "00000000000000000000000000000001 80 [::1] "),
        ("[1::]", "00010000000000000000000000000000 80 [1::] "),
        ("[fe80::a:b]:1", "fe8000000000000000000000000a000b 1 [fe80::a:b]:1 "),
        ("[1:2:3:4:5:6:7:8]", "00010002000300040005000600070008 80 [1:2:3:4:5:6:7:8] "),
        ("[::ffff:1.2.3.4]", "00000000000000000000ffff01020304 80 [::ffff:1.2.3.4] "),
    ])
    func accepts(_ text: String, _ wanted: String) {
        #expect(describe(text) == wanted)
    }

    @Test(arguments: [
        "", ":80", "example.org:80", "1.2.3:80", "1.2.3.4.5", "256.1.1.1", "1.2.3.4:", "1.2.3.4:0",
        "1.2.3.4:65536", "1.2.3.4:x", "[::1", "::1", "[1:2]", "[1::2::3]", "[1:2:3:4:5:6:7:8:9]",
        "[12345::]", "[:]", "[1:]", "[::1]x", "https://127.0.0.1", "1..2.3",
    ])
    func rejects(_ text: String) {
        #expect(describe(text) == nil)
    }
}
