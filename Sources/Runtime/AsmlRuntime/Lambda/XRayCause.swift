import CRuntimeABI

/// The cause of an error as AWS X-Ray shows it, in one line of ASCII and below its 64 KiB:
/// https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors
/// A frame's line is the offset in the module.
enum XRayCause {
    private static let frameLimit = 32
    private static let nameLimit = 200
    private static let messageLimit = 1000

    static func append(_ error: borrowing FunctionError, to buffer: inout ByteBuffer) {
        buffer.append("{\"working_directory\":\"")
        buffer.append(
            ascii: (environmentValue("LAMBDA_TASK_ROOT") ?? Bytes("/")).piece(from: 0, nameLimit))
        buffer.append("\",\"exceptions\":[{\"type\":\"")
        buffer.append(ascii: error.type.bytes)
        buffer.append("\",\"message\":\"")
        buffer.append(ascii: error.message.bytes.piece(from: 0, messageLimit))
        buffer.append("\",\"stack\":[")
        if error.isTrap { appendFrames(TrapReport(), to: &buffer) }
        buffer.append("]}],\"paths\":[]}")
    }

    private static func appendFrames(_ report: TrapReport, to buffer: inout ByteBuffer) {
        for index in 0..<min(report.frameCount, frameLimit) {
            guard let frame = report.frame(index) else { return }
            buffer.append(index == 0 ? "{" : ",{")
            buffer.append("\"path\":\"wasm\",\"line\":")
            buffer.append(decimal: UInt64(frame.offset))
            buffer.append(",\"label\":\"")
            if let name = frame.name {
                let name = Bytes(start: name, count: Int(frame.name_length))
                buffer.append(ascii: name.piece(from: 0, nameLimit))
            } else {
                buffer.append("wasm function ")
                buffer.append(decimal: UInt64(frame.function))
            }
            buffer.append("\"}")
        }
    }
}
