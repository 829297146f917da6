internal import LLVMKit

/// The trap-stack tables of one object as `runtime-c/include/rt_trace.h` describes them.
struct TraceTable: Sendable {
    struct Function: Sendable {
        var begin: UInt32
        var end: UInt32
        var index: UInt32
        var stream: UInt32
    }
    struct Context: Hashable, Sendable {
        var function: UInt32
        var callOffset: UInt32
        var caller: UInt32
    }

    /// A symbol of the code and its distance from the code's start, by which the runtime finds it.
    let symbol: String
    let symbolOffset: UInt64
    private(set) var functions: [Function] = []
    /// Context n is element n - 1; context 0 is the function itself.
    private(set) var contexts: [Context] = []
    private(set) var stream: [UInt8] = []

    private let source: SourceFunctions
    private var contextNumbers: [Context: UInt32] = [:]
    private var last = (address: 0 as UInt32, offset: 0 as UInt32, context: 0 as UInt32)

    init(_ text: ObjectText, _ source: SourceFunctions) {
        self.source = source
        symbol = text.symbol
        symbolOffset = text.symbolOffset
        for row in text.rows { append(row) }
        if let lastIndex = functions.indices.last, functions[lastIndex].end == 0 {
            functions[lastIndex].end = last.address + 1
        }
    }

    private mutating func append(_ row: LineRow) {
        guard let innermost = row.frames.first, let outermost = row.frames.last else {
            return close(at: row.address)
        }
        if functions.last.map({ $0.end != 0 || $0.index != outermost.function }) ?? true {
            close(at: row.address)
            functions.append(
                Function(
                    begin: row.address, end: 0, index: outermost.function,
                    stream: UInt32(stream.count)))
            last = (row.address, 0, 0)
        }
        let context = context(of: row.frames)
        let offset = offset(of: innermost)
        guard offset != last.offset || context != last.context else { return }
        let changed: UInt32 = context == last.context ? 0 : 1
        appendUnsigned((row.address - last.address) << 1 | changed)
        appendSigned(Int64(offset) - Int64(last.offset))
        if changed == 1 { appendUnsigned(context) }
        last = (row.address, offset, context)
    }

    /// Lines count from 1 at the start of the function's body.
    private func offset(of frame: LineRow.Frame) -> UInt32 {
        (source.offsets[frame.function] ?? 0) &+ frame.line &- 1
    }

    private mutating func close(at address: UInt32) {
        guard let index = functions.indices.last, functions[index].end == 0 else { return }
        functions[index].end = address
    }

    /// The number of the innermost frame's context; each is named by its caller's.
    private mutating func context(of frames: [LineRow.Frame]) -> UInt32 {
        var number: UInt32 = 0
        for index in frames.indices.dropLast().reversed() {
            let context = Context(
                function: frames[index].function, callOffset: offset(of: frames[index + 1]),
                caller: number)
            if let known = contextNumbers[context] {
                number = known
            } else {
                contexts.append(context)
                number = UInt32(contexts.count)
                contextNumbers[context] = number
            }
        }
        return number
    }

    private mutating func appendUnsigned(_ value: UInt32) {
        var rest = value
        while rest >= 0x80 {
            stream.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        stream.append(UInt8(rest))
    }

    private mutating func appendSigned(_ value: Int64) {
        var rest = value
        while !(-64..<64).contains(rest) {
            stream.append(UInt8(truncatingIfNeeded: rest & 0x7F) | 0x80)
            rest >>= 7
        }
        stream.append(UInt8(truncatingIfNeeded: rest & 0x7F))
    }
}
