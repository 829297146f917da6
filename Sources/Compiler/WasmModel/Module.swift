/// A decoded module: the spec's abstract syntax plus where each part stood in the file.
/// https://webassembly.github.io/spec/core/syntax/modules.html
///
/// Index spaces start with the imports, as in the spec. Offsets are absolute bytes in the file.
package struct Module: Sendable {
    /// The whole file; data segments and custom sections are ranges of it.
    package var bytes: [UInt8]
    package var types: [SubType] = []
    /// Ranges of `types` that form one recursive group each.
    package var recursiveGroups: [Range<Int>] = []
    package var imports: [Import] = []
    /// The functions that the module itself defines.
    package var functions: [Function] = []
    package var tables: [Table] = []
    package var memories: [Memory] = []
    package var globals: [Global] = []
    package var tags: [TagType] = []
    package var exports: [Export] = []
    package var start: Start?
    package var elements: [ElementSegment] = []
    package var data: [DataSegment] = []
    /// The data count section, which instructions that name a data segment need.
    package var dataCount: UInt32?
    package var customSections: [CustomSection] = []
    package var names = Names()

    package init(bytes: [UInt8]) { self.bytes = bytes }
}

package struct Import: Sendable {
    package enum Kind: Hashable, Sendable {
        case function(TypeIndex)
        case table(TableType)
        case memory(MemoryType)
        case global(GlobalType)
        case tag(TagType)
    }
    package var module: String
    package var name: String
    package var kind: Kind
    package var offset: Int

    package init(module: String, name: String, kind: Kind, offset: Int) {
        self.module = module
        self.name = name
        self.kind = kind
        self.offset = offset
    }
}

package enum ExternalKind: UInt8, Sendable {
    case function, table, memory, global, tag
}

package struct Export: Sendable {
    package var name: String
    package var kind: ExternalKind
    package var index: UInt32
    package var offset: Int

    package init(name: String, kind: ExternalKind, index: UInt32, offset: Int) {
        self.name = name
        self.kind = kind
        self.index = index
        self.offset = offset
    }
}

package struct Start: Sendable {
    package var function: UInt32
    package var offset: Int

    package init(function: UInt32, offset: Int) {
        self.function = function
        self.offset = offset
    }
}

package struct Table: Sendable {
    package var type: TableType
    /// The value of each element at the start; null when there is none.
    package var initializer: ConstantExpression?
    package var offset: Int

    package init(type: TableType, initializer: ConstantExpression? = nil, offset: Int) {
        self.type = type
        self.initializer = initializer
        self.offset = offset
    }
}

package struct Memory: Sendable {
    package var type: MemoryType
    package var offset: Int

    package init(type: MemoryType, offset: Int) {
        self.type = type
        self.offset = offset
    }
}

package struct Global: Sendable {
    package var type: GlobalType
    package var initializer: ConstantExpression
    package var offset: Int

    package init(type: GlobalType, initializer: ConstantExpression, offset: Int) {
        self.type = type
        self.initializer = initializer
        self.offset = offset
    }
}

package struct ConstantExpression: Sendable {
    /// With the final `end`.
    package var instructions: [Instruction]
    package var offset: Int

    package init(instructions: [Instruction], offset: Int) {
        self.instructions = instructions
        self.offset = offset
    }
}

package struct ElementSegment: Sendable {
    package enum Mode: Sendable {
        case passive, declarative
        case active(table: UInt32, offset: ConstantExpression)
    }
    package enum Items: Sendable {
        case functions([UInt32])
        case expressions([ConstantExpression])

        package var count: Int {
            switch self {
            case .functions(let indices): indices.count
            case .expressions(let expressions): expressions.count
            }
        }
    }
    package var mode: Mode
    package var type: ReferenceType
    package var items: Items
    package var offset: Int

    package init(mode: Mode, type: ReferenceType, items: Items, offset: Int) {
        self.mode = mode
        self.type = type
        self.items = items
        self.offset = offset
    }
}

package struct DataSegment: Sendable {
    package enum Mode: Sendable {
        case passive
        case active(memory: UInt32, offset: ConstantExpression)
    }
    package var mode: Mode
    /// Where the segment's bytes stand in `Module.bytes`.
    package var range: Range<Int>
    package var offset: Int

    package init(mode: Mode, range: Range<Int>, offset: Int) {
        self.mode = mode
        self.range = range
        self.offset = offset
    }
}

package struct CustomSection: Sendable {
    package var name: String
    /// The payload after the name, in `Module.bytes`.
    package var range: Range<Int>

    package init(name: String, range: Range<Int>) {
        self.name = name
        self.range = range
    }
}

/// The `name` custom section; a malformed one leaves what could be read before the mistake.
/// https://webassembly.github.io/spec/core/appendix/custom.html#name-section
package struct Names: Sendable {
    package var module: String?
    package var functions: [UInt32: String] = [:]

    package init() {}
}
