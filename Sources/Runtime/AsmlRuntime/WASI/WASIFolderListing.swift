import CRuntimeABI

/// Writes a folder's entries as the guest wants them, as many as fit and the last one cut:
/// https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#dirent
package struct WASIFolderListing {
    package static let headSize = 24
    /// Before the name in Linux's record: inode, offset of the next, size of this, type.
    private static let hostHeadSize = 19

    private let out: UnsafeMutablePointer<UInt8>
    private let size: Int
    package private(set) var used = 0

    package init(_ out: UnsafeMutablePointer<UInt8>, size: Int) {
        self.out = out
        self.size = size
    }

    package var isFull: Bool { used == size }

    /// - Parameter records: what `getdents64` gave.
    /// - Returns: the cookie after the last record, nil once there is no more room.
    package mutating func append(_ records: Bytes) -> UInt64? {
        var next: UInt64?
        var offset = 0
        while offset + Self.hostHeadSize < records.count, !isFull {
            let record = records.slice(offset, records.count)
            let length = Int(record.loadUnaligned(fromByteOffset: 16, as: UInt16.self))
            guard length > Self.hostHeadSize, length <= record.count else { return nil }
            appendEntry(record.slice(0, length))
            next = record.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            offset += length
        }
        return isFull ? nil : next
    }

    private mutating func appendEntry(_ record: Bytes) {
        let rest = record.slice(Self.hostHeadSize, record.count)
        let name = rest.slice(0, rest.first(0) ?? rest.count)
        // The parent of a folder that the guest was given is nothing that it knows about; others
        // are left out alike, and wasi-libc takes 0 for unknown.
        let isParent = name.equals(Bytes(".."))
        let inode = isParent ? 0 : record.loadUnaligned(as: UInt64.self)
        var head: InlineArray<24, UInt8> = .init(repeating: 0)
        var span = head.mutableSpan
        span.withUnsafeMutableBufferPointer {
            guard let head = $0.baseAddress else { return }
            head.store(record.loadUnaligned(fromByteOffset: 8, as: UInt64.self), at: 0)
            head.store(inode, at: 8)
            head.store(UInt32(name.count), at: 16)
            head.store(UInt32(Self.type(record[18])), at: 20)
        }
        span.withUnsafeMutableBufferPointer { put(Bytes($0)) }
        put(name)
    }

    private mutating func put(_ bytes: Bytes) {
        let count = min(bytes.count, size - used)
        UnsafeMutableRawBufferPointer(start: out + used, count: count).copyMemory(
            from: bytes.slice(0, count))
        used += count
    }

    /// Linux's DT_… as WASI's filetype; some file systems know none.
    private static func type(_ host: UInt8) -> UInt8 {
        switch host {
        case 2: 2
        case 4: 3
        case 6: 1
        case 8: 4
        case 10: 7
        case 12: 6
        default: 0
        }
    }
}

/// The cookie is the file system's own, so that listing goes on where it stopped whatever was added
/// or removed meanwhile, and costs nothing to keep.
@c @implementation
func rt_wasi_folder(
    _ number: UInt32, _ entries: UnsafeMutablePointer<UInt8>!, _ size: UInt32, _ cookie: UInt64,
    _ out: UnsafeMutablePointer<UInt8>!
) -> UInt32 {
    with(number, .list) { descriptor in
        var listing = WASIFolderListing(entries, size: Int(size))
        var next = cookie
        var failure: Int64 = 0
        withUnsafeTemporaryAllocation(byteCount: 8192, alignment: 8) { records in
            while !listing.isFull {
                let count = rt_folder_read(
                    descriptor.host, next, records.baseAddress, UInt64(records.count))
                if count < 0 { failure = count }
                guard count > 0, let after = listing.append(Bytes(records).slice(0, Int(count)))
                else { return }
                next = after
            }
        }
        if failure < 0 && listing.used == 0 { return WASIErrno.of(failure) }
        out.store(UInt32(listing.used))
        return WASIErrno.success
    }
}
