/// The version or proposal that brought an instruction or a form of module. The raw value is what
/// compilers call it in the `target_features` custom section.
/// https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md#target-features-section
package enum Feature: String, CaseIterable, Sendable {
    case mvp
    case mutableGlobals = "mutable-globals"
    case signExtension = "sign-ext"
    case saturatingConversions = "nontrapping-fptoint"
    case multipleValues = "multivalue"
    case bulkMemory = "bulk-memory"
    case referenceTypes = "reference-types"
    case simd = "simd128"
    case extendedConstants = "extended-const"
    case tailCall = "tail-call"
    case multipleMemories = "multimemory"
    case relaxedSIMD = "relaxed-simd"

    /// The first version of the specification that has it.
    package var version: Int {
        switch self {
        case .mvp, .mutableGlobals: 1
        case .signExtension, .saturatingConversions, .multipleValues, .bulkMemory, .referenceTypes,
            .simd:
            2
        case .extendedConstants, .tailCall, .multipleMemories, .relaxedSIMD: 3
        }
    }
}
