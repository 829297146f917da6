package import CRuntimeABI

/// What `path_open` asks for, and what comes of it below a folder.
package struct WASIOpenRequest {
    private static let create: UInt32 = 1
    private static let folder: UInt32 = 2
    private static let exclusive: UInt32 = 4
    private static let truncate: UInt32 = 8

    private let open: rt_open
    private let base: WASIRights

    package init(_ open: rt_open) {
        self.open = open
        base = WASIRights(rawValue: open.base)
    }

    /// Of the folder.
    package var needed: WASIRights {
        var rights: WASIRights = .open
        if open.oflags & Self.create != 0 { rights.insert(.makeFile) }
        if open.oflags & Self.truncate != 0 { rights.insert(.pathSetSize) }
        return rights
    }

    /// Programs ask for more rights than they use, so what the folder does not hand on is left out.
    /// Only a file that could not be used at all is refused.
    package func refusal(below folder: WASIDescriptor) -> UInt32? {
        guard open.oflags < 16, open.fdflags < 32 else { return WASIErrno.invalid }
        guard writes, !folder.inheriting.contains(.write) else { return nil }
        return folder.isReadOnly ? WASIErrno.readOnly : WASIErrno.notCapable
    }

    private var isFolder: Bool { open.oflags & Self.folder != 0 }
    private var writes: Bool { base.overlaps(.writing) && !isFolder }
    private var reads: Bool { base.overlaps(.reading) }

    package var mode: rt_open_mode {
        rt_open_mode(
            oflags: open.oflags, fdflags: open.fdflags,
            access: (reads ? 1 : 0) | (writes ? 2 : 0), follows: Int32(open.lookup & 1))
    }

    package func descriptor(
        _ host: Int32, _ type: WASIDescriptor.FileType, below folder: WASIDescriptor
    ) -> WASIDescriptor {
        let possible: WASIRights
        switch type {
        case .folder: possible = .folder
        case .file, .blockDevice: possible = .file
        default: possible = .stream
        }
        return WASIDescriptor(
            host: host, type: type,
            rights: base.intersection(folder.inheriting).intersection(possible),
            inheriting: type == .folder
                ? WASIRights(rawValue: open.inheriting).intersection(folder.inheriting) : [],
            isReadOnly: folder.isReadOnly, isOwned: true)
    }
}
