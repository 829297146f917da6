/// Types as the text format writes them, for messages.
extension ValueType {
    package var name: String {
        switch self {
        case .i32: "i32"
        case .i64: "i64"
        case .f32: "f32"
        case .f64: "f64"
        case .v128: "v128"
        case .reference(let type): type.name
        }
    }
}

extension ReferenceType {
    package var name: String {
        switch self {
        case .funcref: "funcref"
        case .externref: "externref"
        default: "(ref \(isNullable ? "null " : "")\(heapType.name))"
        }
    }
}

extension HeapType {
    package var name: String {
        switch self {
        case .function: "func"
        case .noFunction: "nofunc"
        case .external: "extern"
        case .noExternal: "noextern"
        case .any: "any"
        case .eq: "eq"
        case .i31: "i31"
        case .structure: "struct"
        case .array: "array"
        case .none: "none"
        case .exception: "exn"
        case .noException: "noexn"
        case .concrete(let index): "\(index)"
        }
    }
}

extension FunctionType {
    /// `(i32, i32) -> i32`; `()` where there is no result.
    package var name: String {
        func list(_ types: [ValueType]) -> String { types.map(\.name).joined(separator: ", ") }
        return "(\(list(parameters))) -> \(results.isEmpty ? "()" : list(results))"
    }
}
