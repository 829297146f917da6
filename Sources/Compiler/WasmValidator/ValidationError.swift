package import WasmModel

/// A rule of the specification that a module breaks, and where.
/// https://webassembly.github.io/spec/core/valid/index.html
package struct ValidationError: Error, Equatable, Sendable {
    package var kind: Kind
    /// Absolute in the file: the instruction, or the entry of a section.
    package var offset: Int
    /// For people: what is wrong, and where it helps what would be right.
    package var message: String
    /// The function whose body is wrong; nil outside of bodies.
    package var function: UInt32?
    /// From the name section, else the first export.
    package var functionName: String?
    package var instruction: Opcode?

    init(
        _ kind: Kind, at offset: Int, _ message: String, function: UInt32? = nil,
        instruction: Opcode? = nil
    ) {
        self.kind = kind
        self.offset = offset
        self.message = message
        self.function = function
        self.instruction = instruction
    }

    /// `in function 12 "handle", at i32.add`
    package var context: String? {
        let name = functionName.map { " \"\($0)\"" } ?? ""
        let parts = [
            function.map { "in function \($0)\(name)" }, instruction.map { "at \($0.info.name)" },
        ]
        let known = parts.compactMap { $0 }
        return known.isEmpty ? nil : known.joined(separator: ", ")
    }
}

/// What `validate` throws: the first mistake outside of bodies, or one for each wrong body.
package struct ValidationErrors: Error, Equatable, Sendable {
    package let first: ValidationError
    package let rest: [ValidationError]

    package var all: [ValidationError] { [first] + rest }

    init(_ first: ValidationError, _ rest: [ValidationError] = []) {
        self.first = first
        self.rest = rest
    }
}

extension ValidationError {
    package enum Kind: Hashable, Sendable {
        case typeMismatch
        case unknown(IndexSpace, UInt32)
        case invalidResultArity
        case immutableGlobal
        case alignmentTooLarge
        case offsetOutOfRange
        case invalidLaneIndex
        case undeclaredFunctionReference
        case constantExpressionRequired
        case duplicateExportName
        case startFunction
        case memorySize
        case tableSize
        case minimumAboveMaximum
    }

    /// What an index counts. The raw value is the test suite's word for it.
    package enum IndexSpace: String, CaseIterable, Sendable {
        case type, function, table, memory, global, local, label
        case data = "data segment"
        case element = "elem segment"
    }
}

extension ValidationError.Kind {
    /// The words of the official test suite, which the conformance runner compares.
    package var specText: String {
        switch self {
        case .typeMismatch: "type mismatch"
        case .unknown(let space, let index): "unknown \(space.rawValue) \(index)"
        case .invalidResultArity: "invalid result arity"
        case .immutableGlobal: "immutable global"
        case .alignmentTooLarge: "alignment must not be larger than natural"
        case .offsetOutOfRange: "offset out of range"
        case .invalidLaneIndex: "invalid lane index"
        case .undeclaredFunctionReference: "undeclared function reference"
        case .constantExpressionRequired: "constant expression required"
        case .duplicateExportName: "duplicate export name"
        case .startFunction: "start function"
        case .memorySize: "memory size must be at most 65536 pages (4GiB)"
        case .tableSize: "table size must be at most 2^32-1"
        case .minimumAboveMaximum: "size minimum must not be greater than maximum"
        }
    }
}

/// Types as the specification writes them.
func names(_ types: [ValueType]) -> String {
    "[\(types.map(\.name).joined(separator: " "))]"
}
