package import WasmModel

/// The custom sections that tools agree upon, for people: a malformed one says as much as can be
/// read. https://github.com/WebAssembly/tool-conventions
extension Module {
    /// One of the tools that made a module, e.g. `processed-by clang 19.1`.
    package struct Producer: Sendable {
        package var field: String
        package var name: String
        package var version: String
    }

    package var producers: [Producer] {
        var producers: [Producer] = []
        readSections("producers") { reader throws(DecodeError) in
            for _ in 0..<(try reader.readU32()) {
                let field = try reader.readName("a field")
                for _ in 0..<(try reader.readU32()) {
                    let name = try reader.readName("a producer")
                    let version = try reader.readName("its version")
                    producers.append(Producer(field: field, name: name, version: version))
                }
            }
        }
        return producers
    }

    /// With the sign that the section has: `+` used, `-` not allowed.
    package var targetFeatures: [String] {
        var features: [String] = []
        readSections("target_features") { reader throws(DecodeError) in
            for _ in 0..<(try reader.readU32()) {
                let sign = Character(Unicode.Scalar(try reader.readByte()))
                features.append("\(sign)\(try reader.readName("a feature"))")
            }
        }
        return features
    }

    private func readSections(
        _ name: String, _ read: (inout ByteReader) throws(DecodeError) -> Void
    ) {
        bytes.withUnsafeBytes { file in
            for section in customSections where section.name == name {
                var start = ByteReader(file)
                _ = start.takePart(section.range.lowerBound)
                var payload = start.takePart(section.range.count)
                try? read(&payload)
            }
        }
    }
}
