import WasmModel

/// The types of a function's locals, kept as runs: 50,000 locals are a few bytes of a file, so
/// they must not become 50,000 items for each of a million functions.
struct Locals {
    private var types: [ValueType] = []
    /// One past the last index of each run.
    private var ends: [Int] = []

    init(parameters: [ValueType], groups: [LocalGroup]) {
        for type in parameters { append(1, type) }
        for group in groups where group.count > 0 { append(Int(group.count), group.type) }
    }

    var count: Int { ends.last ?? 0 }

    private mutating func append(_ count: Int, _ type: ValueType) {
        types.append(type)
        ends.append(self.count + count)
    }

    subscript(_ index: UInt32) -> ValueType? {
        var low = 0
        var high = ends.count
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] > Int(index) { high = middle } else { low = middle + 1 }
        }
        return low < types.count ? types[low] : nil
    }
}
