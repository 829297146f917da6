import WasmModel

/// Checks all of a module but the bodies, section by section.
struct ModuleValidator {
    let module: Module
    let context: ModuleContext

    func validate() throws(ValidationError) {
        try validateImports()
        for function in module.functions {
            try find(at: function.declarationOffset) { c throws(UnknownIndex) in
                _ = try c.functionType(function.type)
            }
        }
        for table in module.tables { try validate(table.type, at: table.offset) }
        for memory in module.memories { try validate(memory.type, at: memory.offset) }
        let imported = context.globals.count - module.globals.count
        for (number, global) in module.globals.enumerated() {
            // Globals get their values in order.
            try validate(
                global.initializer, result: global.type.value, globalCount: imported + number)
        }
        try validateExports()
        try validateStart()
        for element in module.elements { try validate(element) }
        for data in module.data { try validate(data) }
    }

    private func validateImports() throws(ValidationError) {
        for item in module.imports {
            switch item.kind {
            case .function(let type):
                try find(at: item.offset) { c throws(UnknownIndex) in
                    _ = try c.functionType(type)
                }
            case .table(let type): try validate(type, at: item.offset)
            case .memory(let type): try validate(type, at: item.offset)
            case .global: break
            case .tag: preconditionFailure("tag import at \(item.offset)")
            }
        }
    }

    private func validateExports() throws(ValidationError) {
        // By bytes: two Unicode spellings of one text are equal strings, but different names.
        var names: Set<[UInt8]> = []
        for export in module.exports {
            guard names.insert(Array(export.name.utf8)).inserted else {
                throw ValidationError(
                    .duplicateExportName, at: export.offset,
                    "duplicate export name \"\(export.name)\"")
            }
            try find(at: export.offset) { c throws(UnknownIndex) in
                switch export.kind {
                case .function: _ = try c.function(export.index)
                case .table: _ = try c.table(export.index)
                case .memory: _ = try c.memory(export.index)
                case .global: _ = try c.global(export.index)
                case .tag: preconditionFailure("tag export at \(export.offset)")
                }
            }
        }
    }

    private func validateStart() throws(ValidationError) {
        guard let start = module.start else { return }
        let type = try find(at: start.offset) { c throws(UnknownIndex) in
            try c.function(start.function)
        }
        guard type.parameters.isEmpty, type.results.isEmpty else {
            throw ValidationError(
                .startFunction, at: start.offset,
                "start function: expected type [] -> [], found \(names(type.parameters)) -> "
                    + names(type.results))
        }
    }

    /// Gives a failed look-up its place.
    func find<Value>(
        at offset: Int, _ lookUp: (ModuleContext) throws(UnknownIndex) -> Value
    ) throws(ValidationError) -> Value {
        do throws(UnknownIndex) {
            return try lookUp(context)
        } catch {
            throw ValidationError(error.kind, at: offset, error.message)
        }
    }
}
