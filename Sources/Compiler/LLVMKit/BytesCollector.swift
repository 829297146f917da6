internal import LLVMShim

/// What a function of the shim hands over piece by piece.
final class BytesCollector {
    private(set) var results: [[UInt8]] = []

    /// The context is an unretained collector.
    static let visit: LLVMShimBytesVisitor = { context, bytes, size in
        guard let context else { return }
        Unmanaged<BytesCollector>.fromOpaque(context).takeUnretainedValue().results
            .append(Array(UnsafeRawBufferPointer(start: bytes, count: size)))
    }
}
