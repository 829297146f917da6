internal import WasmModel

/// The custom sections that tools agree upon. A malformed one says as much as can be read.
/// https://github.com/WebAssembly/tool-conventions
extension InspectReport {
    mutating func readCustomSections(_ module: Module) {
        for section in module.customSections {
            var reader = CustomReader(module.bytes[section.range])
            switch section.name {
            case "producers": producers += reader.readProducers()
            case "target_features": targetFeatures += reader.readFeatures()
            case _ where section.name.hasPrefix(".debug_"): debugInfoSize += section.range.count
            default: break
            }
        }
        functionNames = module.names.functions.count
    }
}

/// Reads until the bytes end or mean nothing; a count is only a claim.
private struct CustomReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func readProducers() -> [InspectReport.Producer] {
        var producers: [InspectReport.Producer] = []
        for _ in 0..<(readCount() ?? 0) {
            guard let field = readText(), let count = readCount() else { break }
            for _ in 0..<count {
                guard let name = readText(), let version = readText() else { return producers }
                producers.append(.init(field: field, name: name, version: version))
            }
        }
        return producers
    }

    mutating func readFeatures() -> [String] {
        var features: [String] = []
        for _ in 0..<(readCount() ?? 0) {
            guard let prefix = rest.popFirst(), let name = readText() else { break }
            features.append("\(Character(Unicode.Scalar(prefix)))\(name)")
        }
        return features
    }

    private mutating func readCount() -> UInt32? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 35, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return UInt32(exactly: value) }
        }
        return nil
    }

    private mutating func readText() -> String? {
        guard let count = readCount(), count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return String(validating: rest.prefix(Int(count)), as: UTF8.self)
    }
}
