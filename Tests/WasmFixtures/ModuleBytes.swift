/// Modules for tests, written byte by byte: well-formed and valid only if the test wants them so.
package func module(_ sections: Section...) -> [UInt8] { module(sections) }

package func module(_ sections: [Section]) -> [UInt8] {
    [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00] + sections.flatMap(\.bytes)
}

/// One section; the factories count entries and measure sizes.
package struct Section: Sendable {
    package var bytes: [UInt8]

    /// The size can be wrong on purpose.
    package init(id: UInt8, _ payload: [UInt8], size: Int? = nil) {
        bytes = [id] + unsigned(UInt64(size ?? payload.count)) + payload
    }

    private init(id: UInt8, entries: [[UInt8]]) {
        self.init(id: id, vector(entries))
    }

    package static func custom(_ label: String, _ payload: [UInt8]) -> Section {
        Section(id: 0, name(label) + payload)
    }
    package static func types(_ entries: [UInt8]...) -> Section { Section(id: 1, entries: entries) }
    package static func imports(_ entries: [UInt8]...) -> Section {
        Section(id: 2, entries: entries)
    }
    package static func functions(_ types: UInt8...) -> Section {
        Section(id: 3, entries: types.map { [$0] })
    }
    package static func tables(_ entries: [UInt8]...) -> Section {
        Section(id: 4, entries: entries)
    }
    package static func memories(_ entries: [UInt8]...) -> Section {
        Section(id: 5, entries: entries)
    }
    package static func globals(_ entries: [UInt8]...) -> Section {
        Section(id: 6, entries: entries)
    }
    package static func exports(_ entries: [UInt8]...) -> Section {
        Section(id: 7, entries: entries)
    }
    package static func start(_ function: UInt8) -> Section { Section(id: 8, [function]) }
    package static func elements(_ entries: [UInt8]...) -> Section {
        Section(id: 9, entries: entries)
    }
    package static func code(_ bodies: [UInt8]...) -> Section { Section(id: 10, entries: bodies) }
    package static func data(_ entries: [UInt8]...) -> Section {
        Section(id: 11, entries: entries)
    }
    package static func dataCount(_ count: UInt8) -> Section { Section(id: 12, [count]) }
}

package enum Type {
    package static let i32: UInt8 = 0x7F
    package static let i64: UInt8 = 0x7E
    package static let f32: UInt8 = 0x7D
    package static let f64: UInt8 = 0x7C
    package static let v128: UInt8 = 0x7B
    package static let funcref: UInt8 = 0x70
    package static let externref: UInt8 = 0x6F
}

package func functionType(_ parameters: [UInt8] = [], _ results: [UInt8] = []) -> [UInt8] {
    [0x60] + vector(parameters.map { [$0] }) + vector(results.map { [$0] })
}

/// A sized body; the final `end` is the caller's to write.
package func body(_ code: [UInt8], locals: [UInt8]...) -> [UInt8] {
    let content = vector(locals) + code
    return unsigned(UInt64(content.count)) + content
}

package func export(_ label: String, _ kind: UInt8, _ index: UInt8) -> [UInt8] {
    name(label) + [kind, index]
}

package func name(_ text: String) -> [UInt8] {
    unsigned(UInt64(text.utf8.count)) + Array(text.utf8)
}

package func vector(_ entries: [[UInt8]]) -> [UInt8] {
    unsigned(UInt64(entries.count)) + entries.flatMap { $0 }
}

/// The shortest LEB128 of a number.
package func unsigned(_ number: UInt64) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = number
    while rest >= 0x80 {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
    }
    return bytes + [UInt8(rest)]
}
