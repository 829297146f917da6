import CRuntimeABI

/// The answer of a clock, in the guest's memory.
private func finish(
    _ result: Int64, _ nanoseconds: UInt64, _ out: UnsafeMutablePointer<UInt8>
) -> UInt32 {
    if result >= 0 { out.store(nanoseconds) }
    return WASIErrno.of(result)
}

@c @implementation
package func rt_wasi_clock_resolution(_ clock: UInt32, _ out: UnsafeMutablePointer<UInt8>!)
    -> UInt32
{
    var nanoseconds: UInt64 = 0
    return finish(rt_clock_resolution(clock, &nanoseconds), nanoseconds, out)
}

@c @implementation
package func rt_wasi_clock_time(_ clock: UInt32, _ out: UnsafeMutablePointer<UInt8>!) -> UInt32 {
    var nanoseconds: UInt64 = 0
    return finish(rt_clock_time(clock, &nanoseconds), nanoseconds, out)
}

@c @implementation
package func rt_wasi_random(_ bytes: UnsafeMutablePointer<UInt8>!, _ count: UInt64) -> UInt32 {
    WASIErrno.of(rt_random(bytes, count))
}
