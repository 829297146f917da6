/// What a registry asks for with 401: RFC 9110, section 11.3.
struct AuthChallenge: Equatable {
    /// In lower case.
    var scheme: String
    /// Names in lower case.
    var parameters: [String: String] = [:]

    /// All that one `WWW-Authenticate` lists; what cannot be read ends the list.
    static func parse(_ header: String) -> [AuthChallenge] {
        var scanner = Scanner(rest: Array(header.utf8.prefix(8192))[...])
        var challenges: [AuthChallenge] = []
        scanner.skip { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") }
        while let token = scanner.token() {
            scanner.skip { $0 == 0x20 || $0 == 0x09 }
            if scanner.take(UInt8(ascii: "=")) {
                guard !challenges.isEmpty, let value = scanner.value() else { break }
                challenges[challenges.count - 1].parameters[token.lowercased()] = value
            } else {
                challenges.append(AuthChallenge(scheme: token.lowercased()))
            }
            scanner.skip { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") }
        }
        return challenges
    }
}

private struct Scanner {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ isSkipped: (UInt8) -> Bool) { rest = rest.drop(while: isSkipped) }

    mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    mutating func token() -> String? {
        let token = rest.prefix { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                true
            default: "!#$%&'*+-.^_`|~/".utf8.contains(byte)
            }
        }
        rest = rest.dropFirst(token.count)
        return token.isEmpty ? nil : String(decoding: token, as: UTF8.self)
    }

    /// A token, or text between quotes.
    mutating func value() -> String? {
        skip { $0 == 0x20 || $0 == 0x09 }
        guard take(UInt8(ascii: "\"")) else { return token() }
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") { return String(validating: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                guard let escaped = rest.popFirst() else { return nil }
                text.append(escaped)
            } else {
                text.append(byte)
            }
        }
        return nil
    }
}
