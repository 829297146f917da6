import CRuntimeABI

/// The function's log as Lambda reads it from standard output: text, or one JSON object per record.
struct Log: ~Copyable {
    enum Level: Int {
        case trace, debug, info, warn, error, fatal

        init?(_ name: Bytes) {
            for level in [Level.trace, .debug, .info, .warn, .error, .fatal]
            where name.equalsIgnoringCase(level.name) {
                self = level
                return
            }
            return nil
        }

        var name: StaticString {
            switch self {
            case .trace: "TRACE"
            case .debug: "DEBUG"
            case .info: "INFO"
            case .warn: "WARN"
            case .error: "ERROR"
            case .fatal: "FATAL"
            }
        }
    }

    private let isJSON =
        environmentValue("AWS_LAMBDA_LOG_FORMAT")?.equalsIgnoringCase("JSON") ?? false
    private let lowest = environmentValue("AWS_LAMBDA_LOG_LEVEL").flatMap { Level($0) } ?? .trace
    private var record = ByteBuffer()

    /// One record in one write, so that records do not mix.
    mutating func write(_ level: Level, _ message: Bytes, requestID: Bytes) {
        if level.rawValue < lowest.rawValue { return }
        record.removeAll()
        if isJSON {
            appendJSON(level, message, requestID)
        } else {
            appendText(level, message, requestID)
        }
        record.append("\n")
        record.write(to: 1)
    }

    /// As AWS's own runtimes have it: fields between tabs.
    private mutating func appendText(_ level: Level, _ message: Bytes, _ requestID: Bytes) {
        record.append(timestamp: now(0) / 1_000_000)
        record.append("\t")
        record.append(utf8: requestID)
        record.append("\t")
        record.append(level.name)
        record.append("\t")
        record.append(utf8: message)
    }

    private mutating func appendJSON(_ level: Level, _ message: Bytes, _ requestID: Bytes) {
        record.append("{\"timestamp\":\"")
        record.append(timestamp: now(0) / 1_000_000)
        record.append("\",\"level\":\"")
        record.append(level.name)
        record.append("\",\"requestId\":\"")
        record.append(json: requestID)
        record.append("\",\"message\":\"")
        record.append(json: message)
        record.append("\"}")
    }
}
