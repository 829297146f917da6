import CRuntimeABI

/// The guest's descriptors: standard input, output and error, until the guest closes them. Closing
/// is the guest's view only; the process keeps its log.
package struct WASIDescriptors {
    private var closed: UInt8 = 0

    package init() {}

    package func isOpen(_ descriptor: UInt32) -> Bool {
        descriptor <= 2 && closed & (1 << UInt8(descriptor)) == 0
    }

    package mutating func close(_ descriptor: UInt32) { closed |= 1 << UInt8(descriptor) }

    /// A fresh instance finds all of them open.
    nonisolated(unsafe) static var current = WASIDescriptors()
}

/// https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#fdstat
package struct WASIDescriptorStatus {
    package var fileType: UInt8
    package var rights: UInt64

    private static let readRight: UInt64 = 1 << 1
    private static let writeRight: UInt64 = 1 << 6
    private static let pollRight: UInt64 = 1 << 27

    /// No right to seek or tell: that is how wasi-libc recognises a terminal.
    package init(descriptor: UInt32, hostType: Int32) {
        switch rt_file_type(UInt32(bitPattern: hostType)) {
        case rt_file_character_device: fileType = 2
        case rt_file_regular: fileType = 4
        case rt_file_socket: fileType = 6
        default: fileType = 0
        }
        rights = Self.pollRight | (descriptor == 0 ? Self.readRight : Self.writeRight)
    }

    package func store(_ out: UnsafeMutablePointer<UInt8>) {
        out.store(UInt64(fileType), at: 0)
        out.store(rights, at: 8)
        out.store(UInt64(0), at: 16)
    }
}

@c @implementation
package func rt_wasi_close(_ descriptor: UInt32) -> UInt32 {
    guard WASIDescriptors.current.isOpen(descriptor) else { return WASIErrno.badDescriptor }
    WASIDescriptors.current.close(descriptor)
    return WASIErrno.success
}

@c @implementation
package func rt_wasi_fdstat(_ descriptor: UInt32, _ out: UnsafeMutablePointer<UInt8>!) -> UInt32 {
    guard WASIDescriptors.current.isOpen(descriptor) else { return WASIErrno.badDescriptor }
    let type = rt_file_type(Int32(descriptor))
    WASIDescriptorStatus(descriptor: descriptor, hostType: type).store(out)
    return WASIErrno.success
}

/// The flags belong to whoever else holds the open file, so none can be set on standard streams.
@c @implementation
package func rt_wasi_set_flags(_ descriptor: UInt32, _ flags: UInt32) -> UInt32 {
    guard WASIDescriptors.current.isOpen(descriptor) else { return WASIErrno.badDescriptor }
    return flags == 0 ? WASIErrno.success : WASIErrno.notSupported
}

@c @implementation
package func rt_wasi_seek(_ descriptor: UInt32) -> UInt32 {
    WASIDescriptors.current.isOpen(descriptor) ? WASIErrno.notSeekable : WASIErrno.badDescriptor
}

@c @implementation
func rt_wasi_read(
    _ descriptor: UInt32, _ buffers: UnsafePointer<rt_buffer>!, _ count: UInt32,
    _ out: UnsafeMutablePointer<UInt8>!
) -> UInt32 {
    guard descriptor == 0, WASIDescriptors.current.isOpen(0) else {
        return WASIErrno.badDescriptor
    }
    return finish(rt_read(0, buffers, count), out)
}

@c @implementation
func rt_wasi_write(
    _ descriptor: UInt32, _ buffers: UnsafePointer<rt_buffer>!, _ count: UInt32,
    _ out: UnsafeMutablePointer<UInt8>!
) -> UInt32 {
    guard descriptor != 0, WASIDescriptors.current.isOpen(descriptor) else {
        return WASIErrno.badDescriptor
    }
    return finish(rt_write(Int32(descriptor), buffers, count), out)
}

private func finish(_ moved: Int64, _ out: UnsafeMutablePointer<UInt8>) -> UInt32 {
    if moved >= 0 { out.store(UInt32(truncatingIfNeeded: moved)) }
    return WASIErrno.of(moved)
}
