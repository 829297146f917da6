package import WasmModel

/// What trap stacks say of a module's functions, by index.
package struct SourceFunctions: Sendable {
    /// Of the `name` section, else what the function is exported as.
    package private(set) var names: [UInt32: String] = [:]
    /// Where each body starts in the wasm file.
    private(set) var offsets: [UInt32: UInt32] = [:]

    package init(_ module: Module) {
        for export in module.exports where export.kind == .function {
            names[export.index] = export.name
        }
        names.merge(module.names.functions) { $1 }
        let imported = module.importedFunctions.count
        for (number, function) in module.functions.enumerated() {
            offsets[UInt32(imported + number)] = UInt32(truncatingIfNeeded: function.offset)
        }
    }
}
