import CodeGen
import Foundation
import LLVMKit
import Testing
import WasmDecoder
import WasmLowering
import WasmModel
import WasmValidator

/// Damaged copies of the examples: each is refused with an offset inside the file, or lowers to a
/// module that LLVM's verifier accepts. Nothing crashes.
@Suite struct DamagedModuleTests {
    private static let folder = ProcessInfo.processInfo.environment["ASML_EXAMPLES"] ?? ""

    static let examples = [
        "c-function", "empty-function", "c-command", "traps-function", "swift-command",
    ]

    @Test(arguments: examples) func damagedCopies(_ example: String) throws {
        let file = URL(fileURLWithPath: "\(Self.folder)/\(example).wasm")
        let original = [UInt8](try Data(contentsOf: file))
        var random = SplitMix(state: 0x61_73_6D_6C)
        var refused = 0
        for _ in 0..<250 {
            let bytes = random.damage(original)
            if try !lowers(bytes) { refused += 1 }
        }
        #expect(refused > 0)
    }

    /// - Returns: false when the module is refused.
    private func lowers(_ bytes: [UInt8]) throws -> Bool {
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
        options.imports = validated.module.imports.enumerated().map { number, item in
            switch item.kind {
            case .function: .host(symbol: "host\(number)")
            case .table: .table(symbol: "table\(number)")
            case .memory: .memory(symbol: "memory\(number)", slot: number)
            case .global, .tag: .global(symbol: "global\(number)")
            }
        }
        options.usesTailCalls = validated.module.usesTailCalls
        var types = TypeRegistry()
        let machine = try Processor.baseline(.x86_64).machine(.o0)
        try lower(validated, options, types: &types, target: machine).unit.module.verify()
        return true
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
}
