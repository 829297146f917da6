/// Names for a C program, each given once.
struct CIdentifiers {
    let prefix: String
    private var taken = Self.foreign

    /// What C, C++ and the headers that ours includes have given a meaning already, of the form
    /// that ours could have.
    private static let foreign: Set<String> = {
        var names: Set<String> = [
            "const_cast", "dynamic_cast", "reinterpret_cast", "static_cast", "static_assert",
            "thread_local", "typeof_unqual", "and_eq", "not_eq", "or_eq", "xor_eq", "co_await",
            "co_return", "co_yield", "char8_t", "char16_t", "char32_t", "wchar_t", "size_t",
            "ptrdiff_t", "max_align_t", "nullptr_t", "locale_t", "_Static_assert",
            "_Thread_local", "SIZE_MAX", "PTRDIFF_MIN", "PTRDIFF_MAX", "WCHAR_MIN", "WCHAR_MAX",
            "WINT_MIN", "WINT_MAX", "SIG_ATOMIC_MIN", "SIG_ATOMIC_MAX",
        ]
        let widths = ["8", "16", "32", "64"]
        for kind in ["", "_least", "_fast"].flatMap({ kind in widths.map { "\(kind)\($0)" } })
            + ["ptr", "max"]
        {
            for name in ["int\(kind)", "uint\(kind)"] {
                let macro = name.uppercased()
                names.formUnion(["\(name)_t", "\(macro)_MIN", "\(macro)_MAX", "\(macro)_C"])
            }
        }
        return names
    }()

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
