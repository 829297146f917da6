import CRuntimeABI

/// Looks a descriptor up and does something that needs a right: a WASI errno for the guest.
@inline(__always)
func with(
    _ number: UInt32, _ needed: WASIRights, _ body: (WASIDescriptor) -> UInt32
) -> UInt32 {
    guard let descriptor = WASIDescriptors.current[number] else { return WASIErrno.badDescriptor }
    return descriptor.refusal(needed) ?? body(descriptor)
}

@c @implementation
func rt_wasi_close(_ number: UInt32) -> UInt32 {
    with(number, []) { descriptor in
        WASIDescriptors.current[number] = nil
        // A standard stream is closed for the guest only; the process keeps its log.
        if descriptor.isOwned { rt_close(descriptor.host) }
        return WASIErrno.success
    }
}

@c @implementation
func rt_wasi_renumber(_ from: UInt32, _ to: UInt32) -> UInt32 {
    with(from, []) { descriptor in
        guard let replaced = WASIDescriptors.current[to] else { return WASIErrno.badDescriptor }
        guard from != to else { return WASIErrno.success }
        WASIDescriptors.current[to] = descriptor
        WASIDescriptors.current[from] = nil
        if replaced.isOwned { rt_close(replaced.host) }
        return WASIErrno.success
    }
}

@c @implementation
func rt_wasi_fdstat(_ number: UInt32, _ out: UnsafeMutablePointer<UInt8>!) -> UInt32 {
    with(number, []) { descriptor in
        // Those of a standard stream belong to whoever else holds it.
        let flags = number <= 2 && !descriptor.isOwned ? 0 : rt_file_flags(descriptor.host)
        let known = UInt16(truncatingIfNeeded: max(flags, 0))
        WASIDescriptorStatus(descriptor, flags: known).store(out)
        return WASIErrno.success
    }
}

@c @implementation
func rt_wasi_set_flags(_ number: UInt32, _ flags: UInt32) -> UInt32 {
    with(number, .setFlags) { descriptor in
        guard flags < 32 else { return WASIErrno.invalid }
        guard descriptor.isOwned else {
            return flags == 0 ? WASIErrno.success : WASIErrno.notSupported
        }
        return WASIErrno.of(rt_file_set_flags(descriptor.host, flags))
    }
}

/// Rights can be given up, never won.
@c @implementation
func rt_wasi_set_rights(_ number: UInt32, _ base: UInt64, _ inheriting: UInt64) -> UInt32 {
    with(number, []) { descriptor in
        var changed = descriptor
        changed.rights = WASIRights(rawValue: base)
        changed.inheriting = WASIRights(rawValue: inheriting)
        guard descriptor.rights.isSuperset(of: changed.rights),
            descriptor.inheriting.isSuperset(of: changed.inheriting)
        else { return WASIErrno.notCapable }
        WASIDescriptors.current[number] = changed
        return WASIErrno.success
    }
}

/// There are no sockets, and no descriptor becomes one.
@c @implementation
func rt_wasi_socket(_ number: UInt32) -> UInt32 {
    with(number, []) { _ in WASIErrno.notSupported }
}
