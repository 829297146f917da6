import CRuntimeABI

/// What the guest writes to one of its standard streams, as log records: one a line.
struct GuestOutput: ~Copyable {
    let level: Log.Level
    private var line = ByteBuffer()

    /// A longer line becomes several records; Lambda cuts at 256 KiB.
    private static let longestLine = 64 << 10

    init(_ level: Log.Level) { self.level = level }

    mutating func write(_ bytes: Bytes, _ log: inout Log, requestID: Bytes) {
        var rest = bytes
        while rest.count > 0 {
            let end = rest.first(UInt8(ascii: "\n"))
            let piece = rest.piece(from: 0, min(end ?? rest.count, Self.longestLine - line.count))
            line.append(piece)
            let isWhole = end == piece.count
            rest = rest.slice(piece.count + (isWhole ? 1 : 0), rest.count)
            if isWhole || line.count == Self.longestLine { endLine(&log, requestID) }
        }
    }

    /// A line that its invocation did not end.
    mutating func flush(_ log: inout Log, requestID: Bytes) {
        if line.count > 0 { endLine(&log, requestID) }
    }

    private mutating func endLine(_ log: inout Log, _ requestID: Bytes) {
        log.write(level, line.bytes, requestID: requestID)
        line.removeAll()
    }
}
