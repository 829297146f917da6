import CRuntimeABI

/// What an invocation calls.
enum EntryPoint {
    /// An exported function `() -> i32`; the instance lives on.
    case handler(UnsafePointer<rt_export>)
    /// `_start`, each time in a fresh instance.
    case program(UnsafePointer<rt_export>)

    static func find() -> EntryPoint? {
        if let name = handlerName(), let handler = rt_find_export(name, ":i") {
            return .handler(handler)
        }
        return export("_start", ":").map { .program($0) }
    }

    /// `_HANDLER` is `<function>.<handler>`, as is the first argument where it is missing.
    static func handlerName() -> UnsafePointer<CChar>? {
        guard let text = environmentValue("_HANDLER") ?? argument(1) else {
            return UnsafeRawPointer(StaticString("handler").utf8Start)
                .assumingMemoryBound(to: CChar.self)
        }
        let start = text.last(UInt8(ascii: ".")).map { $0 + 1 } ?? 0
        return text.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
    }

    static func describeMissing(_ error: inout FunctionError) {
        error.set("Runtime.HandlerNotFound", "the module exports no function '")
        if let name = handlerName() { error.message.append(utf8: Bytes(cString: name)) }
        error.message.append("' of type () -> i32 and no '_start'; its functions are: ")
        appendExports(to: &error.message)
    }
}
