internal import CLLVM
internal import LLVMShim

extension LLVMModule {
    /// Instructions of all functions.
    package var instructionCount: UInt64 { LLVMShimInstructionCount(reference) }

    /// The bitcode of parts that link to the same program and cost about the same to compile. The
    /// module itself is of no further use: its local names have become visible to the parts.
    package func partition(_ count: Int) -> [[UInt8]] {
        let collector = PartCollector()
        LLVMShimPartition(
            reference, UInt32(count),
            { context, bitcode, size in
                guard let context else { return }
                let bytes = UnsafeRawBufferPointer(start: bitcode, count: size)
                Unmanaged<PartCollector>.fromOpaque(context).takeUnretainedValue().parts
                    .append(Array(bytes))
            }, Unmanaged.passUnretained(collector).toOpaque())
        return collector.parts
    }
}

private final class PartCollector {
    var parts: [[UInt8]] = []
}
