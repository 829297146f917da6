import CodeGen
import LLVMKit
import Testing
import WasmDecoder
import WasmLowering
import WasmValidator

/// Small modules that claim to be large.
@Suite struct HostileSizeTests {
    /// 10,000 functions of eight bytes with 50,000 locals each, of which two are named.
    @Test func localsThatNobodyNamesCostNothing() throws {
        let count = 10_000
        // 50,000 of i32 in one run; local.get 49,999, local.set 1
        let body: [UInt8] = [
            1, 0xD0, 0x86, 0x03, 0x7F, 0x20, 0xCF, 0x86, 0x03, 0x21, 0x01, 0x0B,
        ]
        let number: [UInt8] = [0x90, 0x4E]
        let types = section(1, [1, 0x60, 0, 0])
        let functions = section(3, number + [UInt8](repeating: 0, count: count))
        let bodies = [[UInt8]](repeating: [UInt8(body.count)] + body, count: count)
        let code = section(10, number + bodies.flatMap { $0 })
        let bytes = [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0] + types + functions + code
        let module = try validate(try decodeModule(bytes))
        var registry = TypeRegistry()
        let machine = try Processor.baseline(.x86_64).machine(.o0)
        let lowered = lower(module, LoweringOptions(), types: &registry, target: machine)
        try lowered.unit.module.verify()
        #expect(lowered.unit.module.instructionCount < count * 20)
    }

    private func section(_ id: UInt8, _ content: [UInt8]) -> [UInt8] {
        var size: [UInt8] = []
        var rest = content.count
        repeat {
            size.append(UInt8(rest & 0x7F) | (rest >= 0x80 ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return [id] + size + content
    }
}
