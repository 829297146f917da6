internal import LLVMKit
internal import LLVMShim

/// A line table row with its chain of inlined calls: from `address` on, the code stands for wasm
/// offset `frames[0].offset` of function `frames[0].function`, innermost first.
struct LineRow {
    struct Frame: Hashable {
        var function: UInt32
        var offset: UInt32
    }
    var address: UInt32
    /// Empty where the described code ends.
    var frames: [Frame]
}

/// The rows of an object's line table, by address.
func lineRows(of object: [UInt8], section: String) throws(LLVMError) -> [LineRow] {
    let collector = RowCollector()
    var message: UnsafeMutablePointer<CChar>?
    let status = object.withUnsafeBytes { bytes in
        LLVMShimVisitLines(
            bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, section,
            { context, address, isEnd, frames, count in
                guard let context else { return }
                let collector = Unmanaged<RowCollector>.fromOpaque(context)
                    .takeUnretainedValue()
                collector.visit(
                    address, isEnd != 0, UnsafeBufferPointer(start: frames, count: count))
            }, Unmanaged.passUnretained(collector).toOpaque(), &message)
    }
    if status != 0 {
        defer { LLVMShimFree(message) }
        throw LLVMError(message.map { String(cString: $0) } ?? "unreadable object")
    }
    return collector.rows.sorted { $0.address < $1.address }
}

private final class RowCollector {
    var rows: [LineRow] = []

    func visit(_ address: UInt64, _ isEnd: Bool, _ frames: UnsafeBufferPointer<LLVMShimFrame>) {
        let address = UInt32(truncatingIfNeeded: address)
        guard !isEnd else { return rows.append(LineRow(address: address, frames: [])) }
        let frames = frames.map {
            LineRow.Frame(function: UInt32(String(cString: $0.function)) ?? 0, offset: $0.line)
        }
        // Line 0 is code that LLVM made for no instruction in particular: the row before holds.
        guard let first = frames.first, first.offset != 0 else { return }
        rows.append(LineRow(address: address, frames: frames))
    }
}
