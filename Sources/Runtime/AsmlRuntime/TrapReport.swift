import CRuntimeABI

/// Prints where the guest stood when it trapped (`rt_trap_report`).
package struct TrapReport {
    private let report = rt_trap_report()

    package var message: Bytes { Bytes(cString: rt_trap_message(report?.pointee.code ?? 0)) }
    package var frameCount: Int { Int(report?.pointee.frame_count ?? 0) }
    package var omitted: UInt32 { report?.pointee.omitted ?? 0 }

    /// `handle (wasm function 12, offset 0x1a4)`, or without a name
    /// `wasm function 12 (offset 0x1a4)`.
    package func appendFrame(_ index: Int, to buffer: inout ByteBuffer) {
        guard let frame = frame(index) else { return }
        if let name = frame.name {
            buffer.append(Bytes(start: name, count: Int(frame.name_length)))
            buffer.append(" (wasm function ")
            buffer.append(decimal: UInt64(frame.function))
            buffer.append(", offset 0x")
        } else {
            buffer.append("wasm function ")
            buffer.append(decimal: UInt64(frame.function))
            buffer.append(" (offset 0x")
        }
        buffer.append(hexadecimal: UInt64(frame.offset))
        buffer.append(")")
    }

    /// The whole report; the last line is left open.
    package func append(to buffer: inout ByteBuffer) {
        buffer.append("trap: ")
        buffer.append(message)
        for index in 0..<frameCount {
            buffer.append("\n    at ")
            appendFrame(index, to: &buffer)
        }
        guard omitted > 0 else { return }
        buffer.append("\n    (")
        buffer.append(decimal: UInt64(omitted))
        buffer.append(" more)")
    }

    func frame(_ index: Int) -> rt_trace_frame? {
        index < frameCount ? rt_trap_frame(UInt32(index)).pointee : nil
    }
}

private enum TrapText {
    nonisolated(unsafe) static var last = ByteBuffer()
}

@c @implementation
func rt_trap_text() -> UnsafePointer<CChar>? {
    TrapText.last.removeAll()
    TrapReport().append(to: &TrapText.last)
    TrapText.last.append(0)
    return TrapText.last.bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
}
