internal import CLLVM
internal import LLVMShim

extension LLVMModule {
    /// Instructions of all functions.
    package var instructionCount: UInt64 { LLVMShimInstructionCount(reference) }

    /// How a module is divided: into parts that cost the same, or of neighbouring functions.
    package enum Division: Sendable {
        case bySize(Int)
        case byPlace(Int)
    }

    /// The bitcode of parts that link to the same program; the first has the variables. The module
    /// itself is of no further use: its local names have become visible to the parts.
    package func partition(_ division: Division) -> [[UInt8]] {
        let collector = BytesCollector()
        let (kind, count) =
            switch division {
            case .bySize(let count): (LLVMShimBySize, count)
            case .byPlace(let count): (LLVMShimByPlace, count)
            }
        LLVMShimPartition(
            reference, kind, UInt32(count), BytesCollector.visit,
            Unmanaged.passUnretained(collector).toOpaque())
        return collector.results
    }
}
