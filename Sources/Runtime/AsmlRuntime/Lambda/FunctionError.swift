import CRuntimeABI

/// What `/error` is told: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
/// Kept, and filled anew for each error.
package struct FunctionError: ~Copyable {
    /// `Function.…` or `Runtime.…`, printable ASCII.
    package private(set) var type = ByteBuffer()
    package var message = ByteBuffer()
    /// The frames of the last trap belong to it.
    package private(set) var isTrap = false

    /// Longer messages are cut: escaped, they stay below the 1 MiB that errors may have.
    private static let largestMessage = 128 << 10
    private static let largestType = 256

    package init() {}

    package mutating func set(_ type: StaticString, _ message: StaticString) {
        set(type: Bytes(type), message: Bytes(message))
    }

    /// - Parameter type: whatever the guest says; what a header cannot hold becomes `?`.
    package mutating func set(type: Bytes, message: Bytes) {
        isTrap = false
        self.type.removeAll()
        for byte in type.piece(from: 0, Self.largestType) {
            self.type.append(byte > 0x20 && byte < 0x7f ? byte : UInt8(ascii: "?"))
        }
        if type.count == 0 { self.type.append("Function.Unknown") }
        self.message.removeAll()
        self.message.append(utf8: message.piece(from: 0, Self.largestMessage))
    }

    /// Why `rt_enter` came back before its time.
    package mutating func set(outcome: Int32) {
        if outcome == RT_EXITED {
            set("Function.Exit", "the function exited with status ")
            message.append(signed: Int64(Int32(bitPattern: rt_exit_status())))
        } else {
            set("Function.Trap", "trap: ")
            message.append(TrapReport().message)
            isTrap = true
        }
    }

    /// The document.
    package borrowing func append(to buffer: inout ByteBuffer) {
        buffer.append("{\"errorMessage\":\"")
        buffer.append(json: message)
        buffer.append("\",\"errorType\":\"")
        buffer.append(json: type)
        buffer.append("\",\"stackTrace\":[")
        if isTrap { Self.appendFrames(to: &buffer) }
        buffer.append("]}")
    }

    private static func appendFrames(to buffer: inout ByteBuffer) {
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
    package borrowing func appendText(to buffer: inout ByteBuffer) {
        if isTrap {
            TrapReport().append(to: &buffer)
        } else {
            buffer.append(type)
            buffer.append(": ")
            buffer.append(message)
        }
    }

    /// The header fields that go with the document.
    package borrowing func appendFields(to head: inout ByteBuffer) {
        appendType(to: &head)
        head.append("Lambda-Runtime-Function-XRay-Error-Cause: ")
        XRayCause.append(self, to: &head)
        head.append("\r\n")
    }

    package borrowing func appendType(to head: inout ByteBuffer) {
        head.append("Lambda-Runtime-Function-Error-Type: ")
        head.append(type)
        head.append("\r\n")
    }
}
