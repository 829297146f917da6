import CRuntimeABI

/// What the guest waits for, decoded:
/// https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#subscription
package struct WASISubscription {
    package enum Kind: Equatable {
        case clock(id: UInt32, timeout: UInt64, isAbsolute: Bool)
        case read(UInt32)
        case write(UInt32)
        case unknown

        package var descriptor: UInt32? {
            switch self {
            case .read(let number), .write(let number): number
            case .clock, .unknown: nil
            }
        }
    }

    package static let size = 48

    package let userData: UInt64
    package let tag: UInt8
    package let kind: Kind

    package init(_ bytes: UnsafePointer<UInt8>) {
        userData = bytes.load(UInt64.self, at: 0)
        tag = bytes[8]
        let subject = bytes.load(UInt32.self, at: 16)
        switch tag {
        case 0:
            kind = .clock(
                id: subject, timeout: bytes.load(UInt64.self, at: 24),
                isAbsolute: bytes.load(UInt16.self, at: 40) & 1 != 0)
        case 1: kind = .read(subject)
        case 2: kind = .write(subject)
        default: kind = .unknown
        }
    }
}

/// https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#event
package struct WASIEvent {
    package static let size = 32

    package var userData: UInt64
    package var errno: UInt32
    package var tag: UInt8
    package var byteCount: UInt64 = 0
    package var hungUp = false

    package init(
        userData: UInt64, errno: UInt32, tag: UInt8, byteCount: UInt64 = 0, hungUp: Bool = false
    ) {
        self.userData = userData
        self.errno = errno
        self.tag = tag
        self.byteCount = byteCount
        self.hungUp = hungUp
    }

    package func store(_ out: UnsafeMutablePointer<UInt8>) {
        out.store(userData, at: 0)
        out.store(UInt64(errno) | UInt64(tag) << 16, at: 8)
        out.store(byteCount, at: 16)
        out.store(UInt64(hungUp ? 1 : 0), at: 24)
    }
}
