import CRuntimeABI

/// The IOmods of the program, or nil; set once, at its start.
private nonisolated(unsafe) var iomods: rt_iomods?

@c @implementation
func rt_asml_use_iomods(_ table: UnsafePointer<rt_iomods>!) { iomods = table?.pointee }

extension LambdaRuntime {
    /// Lets answers in until `isOver` or the time is.
    ///
    /// - Parameter deadline: on the monotonic clock.
    func waitForAnswers(until deadline: UInt64, _ isOver: () -> Bool) {
        guard let iomods else { return }
        while !isOver() {
            let time = now(1)
            if time >= deadline { return }
            iomods.wait(deadline - time)
        }
    }

    func endIO() {
        let ended = io.endAll()
        for id in ended.ids where io.wasPending(id, in: ended) { iomods?.cancel(id) }
        io.release(ended)
    }
}

/// `org.ns.name` and `method` of a name of four parts, none of them empty.
package struct MethodName {
    package let coordinates: Bytes
    package let method: Bytes

    package init?(_ name: Bytes) {
        var parts = 0
        var start = 0
        for index in 0...name.count where index == name.count || name[index] == UInt8(ascii: ".") {
            if index == start { return nil }
            parts += 1
            if index < name.count { start = index + 1 }
        }
        guard parts == 4 else { return nil }
        coordinates = name.slice(0, start - 1)
        method = name.slice(start, name.count)
    }
}

@c @implementation
func rt_asml_invoke(
    _ name: UnsafePointer<UInt8>!, _ nameCount: UInt64, _ input: UnsafePointer<UInt8>!,
    _ count: UInt64
) -> Int32 {
    guard let iomods, let runtime = LambdaRuntime.current,
        let name = MethodName(Bytes(start: name, count: Int(nameCount)))
    else { return -1 }
    let iomod = iomods.find(name.coordinates.bytePointer, UInt64(name.coordinates.count))
    guard iomod >= 0, let id = runtime.io.begin() else { return -1 }
    iomods.start(iomod, id, name.method.bytePointer, UInt64(name.method.count), input, count)
    return id
}

@c @implementation
func rt_asml_io_poll(_ id: Int32) -> Int32 {
    guard let runtime = LambdaRuntime.current else { return -1 }
    let nap: UInt64 = 1_000_000
    if runtime.io.state(id) == .pending {
        runtime.waitForAnswers(until: now(1) + nap) { runtime.io.state(id) != .pending }
    }
    switch runtime.io.state(id) {
    case .ready: return 1
    case .pending: return 0
    case .unknown: return -1
    }
}

@c @implementation
func rt_asml_io_length(_ id: Int32) -> Int32 {
    Int32(clamping: LambdaRuntime.current?.io.response(id)?.count ?? 0)
}

@c @implementation
func rt_asml_io_load(_ id: Int32, _ page: UnsafeMutablePointer<UInt8>!, _ size: UInt64) -> Int32 {
    let page = UnsafeMutableRawBufferPointer(start: page, count: Int(size))
    return LambdaRuntime.current?.io.load(id, into: page) == true ? 0 : -1
}

@c @implementation
func rt_asml_io_next(_ page: UnsafeMutablePointer<UInt8>!, _ size: UInt64) -> Int32 {
    let page = UnsafeMutableRawBufferPointer(start: page, count: Int(size))
    return LambdaRuntime.current?.io.next(into: page) == true ? 0 : -1
}

@c @implementation
func rt_asml_io_read(
    _ id: Int32, _ offset: UInt64, _ out: UnsafeMutablePointer<UInt8>!, _ count: UInt64
) -> Int32 {
    guard let response = LambdaRuntime.current?.io.response(id) else { return -1 }
    return response.copy(from: offset, to: out, count)
}

@c @implementation
func rt_asml_io_wait(_ ids: UnsafePointer<UInt8>!, _ count: UInt32, _ timeout: Int32) -> Int32 {
    guard let runtime = LambdaRuntime.current, count > 0 else { return -1 }
    let ids = Bytes(start: ids, count: Int(count) * 4)
    var first = Int32(-1)
    /// Whether one of them is ready, or cannot become so.
    let isOver = {
        for index in 0..<Int(count) {
            let id = Int32(
                littleEndian: ids.loadUnaligned(fromByteOffset: index * 4, as: Int32.self))
            switch runtime.io.state(id) {
            case .ready:
                first = Int32(index)
                return true
            case .unknown: return true
            case .pending: continue
            }
        }
        return false
    }
    if !isOver() { runtime.waitForAnswers(until: runtime.instant(after: timeout), isOver) }
    return first
}

@c @implementation
func rt_asml_io_cancel(_ id: Int32) -> Int32 {
    guard let state = LambdaRuntime.current?.io.cancel(id), state != .unknown else { return -1 }
    if state == .pending { iomods?.cancel(id) }
    return 0
}

@c @implementation
func rt_asml_io_answer(_ id: Int32, _ bytes: UnsafePointer<UInt8>!, _ count: UInt64) {
    LambdaRuntime.current?.io.answer(id) { $0.append(Bytes(start: bytes, count: Int(count))) }
}

/// The document that functions made for AssemblyLift decode already.
@c @implementation
func rt_asml_io_fail(_ id: Int32, _ reason: UnsafePointer<CChar>!) {
    LambdaRuntime.current?.io.answer(id) {
        $0.append("{\"Err\":{\"why\":\"")
        $0.append(json: Bytes(cString: reason))
        $0.append("\"}}")
    }
}

extension LambdaRuntime {
    /// On the monotonic clock; a negative timeout is the invocation's deadline.
    func instant(after milliseconds: Int32) -> UInt64 {
        var nanoseconds = UInt64(milliseconds.magnitude) * 1_000_000
        if milliseconds < 0 {
            let remaining = invocation.remainingMilliseconds(at: now(0) / 1_000_000)
            if remaining < 0 { return .max }
            nanoseconds = UInt64(remaining) * 1_000_000
        }
        return now(1) + nanoseconds
    }
}
