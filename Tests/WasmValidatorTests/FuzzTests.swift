import Testing
import ToolFixtures
import WasmDecoder
import WasmFixtures
import WasmModel
import WasmValidator

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Damaged modules end as a valid module or as an error inside the file, never otherwise.
/// ASML_WASM_SAMPLES names a folder of `.wasm` files to damage too.
struct FuzzTests {
    static let variants = 1000

    @Test(arguments: SampleModules.all + samplesOfEnvironment())
    func damaged(_ original: [UInt8]) {
        var random = SeededGenerator(seed: 0x61_73_6D_6C)
        for _ in 0..<Self.variants {
            let bytes = Self.damage(original, &random)
            guard let offset = Self.errorOffset(bytes) else { continue }
            #expect((0...bytes.count).contains(offset))
        }
    }

    /// Every cut but that of a whole number of sections is an error at the cut or before it.
    @Test func truncated() {
        for bytes in SampleModules.all {
            for count in bytes.indices {
                let offset = Self.errorOffset(Array(bytes[..<count]))
                #expect(offset.map { (0...count).contains($0) } ?? true)
            }
        }
    }

    private static func damage(_ original: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0: bytes.removeSubrange(place...)
            case 1: bytes.remove(at: place)
            case 2: bytes[place] = UInt8.random(in: 0...255, using: &random)
            default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        }
        return bytes
    }

    private static func errorOffset(_ bytes: [UInt8]) -> Int? {
        do throws(DecodeError) {
            let decoded = try decodeModule(bytes)
            do throws(ValidationErrors) {
                _ = try validate(decoded)
                return nil
            } catch {
                return error.all.map(\.offset).max()
            }
        } catch {
            return error.offset
        }
    }
}

/// The files in ASML_WASM_SAMPLES, none when it is not set.
private func samplesOfEnvironment() -> [[UInt8]] {
    guard let value = getenv("ASML_WASM_SAMPLES"), let folder = opendir(value) else { return [] }
    defer { closedir(folder) }
    var samples: [[UInt8]] = []
    while let entry = readdir(folder) {
        let file = withUnsafeBytes(of: entry.pointee.d_name) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard file.hasSuffix(".wasm") else { continue }
        samples.append(readBytes(String(cString: value) + "/" + file))
    }
    return samples
}

private func readBytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = fread(&chunk, 1, chunk.count, file)
        if count == 0 { return bytes }
        bytes += chunk[..<count]
    }
}
