import CRuntimeABI

/// https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#errno
package enum WASIErrno {
    package static let success: UInt32 = 0
    package static let badDescriptor: UInt32 = 8
    package static let interrupted: UInt16 = 27
    package static let invalid: UInt32 = 28
    package static let tooManyFiles: UInt32 = 33
    package static let nameTooLong: UInt32 = 37
    package static let notAFolder: UInt32 = 54
    package static let notSupported: UInt32 = 58
    package static let notPermitted: UInt32 = 63
    package static let readOnly: UInt32 = 69
    package static let notSeekable: UInt32 = 70
    package static let notCapable: UInt32 = 76

    /// Of what a host call returned: success, or the errno it negated.
    package static func of(_ result: Int64) -> UInt32 {
        result >= 0 ? success : UInt32(rt_wasi_errno(result))
    }
}

extension UnsafeMutablePointer<UInt8> {
    /// Guest memory is little-endian and knows no alignment.
    package func store<Value: FixedWidthInteger>(_ value: Value, at offset: Int = 0) {
        UnsafeMutableRawPointer(self + offset).storeBytes(of: value.littleEndian, as: Value.self)
    }
}

extension UnsafePointer<UInt8> {
    package func load<Value: FixedWidthInteger & BitwiseCopyable>(
        _ type: Value.Type, at offset: Int
    )
        -> Value
    {
        Value(littleEndian: UnsafeRawPointer(self + offset).loadUnaligned(as: type))
    }
}
