/// Names for a C program, each given once.
struct CIdentifiers {
    let prefix: String
    private var taken: Set<String> = []

    /// - Parameter file: the object's name without its extension.
    init(file: String) {
        let identifier = Self.identifier(file)
        prefix = identifier.first?.isNumber ?? true ? "_\(identifier)" : identifier
    }

    /// `<prefix>_<name>`, with a number behind it when that is taken already.
    mutating func unique(_ name: String) -> String {
        let wish = "\(prefix)_\(Self.identifier(name))"
        var chosen = wish
        var number = 2
        while !taken.insert(chosen).inserted {
            chosen = "\(wish)_\(number)"
            number += 1
        }
        return chosen
    }

    /// Bytes that C does not allow become underscores.
    private static func identifier(_ name: String) -> String {
        String(
            decoding: name.utf8.map { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"):
                    byte
                default: UInt8(ascii: "_")
                }
            }, as: UTF8.self)
    }
}
