package import CRuntimeABI

/// https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#fdstat
package struct WASIDescriptorStatus {
    package static let size = 24

    package let type: WASIDescriptor.FileType
    package let flags: UInt16
    package let rights: WASIRights
    package let inheriting: WASIRights

    package init(_ descriptor: WASIDescriptor, flags: UInt16) {
        type = descriptor.type
        self.flags = flags
        rights = descriptor.rights
        inheriting = descriptor.inheriting
    }

    package func store(_ out: UnsafeMutablePointer<UInt8>) {
        out.store(UInt64(type.rawValue) | UInt64(flags) << 16, at: 0)
        out.store(rights.rawValue, at: 8)
        out.store(inheriting.rawValue, at: 16)
    }
}

extension rt_file_status {
    /// https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#filestat
    package func store(_ out: UnsafeMutablePointer<UInt8>) {
        out.store(device, at: 0)
        out.store(inode, at: 8)
        out.store(UInt64(type), at: 16)
        out.store(links, at: 24)
        out.store(size, at: 32)
        out.store(accessed, at: 40)
        out.store(modified, at: 48)
        out.store(changed, at: 56)
    }
}
