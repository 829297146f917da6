import WasmModel

/// https://webassembly.github.io/spec/core/valid/types.html#limits
extension ModuleValidator {
    private static let maximumPages: UInt64 = 65536

    func validate(_ type: TableType, at offset: Int) throws(ValidationError) {
        let largest = max(type.limits.minimum, type.limits.maximum ?? 0)
        guard type.limits.addressType == .i64 || largest <= UInt32.max else {
            let kind = ValidationError.Kind.tableSize
            throw ValidationError(kind, at: offset, "\(kind.specText), not \(largest)")
        }
        try validate(type.limits, at: offset)
    }

    func validate(_ type: MemoryType, at offset: Int) throws(ValidationError) {
        let largest = max(type.limits.minimum, type.limits.maximum ?? 0)
        guard largest <= Self.maximumPages else {
            let kind = ValidationError.Kind.memorySize
            throw ValidationError(kind, at: offset, "\(kind.specText), not \(largest)")
        }
        try validate(type.limits, at: offset)
    }

    private func validate(_ limits: Limits, at offset: Int) throws(ValidationError) {
        guard let maximum = limits.maximum, maximum < limits.minimum else { return }
        let kind = ValidationError.Kind.minimumAboveMaximum
        throw ValidationError(kind, at: offset, "\(kind.specText): \(limits.minimum), \(maximum)")
    }
}
