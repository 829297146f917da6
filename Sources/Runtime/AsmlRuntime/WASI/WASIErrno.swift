import CRuntimeABI

/// https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#errno
enum WASIErrno {
    static let success: UInt32 = 0
    static let badDescriptor: UInt32 = 8
    static let interrupted: UInt16 = 27
    static let invalid: UInt32 = 28
    static let notSupported: UInt32 = 58
    static let notSeekable: UInt32 = 70

    /// Of what a host call returned: success, or the errno it negated.
    static func of(_ result: Int64) -> UInt32 {
        result >= 0 ? success : UInt32(rt_wasi_errno(result))
    }
}

extension UnsafeMutablePointer<UInt8> {
    /// Guest memory is little-endian and knows no alignment.
    func store<Value: FixedWidthInteger>(_ value: Value, at offset: Int = 0) {
        UnsafeMutableRawPointer(self + offset).storeBytes(of: value.littleEndian, as: Value.self)
    }
}

extension UnsafePointer<UInt8> {
    func load<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type, at offset: Int)
        -> Value
    {
        Value(littleEndian: UnsafeRawPointer(self + offset).loadUnaligned(as: type))
    }
}
