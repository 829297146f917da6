package import WasmModel

/// A module that keeps every rule of the specification; only `validate` makes one.
package struct ValidatedModule: Sendable {
    package let module: Module

    init(module: Module) { self.module = module }
}
