import CRuntimeABI

/// Names that never reach the guest: with them it would be the function, not a part of it. Nor does
/// what is meant for the runtime.
package enum WithheldEnvironment {
    package static func contains(_ entry: Bytes) -> Bool {
        if entry.starts(with: "ASML_DIRS=") { return true }
        // Lambda's runtimes set it anew for each invocation.
        if entry.starts(with: "_X_AMZN_TRACE_ID=") { return true }
        guard entry.starts(with: "AWS_"), let end = entry.first(UInt8(ascii: "=")) else {
            return false
        }
        let name = entry.slice(0, end)
        return name.equals(Bytes("AWS_ACCESS_KEY_ID"))
            || name.equals(Bytes("AWS_SECRET_ACCESS_KEY"))
            || name.equals(Bytes("AWS_SESSION_TOKEN"))
            || name.equals(Bytes("AWS_SECURITY_TOKEN"))
            || name.equals(Bytes("AWS_LAMBDA_RUNTIME_API"))
            || name.starts(with: "AWS_CONTAINER_CREDENTIALS_")
            || name.starts(with: "AWS_CONTAINER_AUTHORIZATION_TOKEN")
    }
}

/// `_X_AMZN_TRACE_ID`, of the invocation that is under way.
enum TraceVariable {
    nonisolated(unsafe) private static var entry = ByteBuffer()

    static var text: Bytes { entry.bytes }

    static func set(_ traceID: Bytes?) {
        entry.removeAll()
        guard let traceID else { return }
        entry.append("_X_AMZN_TRACE_ID=")
        entry.append(traceID)
    }
}

/// What `args_*` and `environ_*` share: strings by number, and which of them the guest sees.
private struct StringList {
    package let entry: (UInt32) -> UnsafePointer<CChar>?
    package let isWithheld: (Bytes) -> Bool
    /// Strings behind these, each ended by 0 and an empty one at the end.
    package var more: UnsafePointer<CChar>?
    /// One more, unless it is empty.
    package var last = Bytes("")

    @inline(__always)
    package func forEach(_ body: (Bytes) -> Void) {
        var index: UInt32 = 0
        while let text = entry(index) {
            index += 1
            let bytes = Bytes(cString: text)
            if !isWithheld(bytes) { body(bytes) }
        }
        var next = more
        while let text = next, text.pointee != 0 {
            let bytes = Bytes(cString: text)
            next = text + bytes.count + 1
            if !isWithheld(bytes) && !isNamed(bytes) { body(bytes) }
        }
        if last.count > 0 { body(last) }
    }

    /// Whether one of the first strings is a variable of the same name.
    private func isNamed(_ entry: Bytes) -> Bool {
        guard let end = entry.first(UInt8(ascii: "=")) else { return false }
        let name = entry.slice(0, end + 1)
        var index: UInt32 = 0
        while let text = self.entry(index) {
            index += 1
            let other = Bytes(cString: text)
            if other.count >= name.count, other.slice(0, name.count).equals(name) { return true }
        }
        return false
    }

    package func measure(
        _ count: UnsafeMutablePointer<UInt32>, _ size: UnsafeMutablePointer<UInt32>
    ) {
        count.pointee = 0
        size.pointee = 0
        forEach {
            count.pointee += 1
            size.pointee += UInt32($0.count) + 1
        }
    }

    package func copy(
        _ pointers: UnsafeMutablePointer<UInt8>, _ text: UnsafeMutablePointer<UInt8>,
        _ address: UInt32
    ) {
        var pointer = pointers
        var offset = 0
        forEach {
            pointer.store(address &+ UInt32(offset))
            pointer += 4
            UnsafeMutableRawBufferPointer(start: text + offset, count: $0.count).copyMemory(
                from: $0)
            offset += $0.count
            text[offset] = 0
            offset += 1
        }
    }
}

private var arguments: StringList {
    StringList(entry: { rt_argument($0) }, isWithheld: { _ in false })
}

private var environment: StringList {
    StringList(
        entry: { rt_environment($0) }, isWithheld: { WithheldEnvironment.contains($0) },
        more: rt_config()?.pointee.environment, last: TraceVariable.text)
}

@c @implementation
package func rt_wasi_arguments_size(
    _ count: UnsafeMutablePointer<UInt32>!, _ bytes: UnsafeMutablePointer<UInt32>!
) {
    arguments.measure(count, bytes)
}

@c @implementation
package func rt_wasi_arguments(
    _ pointers: UnsafeMutablePointer<UInt8>!, _ text: UnsafeMutablePointer<UInt8>!,
    _ address: UInt32
) {
    arguments.copy(pointers, text, address)
}

@c @implementation
package func rt_wasi_environment_size(
    _ count: UnsafeMutablePointer<UInt32>!, _ bytes: UnsafeMutablePointer<UInt32>!
) {
    environment.measure(count, bytes)
}

@c @implementation
package func rt_wasi_environment(
    _ pointers: UnsafeMutablePointer<UInt8>!, _ text: UnsafeMutablePointer<UInt8>!,
    _ address: UInt32
) {
    environment.copy(pointers, text, address)
}
