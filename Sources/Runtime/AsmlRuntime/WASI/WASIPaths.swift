import CRuntimeABI

/// WASI's lookupflags: whether a link at a path's end is followed.
private func follows(_ lookup: UInt32) -> Int32 { lookup & 1 != 0 ? 1 : 0 }

@c @implementation
func rt_wasi_path_open(
    _ number: UInt32, _ path: rt_path, _ open: UnsafePointer<rt_open>!,
    _ out: UnsafeMutablePointer<UInt8>!
) -> UInt32 {
    let request = WASIOpenRequest(open.pointee)
    return with(number, request.needed) { folder in
        if let refusal = request.refusal(below: folder) { return refusal }
        var mode = request.mode
        let host = rt_path_open(folder.host, path, &mode)
        guard host >= 0 else { return WASIErrno.of(host) }
        return take(Int32(host), request, below: folder, out)
    }
}

private func take(
    _ host: Int32, _ request: WASIOpenRequest, below folder: WASIDescriptor,
    _ out: UnsafeMutablePointer<UInt8>
) -> UInt32 {
    var status = rt_file_status()
    let result = rt_file_status(host, &status)
    let type = WASIDescriptor.FileType(rawValue: status.type) ?? .unknown
    if result >= 0,
        let added = WASIDescriptors.current.add(request.descriptor(host, type, below: folder))
    {
        out.store(added)
        return WASIErrno.success
    }
    rt_close(host)
    return result < 0 ? WASIErrno.of(result) : WASIErrno.tooManyFiles
}

@c @implementation
func rt_wasi_path_filestat(
    _ number: UInt32, _ lookup: UInt32, _ path: rt_path, _ out: UnsafeMutablePointer<UInt8>!
) -> UInt32 {
    with(number, .pathStatus) {
        var status = rt_file_status()
        let result = rt_path_status($0.host, path, follows(lookup), &status)
        if result >= 0 { status.store(out) }
        return WASIErrno.of(result)
    }
}

@c @implementation
func rt_wasi_path_set_times(
    _ number: UInt32, _ lookup: UInt32, _ path: rt_path, _ times: UnsafePointer<rt_file_times>!
) -> UInt32 {
    with(number, .pathSetTimes) {
        WASIErrno.of(rt_path_set_times($0.host, path, follows(lookup), times))
    }
}

@c @implementation
func rt_wasi_path_make_folder(_ number: UInt32, _ path: rt_path) -> UInt32 {
    with(number, .makeFolder) { WASIErrno.of(rt_path_make_folder($0.host, path)) }
}

@c @implementation
func rt_wasi_path_remove_folder(_ number: UInt32, _ path: rt_path) -> UInt32 {
    with(number, .removeFolder) { WASIErrno.of(rt_path_remove_folder($0.host, path)) }
}

@c @implementation
func rt_wasi_path_unlink(_ number: UInt32, _ path: rt_path) -> UInt32 {
    with(number, .unlink) { WASIErrno.of(rt_path_unlink($0.host, path)) }
}

@c @implementation
func rt_wasi_path_rename(
    _ number: UInt32, _ path: rt_path, _ newNumber: UInt32, _ newPath: rt_path
) -> UInt32 {
    with(number, .renameSource) { old in
        with(newNumber, .renameTarget) { new in
            WASIErrno.of(rt_path_rename(old.host, path, new.host, newPath))
        }
    }
}

@c @implementation
func rt_wasi_path_link(
    _ number: UInt32, _ path: rt_path, _ newNumber: UInt32, _ newPath: rt_path
) -> UInt32 {
    with(number, .linkSource) { old in
        with(newNumber, .linkTarget) { new in
            WASIErrno.of(rt_path_link(old.host, path, new.host, newPath))
        }
    }
}

@c @implementation
func rt_wasi_path_symlink(_ target: rt_path, _ number: UInt32, _ path: rt_path) -> UInt32 {
    with(number, .symlink) { WASIErrno.of(rt_path_symlink(target, $0.host, path)) }
}

@c @implementation
func rt_wasi_path_read_link(
    _ number: UInt32, _ path: rt_path, _ text: UnsafeMutablePointer<UInt8>!, _ size: UInt32,
    _ out: UnsafeMutablePointer<UInt8>!
) -> UInt32 {
    with(number, .readLink) {
        let count = rt_path_read_link($0.host, path, text, UInt64(size))
        if count >= 0 { out.store(UInt32(count)) }
        return WASIErrno.of(count)
    }
}
