import CRuntimeABI

/// A folder that the guest is given, as text has it: `host`, `host::guest` or `host::guest::ro`.
package struct WASIFolderText {
    package let host: Bytes
    package let guest: Bytes
    package let isReadOnly: Bool

    /// - Returns: nil for text that is none of these.
    package init?(_ text: Bytes) {
        let first = Self.separator(text, from: 0) ?? text.count
        host = text.slice(0, first)
        guard first < text.count else {
            (guest, isReadOnly) = (host, false)
            if host.count == 0 { return nil }
            return
        }
        let second = Self.separator(text, from: first + 2) ?? text.count
        guest = text.slice(first + 2, second)
        isReadOnly = second < text.count
        if host.count == 0 || guest.count == 0 { return nil }
        if isReadOnly, !text.slice(second, text.count).equals(Bytes("::ro")) { return nil }
    }

    private static func separator(_ text: Bytes, from start: Int) -> Int? {
        var index = start
        while index + 1 < text.count {
            if text[index] == UInt8(ascii: ":"), text[index + 1] == UInt8(ascii: ":") {
                return index
            }
            index += 1
        }
        return nil
    }

    /// The entries of `ASML_DIRS`: separated by semicolons, empty ones left out.
    package static func forEach(in text: Bytes, _ body: (Bytes) -> Void) {
        var start = 0
        for index in 0...text.count
        where index == text.count || text[index] == UInt8(ascii: ";") {
            if index > start { body(text.slice(start, index)) }
            start = index + 1
        }
    }
}

/// The folders that the guest is given, open for as long as the process lives.
struct WASIFolders {
    struct Given {
        let host: Int32
        /// Lives as long as the process: of its environment or of the program's own data.
        let name: Bytes
        let isReadOnly: Bool

        func descriptor(_ index: Int) -> WASIDescriptor {
            let missing: WASIRights = isReadOnly ? .changing : []
            let folder = WASIRights.folder.subtracting(missing)
            return WASIDescriptor(
                host: host, type: .folder, rights: folder,
                inheriting: folder.union(WASIRights.file.subtracting(missing)),
                isReadOnly: isReadOnly, given: index)
        }
    }

    nonisolated(unsafe) static var given: [Given] = []

    /// `ASML_DIRS`, or what the program was compiled with. What cannot be opened ends the process:
    /// the guest would fail later, and say less.
    static func openConfigured() {
        WASIFolderText.forEach(in: configured) { entry in
            guard let text = WASIFolderText(entry) else {
                complain("not a folder as HOST, HOST::GUEST or HOST::GUEST::ro: ", entry)
                rt_exit(1)
            }
            let host = rt_folder_open(text.host.path, 0)
            guard host >= 0 else {
                complain("cannot open the folder for the program: ", text.host)
                rt_exit(1)
            }
            given.append(
                Given(host: Int32(host), name: text.guest, isReadOnly: text.isReadOnly))
        }
    }

    private static var configured: Bytes {
        if let text = environmentValue("ASML_DIRS") { return text }
        guard let config = rt_config() else { return Bytes("") }
        return Bytes(cString: config.pointee.folders)
    }

    /// What a function has on AWS Lambda: a `/tmp` of its own, where it cannot touch what the
    /// runtime and IOmods keep, and its deployment package to read. Either may be missing.
    static func openForLambda() {
        add(Bytes("/tmp/asml-guest"), as: Bytes("/tmp"), isPrivate: true)
        if let root = environmentValue("LAMBDA_TASK_ROOT") { add(root, as: root, isPrivate: false) }
    }

    private static func add(_ path: Bytes, as name: Bytes, isPrivate: Bool) {
        let host = rt_folder_open(path.path, isPrivate ? 1 : 0)
        guard host >= 0 else { return }
        given.append(Given(host: Int32(host), name: name, isReadOnly: !isPrivate))
    }
}

extension Bytes {
    fileprivate var path: rt_path {
        rt_path(bytes: baseAddress?.assumingMemoryBound(to: UInt8.self), count: UInt32(count))
    }
}

@c @implementation
func rt_wasi_prestat(_ number: UInt32, _ out: UnsafeMutablePointer<UInt8>!) -> UInt32 {
    guard let given = WASIDescriptors.current[number]?.given else {
        return WASIErrno.badDescriptor
    }
    out.store(UInt32(0), at: 0)
    out.store(UInt32(WASIFolders.given[given].name.count), at: 4)
    return WASIErrno.success
}

@c @implementation
func rt_wasi_prestat_name(
    _ number: UInt32, _ out: UnsafeMutablePointer<UInt8>!, _ size: UInt32
) -> UInt32 {
    guard let given = WASIDescriptors.current[number]?.given else {
        return WASIErrno.badDescriptor
    }
    let name = WASIFolders.given[given].name
    guard name.count <= Int(size) else { return WASIErrno.nameTooLong }
    UnsafeMutableRawBufferPointer(start: out, count: name.count).copyMemory(from: name)
    return WASIErrno.success
}
