/// What may be done through a descriptor:
/// https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#rights
package struct WASIRights: OptionSet, Equatable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    private init(bit: UInt64) { rawValue = 1 << bit }

    package static let dataSync = WASIRights(bit: 0)
    package static let read = WASIRights(bit: 1)
    package static let seek = WASIRights(bit: 2)
    package static let setFlags = WASIRights(bit: 3)
    package static let fileSync = WASIRights(bit: 4)
    package static let tell = WASIRights(bit: 5)
    package static let write = WASIRights(bit: 6)
    package static let advise = WASIRights(bit: 7)
    package static let allocate = WASIRights(bit: 8)
    package static let makeFolder = WASIRights(bit: 9)
    package static let makeFile = WASIRights(bit: 10)
    package static let linkSource = WASIRights(bit: 11)
    package static let linkTarget = WASIRights(bit: 12)
    package static let open = WASIRights(bit: 13)
    package static let list = WASIRights(bit: 14)
    package static let readLink = WASIRights(bit: 15)
    package static let renameSource = WASIRights(bit: 16)
    package static let renameTarget = WASIRights(bit: 17)
    package static let pathStatus = WASIRights(bit: 18)
    package static let pathSetSize = WASIRights(bit: 19)
    package static let pathSetTimes = WASIRights(bit: 20)
    package static let status = WASIRights(bit: 21)
    package static let setSize = WASIRights(bit: 22)
    package static let setTimes = WASIRights(bit: 23)
    package static let symlink = WASIRights(bit: 24)
    package static let removeFolder = WASIRights(bit: 25)
    package static let unlink = WASIRights(bit: 26)
    package static let poll = WASIRights(bit: 27)

    /// Of what is open, files and all others; folders have a set of their own. Without `seek` and
    /// `tell` a stream is what wasi-libc takes for a terminal.
    package static let stream: WASIRights = [.read, .write, .setFlags, .status, .poll]
    package static let file: WASIRights = [
        .dataSync, .fileSync, .read, .seek, .setFlags, .tell, .write, .advise, .allocate, .status,
        .setSize, .setTimes, .poll,
    ]
    package static let folder: WASIRights = [
        .dataSync, .fileSync, .setFlags, .makeFolder, .makeFile, .linkSource, .linkTarget, .open,
        .list, .readLink, .renameSource, .renameTarget, .pathStatus, .pathSetSize, .pathSetTimes,
        .status, .setTimes, .symlink, .removeFolder, .unlink,
    ]
    /// A read-only folder has none of these and hands none on.
    package static let changing: WASIRights = [
        .write, .allocate, .makeFolder, .makeFile, .linkSource, .linkTarget, .renameSource,
        .renameTarget, .pathSetSize, .pathSetTimes, .setSize, .setTimes, .symlink, .removeFolder,
        .unlink,
    ]

    /// Those that decide how a file is opened.
    package static let reading: WASIRights = [.read, .list]
    package static let writing: WASIRights = [.write, .allocate, .setSize]

    package func overlaps(_ other: WASIRights) -> Bool { rawValue & other.rawValue != 0 }
}
