import WasmModel

/// Subtyping. https://webassembly.github.io/spec/core/valid/matching.html
///
/// In WebAssembly 2.0 a type matches itself only; the hierarchy of references comes here with
/// typed references and GC, and nothing else has to change.
func matches(_ sub: ValueType, _ super: ValueType) -> Bool {
    sub == `super`
}

func matches(_ sub: ReferenceType, _ super: ReferenceType) -> Bool {
    matches(.reference(sub), .reference(`super`))
}

func matches(_ sub: [ValueType], _ super: [ValueType]) -> Bool {
    sub.elementsEqual(`super`, by: matches)
}
