internal import CRuntimeABI
internal import LLVMKit
internal import WasmModel

/// The address of a load or store, inside its memory or trapping.
extension FunctionLowering {
    /// The sum of address and offset has 33 bits: both are extended with zeros, which is what keeps
    /// the access inside a guarded memory's reservation. LLVM would extend a 32-bit index with its
    /// sign.
    func effectiveAddress(_ index: IRValue, _ access: MemoryAccess, _ width: UInt8) -> IRValue {
        let memory = Int(access.memory)
        let index = builder.cast(.zext, index, to: ir.i64)
        switch lowering.memories[memory].bounds {
        case .guardPages: break
        case .compared: checkBounds(index, access, width)
        }
        let base = address(index, in: memory)
        guard access.offset > 0 else { return base }
        return builder.offset(base, by: ir.i64.integer(access.offset))
    }

    /// An access of `width` bytes is inside when its index is below the size less the distance of
    /// its last byte. The subtraction stops at 0, so neither an index nor an offset of all 64 bits
    /// can wrap.
    private func checkBounds(_ index: IRValue, _ access: MemoryAccess, _ width: UInt8) {
        let (lastByte, overflows) = access.offset.addingReportingOverflow(UInt64(width) - 1)
        let limit = callIntrinsic(
            "llvm.usub.sat", [ir.i64],
            [
                memorySize(Int(access.memory)),
                ir.i64.integer(overflows ? UInt64.max : lastByte),
            ])
        trap(if: builder.icmp(.uge, index, limit), rt_trap_code_out_of_bounds_memory)
    }
}
