import CodeGen
import Foundation
import LLVMKit
import Testing
import WasmDecoder
import WasmLowering
import WasmModel
import WasmValidator

/// Damaged copies of the examples: each is refused with an offset inside the file, or becomes
/// objects by way of a module that LLVM's verifier accepts. Nothing crashes.
@Suite struct DamagedModuleTests {
    private static let folder = ProcessInfo.processInfo.environment["ASML_EXAMPLES"] ?? ""

    /// How many copies of each, which is a matter of time: most of those of a large module are
    /// compiled.
    static let examples = [
        ("c-function", 1200), ("empty-function", 1200), ("traps-function", 1200),
        ("c-command", 60), ("traps-command", 60),
    ]

    @Test(arguments: examples) func damagedCopies(_ example: (name: String, count: Int)) throws {
        let file = URL(fileURLWithPath: "\(Self.folder)/\(example.name).wasm")
        let original = [UInt8](try Data(contentsOf: file))
        var random = SplitMix(state: 0x61_73_6D_6C)
        var outcomes = (refused: 0, compiled: 0)
        for number in 0..<example.count {
            let bytes = random.damage(original)
            if try compiles(bytes, Self.levels[number % Self.levels.count]) {
                outcomes.compiled += 1
            } else {
                outcomes.refused += 1
            }
        }
        #expect(outcomes.refused > 0)
        #expect(outcomes.compiled > 0)
    }

    /// A header and sections of random content.
    @Test func randomSections() throws {
        var random = SplitMix(state: 0x57_41_53_4D)
        for number in 0..<5000 {
            let bytes = random.module()
            _ = try compiles(bytes, Self.levels[number % Self.levels.count])
        }
    }

    private static let levels: [OptimizationLevel] = [.o1, .o0]

    /// - Returns: false when the module is refused.
    private func compiles(_ bytes: [UInt8], _ level: OptimizationLevel) throws -> Bool {
        let validated: ValidatedModule
        do {
            validated = try validate(try decodeModule(bytes))
        } catch let error as DecodeError {
            #expect((0...bytes.count).contains(error.offset))
            return false
        } catch let errors as ValidationErrors {
            for error in errors.all { #expect((0...bytes.count).contains(error.offset)) }
            return false
        }
        var options = LoweringOptions()
        options.imports = bindings(validated.module)
        options.usesTailCalls = validated.module.usesTailCalls
        var types = TypeRegistry()
        let machine = try Processor.baseline(.x86_64).machine(level)
        let lowered = lower(validated, options, types: &types, target: machine)
        // Verifies first.
        let objects = try generate(
            lowered.unit, SourceFunctions(validated.module),
            CodeGenOptions(level: level, processor: .baseline(.x86_64)))
        #expect(objects.code.allSatisfy { $0.starts(with: [0x7F, 0x45, 0x4C, 0x46]) })
        return true
    }

    private func bindings(_ module: Module) -> [ImportBinding] {
        module.imports.enumerated().map { number, item in
            switch item.kind {
            case .function: .host(symbol: "host\(number)")
            case .table: .table(symbol: "table\(number)")
            case .memory: .memory(symbol: "memory\(number)", slot: number)
            case .global, .tag: .global(symbol: "global\(number)")
            }
        }
    }
}

/// Sebastiano Vigna's SplitMix64: small, and the same everywhere.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// Cut short, or with one to four bits flipped behind the header.
    mutating func damage(_ original: [UInt8]) -> [UInt8] {
        if below(8) == 0 { return Array(original.prefix(below(original.count))) }
        var bytes = original
        for _ in 0...below(4) {
            bytes[8 + below(bytes.count - 8)] ^= 1 << UInt8(below(8))
        }
        return bytes
    }

    /// Sections in their order, each with a count, a few plausible bytes and then any.
    mutating func module() -> [UInt8] {
        var bytes: [UInt8] = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]
        for id: UInt8 in [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11, 0] where below(3) > 0 {
            let content = (0..<below(24)).map { place in
                place == 0 ? UInt8(below(3)) : Self.common[below(Self.common.count)]
            }
            bytes += [id, UInt8(content.count)] + content
        }
        return bytes
    }

    /// Counts, types, opcodes and the ends of expressions; and one byte of any kind.
    private static let common: [UInt8] = [
        0, 0, 0, 1, 1, 2, 0x60, 0x7F, 0x7E, 0x7B, 0x70, 0x6F, 0x0B, 0x0B, 0x41, 0x20, 0xFC, 0xFD,
        0x80, 0xFF, 0x10, 0x11, 0x23, 0xD2,
    ]
}
