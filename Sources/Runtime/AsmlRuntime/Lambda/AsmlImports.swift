import CRuntimeABI

@c @implementation
func rt_asml_log(_ level: UInt32, _ text: UnsafePointer<UInt8>!, _ count: UInt64) {
    guard let runtime = LambdaRuntime.current else { return }
    let message = Bytes(start: text, count: Int(count))
    runtime.checkText(message)
    let level = Log.Level(rawValue: Int(level)) ?? .info
    runtime.log.write(level, message, requestID: runtime.invocation.requestID)
}

@c @implementation
func rt_asml_success(_ body: UnsafePointer<UInt8>!, _ count: UInt64) {
    LambdaRuntime.current?.respond(Bytes(start: body, count: Int(count)))
}

@c @implementation
func rt_asml_failure(
    _ type: UnsafePointer<UInt8>!, _ typeCount: UInt64, _ message: UnsafePointer<UInt8>!,
    _ count: UInt64
) {
    guard let runtime = LambdaRuntime.current else { return }
    let message = Bytes(start: message, count: Int(count))
    runtime.checkText(message)
    runtime.error.set(type: Bytes(start: type, count: Int(typeCount)), message: message)
    runtime.fail()
}

@c @implementation
func rt_asml_response_start(_ contentType: UnsafePointer<UInt8>!, _ count: UInt64) -> Int32 {
    let contentType = Bytes(start: contentType, count: Int(count))
    return LambdaRuntime.current?.startStream(contentType) == true ? 0 : -1
}

@c @implementation
func rt_asml_response_write(_ bytes: UnsafePointer<UInt8>!, _ count: UInt64) -> Int32 {
    let bytes = Bytes(start: bytes, count: Int(count))
    return LambdaRuntime.current?.writeStream(bytes) == true ? 0 : -1
}

@c @implementation
func rt_asml_response_end() -> Int32 { LambdaRuntime.current?.endStream() == true ? 0 : -1 }

@c @implementation
func rt_asml_input_length() -> UInt64 {
    UInt64(LambdaRuntime.current?.invocation.event.count ?? 0)
}

@c @implementation
func rt_asml_input_first(_ page: UnsafeMutablePointer<UInt8>!, _ size: UInt64) {
    guard let runtime = LambdaRuntime.current else { return }
    runtime.input.first(
        of: runtime.invocation.event.bytes,
        into: UnsafeMutableRawBufferPointer(start: page, count: Int(size)))
}

@c @implementation
func rt_asml_input_next(_ page: UnsafeMutablePointer<UInt8>!, _ size: UInt64) {
    guard let runtime = LambdaRuntime.current else { return }
    runtime.input.next(
        of: runtime.invocation.event.bytes,
        into: UnsafeMutableRawBufferPointer(start: page, count: Int(size)))
}

@c @implementation
func rt_asml_input_read(_ offset: UInt64, _ out: UnsafeMutablePointer<UInt8>!, _ count: UInt64)
    -> Int32
{
    LambdaRuntime.current?.invocation.event.bytes.copy(from: offset, to: out, count) ?? 0
}

@c @implementation
func rt_asml_remaining_ms() -> Int64 {
    LambdaRuntime.current?.invocation.remainingMilliseconds(at: now(0) / 1_000_000) ?? -1
}

@c @implementation
func rt_asml_context(
    _ key: UnsafePointer<UInt8>!, _ keyCount: UInt64, _ out: UnsafeMutablePointer<UInt8>!,
    _ capacity: UInt64
) -> Int32 {
    let key = Bytes(start: key, count: Int(keyCount))
    guard let value = LambdaRuntime.current?.invocation.context(key) else { return -1 }
    _ = value.copy(from: 0, to: out, capacity)
    return Int32(clamping: value.count)
}

extension Bytes {
    /// Copies at most `count` bytes from `offset` on; how many.
    func copy(from offset: UInt64, to out: UnsafeMutablePointer<UInt8>, _ count: UInt64) -> Int32 {
        let piece = piece(from: offset, Int(Swift.min(count, UInt64(Int32.max))))
        UnsafeMutableRawBufferPointer(start: out, count: piece.count).copyMemory(from: piece)
        return Int32(piece.count)
    }

    var bytePointer: UnsafePointer<UInt8>? { baseAddress?.assumingMemoryBound(to: UInt8.self) }
}
