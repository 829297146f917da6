/// The two JSON shapes that the Runtime API speaks, printed without a JSON library: every field
/// is a string, so quoting is all there is to get right (RFC 8259, section 7).
package enum JSONText {
    /// `text` as a JSON string, quotes included.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// What a runtime gets with a refusal.
    static func refusal(type: String, message: String) -> [UInt8] {
        Array("{\"errorMessage\":\(quoted(message)),\"errorType\":\(quoted(type))}".utf8)
    }

    /// What the caller gets when Lambda itself, not the function, says that it failed. AWS has the
    /// fields in this order here.
    static func failure(type: String, message: String) -> [UInt8] {
        Array("{\"errorType\":\(quoted(type)),\"errorMessage\":\(quoted(message))}".utf8)
    }
}
