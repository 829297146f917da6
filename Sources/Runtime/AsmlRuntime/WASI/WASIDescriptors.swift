import CRuntimeABI

/// One of the guest's descriptors.
package struct WASIDescriptor: Equatable {
    package enum FileType: UInt32 {
        case unknown, blockDevice, characterDevice, folder, file, datagramSocket, socket, link
    }

    package let host: Int32
    package let type: FileType
    package var rights: WASIRights
    /// The most that what is opened below may have.
    package var inheriting: WASIRights
    /// Below a folder that was given read-only: the reason that some rights are missing.
    package let isReadOnly: Bool
    /// Ours to close, unlike a standard stream or a folder that the guest was given.
    package let isOwned: Bool
    /// Number of the folder in `WASIFolders.given`.
    package let given: Int?

    package init(
        host: Int32, type: FileType, rights: WASIRights, inheriting: WASIRights = [],
        isReadOnly: Bool = false, isOwned: Bool = false, given: Int? = nil
    ) {
        self.host = host
        self.type = type
        self.rights = rights
        self.inheriting = inheriting
        self.isReadOnly = isReadOnly
        self.isOwned = isOwned
        self.given = given
    }

    /// Why something cannot be done through it; nil when it can.
    package func refusal(_ needed: WASIRights) -> UInt32? {
        if rights.isSuperset(of: needed) { return nil }
        let isFolder = type == .folder
        if !isFolder, needed.overlaps(.folderOnly) { return WASIErrno.notAFolder }
        if isFolder ? needed.overlaps(.fileOnly) : needed.overlaps([.read, .write]) {
            return WASIErrno.badDescriptor
        }
        if type != .file, needed.overlaps([.seek, .tell]) { return WASIErrno.notSeekable }
        return isReadOnly && needed.overlaps(.changing) ? WASIErrno.readOnly : WASIErrno.notCapable
    }
}

extension WASIRights {
    fileprivate static let fileOnly = file.subtracting(folder)
    fileprivate static let folderOnly = folder.subtracting(file)
}

/// The guest's descriptors by number: standard input, output and error, then the folders it is
/// given, then what it opens, each at the lowest free number.
package struct WASIDescriptors {
    /// Below the 1024 that a process usually has (AWS Lambda among others): the rest is ours.
    package static let limit = 900

    private var slots: [WASIDescriptor?] = []

    package init() {}

    package subscript(_ number: UInt32) -> WASIDescriptor? {
        get { Int(number) < slots.count ? slots[Int(number)] : nil }
        set { if Int(number) < slots.count { slots[Int(number)] = newValue } }
    }

    /// - Returns: its number, or nil when there are too many.
    package mutating func add(_ descriptor: WASIDescriptor) -> UInt32? {
        for index in 0..<slots.count where slots[index] == nil {
            slots[index] = descriptor
            return UInt32(index)
        }
        guard slots.count < Self.limit else { return nil }
        slots.append(descriptor)
        return UInt32(slots.count - 1)
    }

    /// What has to be closed on the host: the descriptors that are ours.
    package func forEachOwned(_ body: (WASIDescriptor) -> Void) {
        for slot in slots {
            if let slot, slot.isOwned { body(slot) }
        }
    }

    nonisolated(unsafe) static var current = WASIDescriptors()

    /// What a fresh instance finds. A standard stream that is closed on the host is so here.
    static func start() {
        current.forEachOwned { rt_close($0.host) }
        var fresh = WASIDescriptors()
        for number in 0..<Int32(3) {
            var status = rt_file_status()
            let isOpen = rt_file_status(number, &status) >= 0
            let stream = WASIDescriptor(
                stream: number, .init(rawValue: status.type) ?? .unknown)
            _ = fresh.add(stream)
            if !isOpen { fresh[UInt32(number)] = nil }
        }
        for index in 0..<WASIFolders.given.count {
            _ = fresh.add(WASIFolders.given[index].descriptor(index))
        }
        current = fresh
    }
}

extension WASIDescriptor {
    package init(stream number: Int32, _ type: FileType) {
        let without: WASIRights = number == 0 ? .write : .read
        self.init(host: number, type: type, rights: WASIRights.stream.subtracting(without))
    }
}
