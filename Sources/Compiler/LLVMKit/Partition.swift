internal import CLLVM
internal import LLVMShim

extension LLVMModule {
    /// Instructions of all functions.
    package var instructionCount: UInt64 { LLVMShimInstructionCount(reference) }

    /// The bitcode of parts that link to the same program and cost about the same to compile. The
    /// module itself is of no further use: its local names have become visible to the parts.
    package func partition(_ count: Int) -> [[UInt8]] {
        let collector = BytesCollector()
        LLVMShimPartition(
            reference, UInt32(count),
            BytesCollector.visit, Unmanaged.passUnretained(collector).toOpaque())
        return collector.results
    }
}
