/// https://webassembly.github.io/spec/core/binary/modules.html#sections
enum SectionID: UInt8 {
    case custom, type, `import`, function, table, memory, global, export, start, element, code
    case data, dataCount

    /// The sections that are not custom, in the order in which a module must have them.
    private static let order: [SectionID] = [
        .type, .import, .function, .table, .memory, .global, .export, .start, .element, .dataCount,
        .code, .data,
    ]

    /// Custom sections have none: they stand anywhere, any number of times.
    var rank: Int? { Self.order.firstIndex(of: self) }
}
