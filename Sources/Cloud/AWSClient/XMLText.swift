/// The text of elements in the small XML documents of S3 and STS. Not a parser of XML: those
/// documents have no attributes that matter, no comments, and no element of a name that is looked
/// for inside another of that name.
enum XMLText {
    /// Of the first element of a name; nil when there is none with text only.
    static func first(_ name: String, in bytes: [UInt8]) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return first(name, in: text)
    }

    static func first(_ name: String, in text: String) -> String? {
        // A document type could define entities.
        guard !text.contains("<!"), let start = text.firstRange(of: "<\(name)>") else {
            return nil
        }
        let rest = text[start.upperBound...]
        guard let end = rest.firstIndex(of: "<"), rest[end...].hasPrefix("</\(name)>") else {
            return nil
        }
        return decoded(rest[..<end])
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    private static let entities: [Substring: String] = [
        "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'",
    ]

    private static func decoded(_ text: Substring) -> String? {
        var result = ""
        var rest = text
        while let sign = rest.firstIndex(of: "&") {
            result += rest[..<sign]
            guard let end = rest[sign...].firstIndex(of: ";") else { return nil }
            let name = rest[rest.index(after: sign)..<end]
            if let known = entities[name] {
                result += known
            } else {
                let isHex = name.hasPrefix("#x")
                let digits = name.dropFirst(isHex ? 2 : 1)
                guard name.hasPrefix("#"), let number = UInt32(digits, radix: isHex ? 16 : 10),
                    let scalar = Unicode.Scalar(number)
                else { return nil }
                result.unicodeScalars.append(scalar)
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
