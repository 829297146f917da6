/// How large a module may be: the limits that the WebAssembly JavaScript API gives to engines, so
/// that what runs in a browser compiles here and nothing larger surprises a later phase.
/// https://webassembly.github.io/spec/js-api/#limits
///
/// The limit of table entries (10,000,000) is not here: it bounds instances, not modules.
package enum ImplementationLimit: String, CaseIterable, Sendable {
    case moduleSize = "bytes of a module"
    case types
    case functions
    case imports
    case exports
    case globals
    case tables
    case memories
    case dataSegments = "data segments"
    case elementSegments = "element segments"
    case elementItems = "items of an element segment"
    case parameters
    case results
    case locals
    case functionSize = "bytes of a function body"

    package var maximum: Int {
        switch self {
        case .moduleSize: 1 << 30
        case .types, .functions, .imports, .exports, .globals: 1_000_000
        case .tables, .dataSegments: 100_000
        case .memories: 100
        case .elementSegments, .elementItems: 10_000_000
        case .parameters, .results: 1_000
        case .locals: 50_000
        case .functionSize: 7_654_321
        }
    }

    /// For what is counted over several sections.
    func check(_ places: [Int]) throws(DecodeError) {
        guard places.count > maximum else { return }
        try check(places.count, at: places[maximum])
    }

    func check(_ count: Int, at offset: Int) throws(DecodeError) {
        guard count > maximum else { return }
        throw DecodeError(
            .limitExceeded(self), at: offset,
            "too many \(rawValue): \(count), the limit is \(maximum)")
    }
}
