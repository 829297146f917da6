import CRuntimeABI

/// What `/error` is told: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
package struct FunctionError: ~Copyable {
    package let type: StaticString
    package var message = ByteBuffer()
    /// The frames of the last trap belong to it.
    package var isTrap = false

    package init(_ type: StaticString, _ message: StaticString) {
        self.type = type
        self.message.append(message)
    }

    /// Why `rt_enter` came back before its time.
    package init(outcome: Int32) {
        if outcome == RT_EXITED {
            self.init("Function.Exit", "the function exited with status ")
            message.append(signed: Int64(Int32(bitPattern: rt_exit_status())))
        } else {
            self.init("Function.Trap", "trap: ")
            message.append(TrapReport().message)
            isTrap = true
        }
    }

    package func append(to buffer: inout ByteBuffer) {
        buffer.append("{\"errorMessage\":\"")
        buffer.append(json: message)
        buffer.append("\",\"errorType\":\"")
        buffer.append(type)
        buffer.append("\",\"stackTrace\":[")
        if isTrap { appendFrames(to: &buffer) }
        buffer.append("]}")
    }

    private func appendFrames(to buffer: inout ByteBuffer) {
        let report = TrapReport()
        var line = ByteBuffer()
        for index in 0..<report.frameCount {
            line.removeAll()
            report.appendFrame(index, to: &line)
            buffer.append(index == 0 ? "\"" : ",\"")
            buffer.append(json: line)
            buffer.append("\"")
        }
    }

    /// For the log: a trap with its frames, anything else as its message.
    package func appendText(to buffer: inout ByteBuffer) {
        if isTrap {
            TrapReport().append(to: &buffer)
        } else {
            buffer.append(message)
        }
    }
}
