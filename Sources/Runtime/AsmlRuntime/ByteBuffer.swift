import CRuntimeABI

/// Bytes that grow in place: pages from the kernel, kept when emptied, so that an invocation which
/// is no larger than an earlier one allocates nothing.
package struct ByteBuffer: ~Copyable {
    private var base: UnsafeMutableRawPointer?
    private var capacity = 0
    package private(set) var count = 0

    package init() {}

    deinit {
        if let base { _ = rt_pages_resize(base, UInt64(capacity), 0) }
    }

    /// Valid until the next change, and only while the buffer lives: a local one ends with its last
    /// use, which may be this. So hand local buffers on as buffers (`borrowing`), not as bytes.
    package var bytes: Bytes { Bytes(start: base, count: count) }

    package mutating func removeAll() { count = 0 }

    /// Empties it, and gives pages back beyond what is usual.
    package mutating func removeAll(keeping limit: Int) {
        count = 0
        guard capacity > limit, let base else { return }
        _ = rt_pages_resize(base, UInt64(capacity), 0)
        self.base = nil
        capacity = 0
    }

    /// Bytes that were put where `reserve` said.
    package mutating func commit(_ extra: Int) {
        precondition(extra >= 0 && extra <= capacity - count)
        count += extra
    }

    package mutating func append(_ bytes: Bytes) {
        guard bytes.count > 0, let source = bytes.baseAddress else { return }
        reserve(bytes.count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    package mutating func append(_ other: borrowing ByteBuffer) { append(other.bytes) }

    package mutating func append(_ text: StaticString) { append(Bytes(text)) }

    package mutating func append(_ byte: UInt8) {
        reserve(1).storeBytes(of: byte, as: UInt8.self)
        count += 1
    }

    package mutating func append(decimal value: UInt64, width: Int = 1) {
        append(value, radix: 10, width: width)
    }

    package mutating func append(signed value: Int64) {
        if value < 0 { append(UInt8(ascii: "-")) }
        append(decimal: value.magnitude)
    }

    package mutating func append(hexadecimal value: UInt64, width: Int = 1) {
        append(value, radix: 16, width: width)
    }

    private mutating func append(_ value: UInt64, radix: UInt64, width: Int) {
        if value >= radix || width > 1 {
            append(value / radix, radix: radix, width: width - 1)
        }
        append(Bytes("0123456789abcdef")[Int(value % radix)])
    }

    /// Where the next `extra` bytes go.
    package mutating func reserve(_ extra: Int) -> UnsafeMutableRawPointer {
        if capacity - count < extra { grow(to: count + extra) }
        guard let base else { preconditionFailure("reserve(0) of an empty buffer") }
        return base + count
    }

    private mutating func grow(to wanted: Int) {
        var size = capacity == 0 ? 16384 : capacity
        while size < wanted { size *= 2 }
        guard let grown = rt_pages_resize(base, UInt64(capacity), UInt64(size)) else {
            endWithoutMemory()
        }
        base = grown
        capacity = size
    }
}

/// Says so without a buffer.
private func endWithoutMemory() -> Never {
    let text: StaticString = "asml: error: out of memory\n"
    _ = rt_write_all(2, text.utf8Start, UInt64(text.utf8CodeUnitCount))
    rt_exit(1)
}

extension ByteBuffer {
    /// In one write where the kernel allows. There is nobody to tell when it fails.
    package borrowing func write(to descriptor: Int32) {
        _ = rt_write_all(descriptor, base, UInt64(count))
    }
}

/// The runtime's own words, for whoever started the process.
package func complain(_ text: StaticString, _ detail: Bytes = Bytes("")) {
    var line = ByteBuffer()
    line.append("asml: error: ")
    line.append(text)
    line.append(detail)
    line.append("\n")
    line.write(to: 2)
}
