/// Where linear memories lie in the address space. With fixed bases that follows from their slot:
/// their place among the program's memories. The first few are guarded by a reservation that every
/// address falls into; an arm64 process may have no more than 39 bits of addresses, so the others
/// take what they can use and their accesses are checked.
package enum LinearMemory {
    /// Who knows where memories lie.
    package enum Base: String, CaseIterable, Sendable {
        /// Generated code does: the address is a constant, and reserved up to the memory's end.
        case fixed
        /// The runtime does: memories take what they have and may move when they grow.
        case dynamic
    }

    /// How generated code keeps accesses inside a memory.
    package enum Bounds: Hashable, Sendable {
        /// Whatever an instruction can address is reserved; the hardware finds what is not there.
        case guardPages
        /// A comparison with the memory's size before each access.
        case compared
    }

    private static let guardedSlots = 8
    /// Address and offset are 32 bits each, and an access is at most 16 bytes wide: 8 GiB and one
    /// page of the largest size cover every address that an instruction can form.
    private static let guardedReservation: UInt64 = 8 << 30 + 64 << 10
    private static let guardedStride: UInt64 = 8 << 30 + 1 << 20
    private static let comparedStride: UInt64 = 4 << 30 + 1 << 20

    package static func bounds(slot: Int) -> Bounds {
        slot < guardedSlots ? .guardPages : .compared
    }

    /// The base of the memory at a slot. On x86-64 the first lies above any `mmap_min_addr` and
    /// low enough for its base to fold into a displacement.
    ///
    /// On AArch64 one `mov` makes the first base. Kernels there may have no more than 39 address
    /// bits and keep the program in the upper half of them, so the first memories lie in the lower
    /// half; only programs of many modules have more.
    package static func base(slot: Int, triple: String) -> UInt64 {
        let isARM = triple.hasPrefix("aarch64")
        let guarded = UInt64(min(slot, guardedSlots))
        let compared = UInt64(slot) - guarded
        if isARM, slot >= lowSlotsOfARM {
            return 1 << 40 + UInt64(slot - lowSlotsOfARM) * comparedStride
        }
        let start: UInt64 = isARM ? 1 << 36 : 1 << 20
        return start + guarded * guardedStride + compared * comparedStride
    }

    private static let lowSlotsOfARM = 32

    /// Bytes of address space to reserve for a memory of at most so many bytes; never 0, which no
    /// system can reserve.
    package static func reservation(_ bounds: Bounds, largestSize: UInt64) -> UInt64 {
        switch bounds {
        case .guardPages: guardedReservation
        case .compared: max(largestSize, 64 << 10)
        }
    }
}
