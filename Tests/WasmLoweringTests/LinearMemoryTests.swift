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
        #expect(base(16, .arm64) <= 1 << 39 / 3 * 2)
    }

    @Test(arguments: Architecture.allCases) func memoriesDoNotOverlap(_ target: Architecture) {
        for slot in 0..<100 {
            // Two extents of 32 bits and an access, or the memory alone.
            let isGuarded = LinearMemory.bounds(slot: slot) == .guardPages
            let extent: UInt64 = isGuarded ? 8 << 30 + 16 : 4 << 30
            #expect(base(slot, target) + extent <= base(slot + 1, target))
        }
    }

    private func base(_ slot: Int, _ target: Architecture) -> UInt64 {
        LinearMemory.base(slot: slot, triple: target.triple)
    }
}
