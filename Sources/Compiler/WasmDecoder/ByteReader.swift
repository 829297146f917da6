/// A cursor over a part of the file. Positions are absolute, in parts of parts too.
///
/// The pointer lives as long as `decodeModule`'s closure; each access compares with `end` first.
struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset: Int
    /// One past the part's last byte.
    let end: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        self.init(bytes, 0..<bytes.count)
    }

    private init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { offset == end }
    var remainingCount: Int { end - offset }
    var remainingRange: Range<Int> { offset..<end }

    /// The byte after this part's end, nil at the end of the file.
    var byteBeyondEnd: UInt8? { end < bytes.count ? bytes[end] : nil }

    func unexpectedEnd(needed what: String) -> DecodeError {
        DecodeError(.unexpectedEnd, at: end, "unexpected end: \(what) expected")
    }

    @inline(__always)
    mutating func readByte() throws(DecodeError) -> UInt8 {
        guard offset < end else { throw unexpectedEnd(needed: "another byte") }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// The fast path of every integer: one byte without a continuation bit.
    @inline(__always)
    mutating func readSingleByteInteger() -> UInt8? {
        guard offset < end, bytes[offset] < 0x80 else { return nil }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// A byte of an integer, which may lie beyond the part: the suite judges an integer's form
    /// before the section's size. `checkEnd` judges the size afterwards.
    mutating func readContinuedByte() throws(DecodeError) -> UInt8 {
        guard offset < bytes.count else { throw unexpectedEnd(needed: "another byte") }
        defer { offset += 1 }
        return bytes[offset]
    }

    func checkEnd() throws(DecodeError) {
        if offset > end { throw unexpectedEnd(needed: "the rest of an integer") }
    }

    /// The next byte if it is one of those that `convert` knows.
    mutating func readByte<Value>(
        of part: DecodeError.Part, expected: String, _ convert: (UInt8) -> Value?
    ) throws(DecodeError) -> Value {
        let start = offset
        let byte = try readByte()
        guard let value = convert(byte) else {
            throw DecodeError(
                .malformed(part), at: start,
                "malformed \(part.rawValue) \(hex(byte)), expected \(expected)")
        }
        return value
    }

    /// Type codes are one-byte integers in the grammar, so a continuation bit is a form error.
    mutating func readTypeCode<Value>(
        of part: DecodeError.Part, expected: String, _ convert: (UInt8) -> Value?
    ) throws(DecodeError) -> Value {
        if offset < end, bytes[offset] >= 0x80 { throw tooLong("s7", at: offset) }
        return try readByte(of: part, expected: expected, convert)
    }

    /// Splits off the next `count` bytes, which the caller knows to be there.
    mutating func takePart(_ count: Int) -> ByteReader {
        precondition(count <= remainingCount, "part of \(count) bytes at \(offset)")
        defer { offset += count }
        return ByteReader(bytes, offset..<offset + count)
    }

    /// A size and as many bytes.
    mutating func readSizedPart(_ what: String) throws(DecodeError) -> ByteReader {
        let start = offset
        let size = Int(try readU32())
        guard size <= remainingCount else {
            throw DecodeError(
                .lengthOutOfBounds, at: start,
                "length out of bounds: \(what) of \(size) bytes, but \(remainingCount) are left")
        }
        return takePart(size)
    }

    mutating func skip(_ count: Int, of what: String) throws(DecodeError) -> Range<Int> {
        guard count <= remainingCount else {
            throw unexpectedEnd(needed: "\(count) bytes of \(what)")
        }
        return takePart(count).remainingRange
    }

    mutating func readLittleEndian<Value: FixedWidthInteger & BitwiseCopyable>(
        _ type: Value.Type
    ) throws(DecodeError) -> Value {
        let size = MemoryLayout<Value>.size
        guard size <= remainingCount else { throw unexpectedEnd(needed: "\(size) bytes") }
        defer { offset += size }
        return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }

    /// The count is only a claim: little is allocated before the items have been read.
    mutating func readVector<Item>(
        limit: ImplementationLimit?,
        _ readItem: (inout ByteReader) throws(DecodeError) -> Item
    ) throws(DecodeError) -> [Item] {
        let start = offset
        let count = Int(try readU32())
        try limit?.check(count, at: start)
        var items: [Item] = []
        items.reserveCapacity(min(count, remainingCount, 4096))
        for _ in 0..<count { items.append(try readItem(&self)) }
        return items
    }
}

extension ByteReader {
    /// https://webassembly.github.io/spec/core/binary/values.html#names
    mutating func readName(_ what: String) throws(DecodeError) -> String {
        // The suite's words: where a section ends but the file goes on, the length that would be
        // read is somebody else's.
        if isAtEnd, byteBeyondEnd != nil {
            throw DecodeError(
                .lengthOutOfBounds, at: offset,
                "length out of bounds: the section ends where the length of \(what) is expected")
        }
        let content = try readSizedPart(what)
        let units = UnsafeBufferPointer(
            rebasing: bytes.assumingMemoryBound(to: UInt8.self)[content.remainingRange])
        guard let name = String(validating: units, as: UTF8.self) else {
            throw DecodeError(
                .malformedUTF8, at: content.offset + Self.validPrefix(of: units),
                "malformed UTF-8 encoding in \(what)")
        }
        return name
    }

    /// How many bytes there are before the first that is not UTF-8.
    private static func validPrefix(of units: UnsafeBufferPointer<UInt8>) -> Int {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = units.makeIterator()
        var count = 0
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) {
            count += scalar.count
        }
        return count
    }
}
