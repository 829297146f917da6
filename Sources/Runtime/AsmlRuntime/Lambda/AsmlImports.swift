import CRuntimeABI

@c @implementation
func rt_asml_log(_ text: UnsafePointer<UInt8>!, _ count: UInt64) {
    guard let runtime = LambdaRuntime.current else { return }
    let message = Bytes(start: text, count: Int(count))
    if !runtime.hasLoggedBadText && !Text.isUTF8(message) {
        runtime.hasLoggedBadText = true
        runtime.report(.warn, "a log record is not UTF-8; the bytes in question are replaced")
    }
    runtime.log.write(.info, message, requestID: runtime.api.requestID.bytes)
}

@c @implementation
func rt_asml_success(_ body: UnsafePointer<UInt8>!, _ count: UInt64) {
    LambdaRuntime.current?.respond(Bytes(start: body, count: Int(count)))
}

@c @implementation
func rt_asml_input_length() -> UInt64 {
    UInt64(LambdaRuntime.current?.api.event.count ?? 0)
}

@c @implementation
func rt_asml_input_first(_ page: UnsafeMutablePointer<UInt8>!, _ size: UInt64) {
    guard let runtime = LambdaRuntime.current else { return }
    runtime.pages.first(
        of: runtime.api.event.bytes,
        into: UnsafeMutableRawBufferPointer(start: page, count: Int(size)))
}

@c @implementation
func rt_asml_input_next(_ page: UnsafeMutablePointer<UInt8>!, _ size: UInt64) {
    guard let runtime = LambdaRuntime.current else { return }
    runtime.pages.next(
        of: runtime.api.event.bytes,
        into: UnsafeMutableRawBufferPointer(start: page, count: Int(size)))
}
