import WasmModel

/// Custom sections, kept as they are; the `name` section is read for messages and symbols.
/// https://webassembly.github.io/spec/core/appendix/custom.html
extension ModuleDecoder {
    mutating func decodeCustom(_ reader: inout ByteReader) throws(DecodeError) {
        guard !reader.isAtEnd else {
            throw reader.unexpectedEnd(needed: "the name of a custom section")
        }
        let name = try reader.readName("a custom section's name")
        module.customSections.append(CustomSection(name: name, range: reader.remainingRange))
        var payload = reader.takePart(reader.remainingCount)
        if name == "name" { decodeNames(&payload) }
    }

    /// Names help people only, so a mistake ends the reading and nothing else.
    private mutating func decodeNames(_ reader: inout ByteReader) {
        do throws(DecodeError) {
            while !reader.isAtEnd {
                let id = try reader.readByte()
                var part = try reader.readSizedPart("a part of the name section")
                switch id {
                case 0: module.names.module = try part.readName("the module's name")
                case 1: try decodeFunctionNames(&part)
                default: break
                }
            }
        } catch {}
    }

    private mutating func decodeFunctionNames(
        _ reader: inout ByteReader
    ) throws(DecodeError) {
        for _ in 0..<(try reader.readU32()) {
            let index = try reader.readU32()
            module.names.functions[index] = try reader.readName("a function's name")
        }
    }
}
