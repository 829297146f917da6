internal import Glibc
internal import LLVMShim

/// A line table row with its chain of inlined calls: from `address` on, the code stands for line
/// `frames[0].line` of function `frames[0].function`, innermost first.
package struct LineRow: Sendable {
    package struct Frame: Hashable, Sendable {
        package var function: UInt32
        package var line: UInt32
    }
    package var address: UInt32
    /// Empty where the described code ends.
    package var frames: [Frame]
}

/// The code section of an object file, as its symbols and its line table describe it.
package struct ObjectText {
    /// A symbol that other objects may name, and where it lies in the section.
    package let symbol: String
    package let symbolOffset: UInt64
    /// By address.
    package let rows: [LineRow]

    /// - Returns: nil when the object has no code in the section.
    package init?(of object: [UInt8], section: String) throws(LLVMError) {
        var offset: UInt64 = 0
        let name = object.withUnsafeBytes {
            LLVMShimTextSymbol($0.characters, $0.count, section, &offset)
        }
        guard let name else { return nil }
        symbol = String(cString: name)
        symbolOffset = offset
        LLVMShimFree(name)
        rows = try lineRows(of: object, section)
    }
}

private func lineRows(of object: [UInt8], _ section: String) throws(LLVMError) -> [LineRow] {
    let collector = RowCollector()
    var message: UnsafeMutablePointer<CChar>?
    let status = object.withUnsafeBytes { bytes in
        LLVMShimVisitLines(
            bytes.characters, bytes.count, section,
            { context, address, isEnd, frames, count in
                guard let context else { return }
                let collector = Unmanaged<RowCollector>.fromOpaque(context)
                    .takeUnretainedValue()
                collector.visit(
                    address, isEnd != 0, UnsafeBufferPointer(start: frames, count: count))
            }, Unmanaged.passUnretained(collector).toOpaque(), &message)
    }
    if status != 0 { throw LLVMError(taking: message, or: "unreadable object") }
    return collector.rows.sorted { $0.address < $1.address }
}

private final class RowCollector {
    var rows: [LineRow] = []

    func visit(_ address: UInt64, _ isEnd: Bool, _ frames: UnsafeBufferPointer<LLVMShimFrame>) {
        let address = UInt32(truncatingIfNeeded: address)
        guard !isEnd else { return rows.append(LineRow(address: address, frames: [])) }
        let frames = frames.map {
            LineRow.Frame(function: number($0.function), line: $0.line)
        }
        // Line 0 is code that LLVM made for no instruction in particular: the row before holds.
        guard let first = frames.first, first.line != 0 else { return }
        rows.append(LineRow(address: address, frames: frames))
    }

    /// Subprograms are named by their function's index in decimal.
    private func number(_ name: UnsafePointer<CChar>) -> UInt32 {
        UInt32(truncatingIfNeeded: strtoul(name, nil, 10))
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var characters: UnsafePointer<CChar>? {
        baseAddress?.assumingMemoryBound(to: CChar.self)
    }
}
