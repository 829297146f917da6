import CodeGen
import Testing
import WasmLowering

@Suite struct LinearMemoryTests {
    @Test func theFirstBaseCostsNoInstructionOrOne() {
        // Folds into a displacement of 31 bits.
        #expect(base(0, .x86_64) == 1 << 20)
        // One `mov`, or a bit to set in an index of 32 bits.
        #expect(base(0, .arm64) == 1 << 36)
    }

    /// Kernels for arm64 may have 39 address bits and map programs from two thirds of them up.
    @Test func theFirstMemoriesLeaveRoomInSmallAddressSpaces() {
        #expect(base(15, .arm64) + LinearMemory.reservation <= 1 << 39 / 3 * 2)
    }

    @Test(arguments: Architecture.allCases) func memoriesDoNotOverlap(_ target: Architecture) {
        for slot in 0..<100 {
            #expect(base(slot, target) + LinearMemory.reservation <= base(slot + 1, target))
        }
    }

    private func base(_ slot: Int, _ target: Architecture) -> UInt64 {
        LinearMemory.base(slot: slot, triple: target.triple)
    }
}
