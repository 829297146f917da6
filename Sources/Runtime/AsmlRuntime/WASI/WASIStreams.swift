import CRuntimeABI

/// Where the guest's standard output and error go when that is not to the process's own.
enum WASIStreams {
    /// Takes a host descriptor, 1 or 2, and what was written to it.
    nonisolated(unsafe) static var sink: (@convention(c) (Int32, UnsafeRawPointer?, Int) -> Void)?

    /// How much a sink took; nil when the descriptor is none of the two, or there is no sink.
    static func write(_ descriptor: WASIDescriptor, _ transfer: rt_transfer) -> Int64? {
        guard let sink, !descriptor.isOwned, descriptor.host == 1 || descriptor.host == 2 else {
            return nil
        }
        var total: Int64 = 0
        for index in 0..<Int(transfer.count) {
            let buffer = transfer.buffers[index]
            sink(descriptor.host, buffer.bytes, Int(buffer.count))
            total += Int64(buffer.count)
        }
        return total
    }
}
