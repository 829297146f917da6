import CRuntimeABI

/// Stores a count of bytes, if that is what a host call returned.
private func finish(_ moved: Int64, _ out: UnsafeMutablePointer<UInt8>) -> UInt32 {
    if moved >= 0 { out.store(UInt32(truncatingIfNeeded: moved)) }
    return WASIErrno.of(moved)
}

@c @implementation
func rt_wasi_read(
    _ number: UInt32, _ transfer: UnsafePointer<rt_transfer>!, _ out: UnsafeMutablePointer<UInt8>!
) -> UInt32 {
    let transfer = transfer.pointee
    return with(number, transfer.is_at == 0 ? .read : [.read, .seek]) {
        let moved =
            transfer.is_at == 0
            ? rt_read($0.host, transfer.buffers, transfer.count)
            : rt_file_read_at($0.host, transfer.buffers, transfer.count, transfer.offset)
        return finish(moved, out)
    }
}

@c @implementation
func rt_wasi_write(
    _ number: UInt32, _ transfer: UnsafePointer<rt_transfer>!, _ out: UnsafeMutablePointer<UInt8>!
) -> UInt32 {
    let transfer = transfer.pointee
    return with(number, transfer.is_at == 0 ? .write : [.write, .seek]) {
        let moved =
            transfer.is_at == 0
            ? WASIStreams.write($0, transfer)
                ?? rt_write($0.host, transfer.buffers, transfer.count)
            : rt_file_write_at($0.host, transfer.buffers, transfer.count, transfer.offset)
        return finish(moved, out)
    }
}

@c @implementation
func rt_wasi_seek(
    _ number: UInt32, _ offset: Int64, _ whence: UInt32, _ out: UnsafeMutablePointer<UInt8>!
) -> UInt32 {
    let isTell = offset == 0 && whence == 1
    return with(number, isTell ? .tell : [.seek, .tell]) {
        let position = rt_file_seek($0.host, offset, whence)
        if position >= 0 { out.store(UInt64(position)) }
        return WASIErrno.of(position)
    }
}

@c @implementation
func rt_wasi_tell(_ number: UInt32, _ out: UnsafeMutablePointer<UInt8>!) -> UInt32 {
    rt_wasi_seek(number, 0, 1, out)
}

@c @implementation
func rt_wasi_sync(_ number: UInt32, _ dataOnly: Int32) -> UInt32 {
    with(number, dataOnly != 0 ? .dataSync : .fileSync) {
        WASIErrno.of(rt_file_sync($0.host, dataOnly))
    }
}

@c @implementation
func rt_wasi_advise(_ number: UInt32, _ offset: UInt64, _ count: UInt64, _ advice: UInt32)
    -> UInt32
{
    with(number, .advise) { WASIErrno.of(rt_file_advise($0.host, offset, count, advice)) }
}

@c @implementation
func rt_wasi_allocate(_ number: UInt32, _ offset: UInt64, _ count: UInt64) -> UInt32 {
    with(number, .allocate) { WASIErrno.of(rt_file_allocate($0.host, offset, count)) }
}

@c @implementation
func rt_wasi_filestat(_ number: UInt32, _ out: UnsafeMutablePointer<UInt8>!) -> UInt32 {
    with(number, .status) {
        var status = rt_file_status()
        let result = rt_file_status($0.host, &status)
        if result >= 0 { status.store(out) }
        return WASIErrno.of(result)
    }
}

@c @implementation
func rt_wasi_resize(_ number: UInt32, _ size: UInt64) -> UInt32 {
    with(number, .setSize) { WASIErrno.of(rt_file_resize($0.host, size)) }
}

@c @implementation
func rt_wasi_set_times(_ number: UInt32, _ times: UnsafePointer<rt_file_times>!) -> UInt32 {
    with(number, .setTimes) { WASIErrno.of(rt_file_set_times($0.host, times)) }
}
