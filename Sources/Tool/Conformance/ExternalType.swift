package import WasmModel

/// What an import asks for and an export offers.
/// https://webassembly.github.io/spec/core/syntax/types.html#external-types
package enum ExternalType: Equatable, Sendable {
    case function(FunctionType)
    case table(TableType)
    case memory(MemoryType)
    case global(GlobalType)
    case tag
    /// What needs a proposal that we do not have; no import of ours matches it.
    case unsupported
}

/// Whether an export fits an import.
package enum ImportMatch: Equatable, Sendable {
    case matches
    /// Fits if the table or memory has grown to this size by then; else it does not.
    case matchesIfGrown(to: UInt64)
    case incompatible
}

extension ExternalType {
    /// The specification's import matching.
    /// https://webassembly.github.io/spec/core/valid/matching.html
    ///
    /// It compares sizes at the time of linking. We link before anything runs, so an offer's size
    /// is its declared minimum here, and `matchesIfGrown` leaves the question to the running
    /// program.
    package func matched(by offer: ExternalType) -> ImportMatch {
        switch (self, offer) {
        case (.function(let wanted), .function(let offered)):
            return wanted == offered ? .matches : .incompatible
        case (.global(let wanted), .global(let offered)):
            return wanted == offered ? .matches : .incompatible
        case (.table(let wanted), .table(let offered)):
            guard wanted.element == offered.element else { return .incompatible }
            return wanted.limits.matched(by: offered.limits)
        case (.memory(let wanted), .memory(let offered)):
            return wanted.limits.matched(by: offered.limits)
        default:
            return .incompatible
        }
    }
}

extension Limits {
    fileprivate func matched(by offer: Limits) -> ImportMatch {
        guard addressType == offer.addressType else { return .incompatible }
        if let maximum {
            guard let offered = offer.maximum, offered <= maximum else { return .incompatible }
        }
        if offer.minimum >= minimum { return .matches }
        if let offered = offer.maximum, offered < minimum { return .incompatible }
        return .matchesIfGrown(to: minimum)
    }
}

extension Module {
    package func externalType(of kind: Import.Kind) -> ExternalType? {
        switch kind {
        case .function(let type): functionType(at: type).map(ExternalType.function)
        case .table(let type): .table(type)
        case .memory(let type): .memory(type)
        case .global(let type): .global(type)
        case .tag: .tag
        }
    }

    package func externalType(of export: Export) -> ExternalType? {
        let index = Int(export.index)
        return switch export.kind {
        case .function: functionType(at: functionTypes[index]).map(ExternalType.function)
        case .table: .table(tableTypes[index])
        case .memory: .memory(memoryTypes[index])
        case .global: .global(globalTypes[index])
        case .tag: .tag
        }
    }
}
