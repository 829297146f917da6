import CRuntimeABI

func environmentValue(_ name: StaticString) -> Bytes? {
    name.utf8Start.withMemoryRebound(to: CChar.self, capacity: name.utf8CodeUnitCount + 1) {
        rt_environment_value($0).map { Bytes(cString: $0) }
    }
}

func argument(_ index: UInt32) -> Bytes? {
    rt_argument(index).map { Bytes(cString: $0) }
}

/// An export of the module, by name and type (`rt_export.type`).
func export(_ name: StaticString, _ type: StaticString) -> UnsafePointer<rt_export>? {
    name.utf8Start.withMemoryRebound(to: CChar.self, capacity: name.utf8CodeUnitCount + 1) { name in
        type.utf8Start.withMemoryRebound(to: CChar.self, capacity: type.utf8CodeUnitCount + 1) {
            rt_find_export(name, $0)
        }
    }
}

/// Monotonic or real time in nanoseconds (WASI's clock ids).
func now(_ clock: UInt32) -> UInt64 {
    var nanoseconds: UInt64 = 0
    _ = rt_clock_time(clock, &nanoseconds)
    return nanoseconds
}
