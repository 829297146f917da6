internal import WasmDecoder
internal import WasmModel

/// What custom sections say of a module.
extension InspectReport {
    mutating func readCustomSections(_ module: Module) {
        producers = module.producers.map {
            Producer(field: $0.field, name: $0.name, version: $0.version)
        }
        targetFeatures = module.targetFeatures
        debugInfoSize = module.customSections.filter { $0.name.hasPrefix(".debug_") }
            .reduce(0) { $0 + $1.range.count }
        functionNames = module.names.functions.count
    }
}
