import AsmlRuntime
import CRuntimeABI
import Testing

/// Bytes that `body` writes, `count` of them, where there was something else before.
func written(_ count: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void) -> [UInt8] {
    var bytes = [UInt8](repeating: 0xaa, count: count)
    bytes.withUnsafeMutableBufferPointer { if let out = $0.baseAddress { body(out) } }
    return bytes
}

@Suite struct WASIDescriptorTests {
    private let file = WASIDescriptor(host: 9, type: .file, rights: .file)
    private let folder = WASIDescriptor(
        host: 8, type: .folder, rights: .folder, inheriting: [.folder, .file])
    private let readOnly = WASIDescriptor(
        host: 7, type: .folder, rights: .folder.subtracting(.changing),
        inheriting: WASIRights.folder.union(.file).subtracting(.changing), isReadOnly: true)

    @Test func theLowestFreeNumberIsTaken() {
        var table = WASIDescriptors()
        #expect((0..<4).map { _ in table.add(file) } == [0, 1, 2, 3])
        table[1] = nil
        table[3] = nil
        #expect(table[1] == nil)
        #expect(table.add(folder) == 1)
        #expect(table[1] == folder)
        #expect(table.add(file) == 3)
        #expect(table[4] == nil)
        #expect(table[.max] == nil)
    }

    @Test func theTableEnds() {
        var table = WASIDescriptors()
        for number in 0..<WASIDescriptors.limit { #expect(table.add(file) == UInt32(number)) }
        #expect(table.add(file) == nil)
        table[5] = nil
        #expect(table.add(file) == 5)
    }

    @Test func refusesForTheRightReason() {
        let input = WASIDescriptor(stream: 0, .characterDevice)
        #expect(file.refusal([.read, .seek]) == nil)
        #expect(input.refusal(.read) == nil)
        #expect(input.refusal(.write) == WASIErrno.badDescriptor)
        #expect(input.refusal([.seek, .tell]) == WASIErrno.notSeekable)
        #expect(input.refusal(.open) == WASIErrno.notAFolder)
        #expect(file.refusal(.list) == WASIErrno.notAFolder)
        #expect(folder.refusal(.read) == WASIErrno.badDescriptor)
        #expect(folder.refusal(.unlink) == nil)
        #expect(readOnly.refusal(.unlink) == WASIErrno.readOnly)
        #expect(readOnly.refusal(.list) == nil)
        #expect(
            WASIDescriptor(host: 1, type: .file, rights: .read).refusal(.setSize)
                == WASIErrno.notCapable)
    }

    @Test func statusLayout() {
        let status = WASIDescriptorStatus(WASIDescriptor(stream: 1, .characterDevice), flags: 4)
        var wanted = [UInt8](repeating: 0, count: WASIDescriptorStatus.size)
        (wanted[0], wanted[2], wanted[8], wanted[10], wanted[11]) = (2, 4, 0x48, 0x20, 8)
        #expect(written(WASIDescriptorStatus.size) { status.store($0) } == wanted)
    }

    @Test func fileStatusLayout() {
        let status = rt_file_status(
            device: 1, inode: 2, links: 3, size: 0x0405, accessed: 6, modified: 7, changed: 8,
            type: 4, owner: 1000)
        var wanted = [UInt8](repeating: 0, count: 64)
        (wanted[0], wanted[8], wanted[16], wanted[24]) = (1, 2, 4, 3)
        (wanted[32], wanted[33]) = (5, 4)
        (wanted[40], wanted[48], wanted[56]) = (6, 7, 8)
        #expect(written(64) { status.store($0) } == wanted)
    }

    @Test func whatIsOpenedHasNoMoreRightsThanItsFolderHandsOn() {
        let everything = rt_open(
            lookup: 1, oflags: 1, fdflags: 0, base: .max, inheriting: .max)
        let request = WASIOpenRequest(everything)
        #expect(request.needed == [.open, .makeFile])
        #expect(request.mode.access == 3)
        #expect(request.refusal(below: folder) == nil)
        #expect(request.refusal(below: readOnly) == WASIErrno.readOnly)
        let opened = request.descriptor(20, .file, below: folder)
        #expect(opened.rights == .file)
        #expect(opened.inheriting == [])
        #expect(opened.isOwned)
        #expect(request.descriptor(20, .folder, below: readOnly).rights == readOnly.rights)
    }

    @Test func readingBelowAReadOnlyFolder() {
        let reading: WASIRights = [.read, .seek, .tell, .makeFile, .unlink]
        let request = WASIOpenRequest(
            rt_open(lookup: 1, oflags: 0, fdflags: 0, base: reading.rawValue, inheriting: 0))
        #expect(request.mode.access == 1)
        #expect(request.refusal(below: readOnly) == nil)
        #expect(request.descriptor(20, .file, below: readOnly).rights == [.read, .seek, .tell])
    }

    @Test func wrongFlags() {
        for (oflags, fdflags) in [(16, 0), (0, 32)] as [(UInt32, UInt32)] {
            let request = WASIOpenRequest(
                rt_open(lookup: 0, oflags: oflags, fdflags: fdflags, base: 2, inheriting: 0))
            #expect(request.refusal(below: folder) == WASIErrno.invalid)
        }
    }

    @Test(arguments: [
        ("/data", ["/data", "/data", ""]), ("/data::/work", ["/data", "/work", ""]),
        (".::/", [".", "/", ""]), ("/a:b::c:d", ["/a:b", "c:d", ""]),
        ("/data::/work::ro", ["/data", "/work", "ro"]), ("::/work", nil), ("/data::", nil),
        ("", nil), ("/data::/work::rw", nil), ("/data::/work::", nil), ("/a::/b::/c::ro", nil),
    ])
    func folderText(_ text: String, _ parts: [String]?) {
        let found = Array(text.utf8).withUnsafeBytes { bytes in
            WASIFolderText(bytes).map {
                [
                    String(decoding: $0.host, as: UTF8.self),
                    String(decoding: $0.guest, as: UTF8.self), $0.isReadOnly ? "ro" : "",
                ]
            }
        }
        #expect(found == parts)
    }

    @Test(arguments: [
        ("", []), (";", []), ("a", ["a"]), ("a;b::c", ["a", "b::c"]), (";;a;", ["a"]),
    ])
    func folderList(_ text: String, _ entries: [String]) {
        var found: [String] = []
        Array(text.utf8).withUnsafeBytes { bytes in
            WASIFolderText.forEach(in: bytes) { found.append(String(decoding: $0, as: UTF8.self)) }
        }
        #expect(found == entries)
    }
}
