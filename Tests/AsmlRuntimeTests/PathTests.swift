import AsmlRuntime
import CRuntimeABI
import Foundation
import Testing

/// Where each call takes the last name of a path, and what a slash behind it means.
@Suite final class PathTests {
    private let folder: String
    private let root: Int32

    init() throws {
        folder =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("asml-paths-\(UUID().uuidString)").path
        for name in ["/root/folder/inner", "/outside"] {
            try FileManager.default.createDirectory(
                atPath: folder + name, withIntermediateDirectories: true)
        }
        try "text".write(toFile: "\(folder)/root/file", atomically: false, encoding: .utf8)
        for (name, target) in [
            ("link", "folder"), ("out", "../outside"), ("dangling", "new"), ("loop", "loop"),
        ] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder)/root/\(name)", withDestinationPath: target)
        }
        root = open("\(folder)/root", O_RDONLY | O_DIRECTORY)
    }

    deinit {
        close(root)
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func with(_ path: String, _ body: (rt_path) -> Int64) -> Int32 {
        Array(path.utf8).withUnsafeBufferPointer {
            Int32(-body(rt_path(bytes: $0.baseAddress, count: UInt32($0.count))))
        }
    }

    private func exists(_ name: String) -> Bool {
        var status = stat()
        return lstat("\(folder)/\(name)", &status) == 0
    }

    @Test(arguments: [
        ("..", EPERM), ("/", EPERM), ("/tmp", EPERM), ("../outside", EPERM), ("out", EPERM),
        ("out/x", EPERM), ("folder/../..", EPERM), ("link/../../outside", EPERM), ("", ENOENT),
        (".", 0), ("./", 0), ("folder/..", 0), ("link/..", 0), ("link/", 0), ("link/inner", 0),
        ("file/", ENOTDIR), ("file/..", ENOTDIR), ("none", ENOENT), ("none/..", ENOENT),
        ("loop", ELOOP), ("dangling", ENOENT), ("a\0b", EINVAL),
        (String(repeating: "a", count: 256), ENAMETOOLONG),
        (String(repeating: "a/", count: 2048), ENAMETOOLONG),
    ])
    func status(_ path: String, _ wanted: Int32) {
        var status = rt_file_status()
        #expect(with(path) { rt_path_status(root, $0, 1, &status) } == wanted)
    }

    @Test(arguments: [
        ("new", 0), ("new/", 0), ("link/new", 0), ("folder/../new//", 0), (".", EEXIST),
        ("..", EPERM), ("folder/..", EEXIST), ("../new", EPERM), ("out/new", EPERM),
        ("/new", EPERM), ("link", EEXIST), ("link/", EEXIST), ("dangling/", EEXIST),
        ("file/new", ENOTDIR), ("none/new", ENOENT), ("", ENOENT),
    ])
    func makesFolders(_ path: String, _ wanted: Int32) {
        #expect(with(path) { rt_path_make_folder(root, $0) } == wanted)
        #expect(!exists("outside/new") && !exists("new"))
    }

    @Test(arguments: [
        ("file", 0), ("file/", ENOTDIR), ("link", 0), ("link/", ENOTDIR), ("out", 0),
        ("out/", ENOTDIR), ("folder", EISDIR), ("folder/", EISDIR), (".", EISDIR), ("..", EPERM),
        ("folder/..", EISDIR), ("none", ENOENT),
    ])
    func unlinks(_ path: String, _ wanted: Int32) {
        #expect(with(path) { rt_path_unlink(root, $0) } == wanted)
        #expect(exists("outside"))
    }

    @Test(arguments: [
        ("folder/inner", 0), ("folder/inner/", 0), ("folder", ENOTEMPTY), ("link/inner", 0),
        ("link", ENOTDIR), ("link/", ENOTDIR), ("out", ENOTDIR), ("out/", ENOTDIR),
        (".", EINVAL), ("folder/.", EINVAL), ("..", EPERM), ("../outside", EPERM),
        ("file", ENOTDIR),
    ])
    func removesFolders(_ path: String, _ wanted: Int32) {
        #expect(with(path) { rt_path_remove_folder(root, $0) } == wanted)
        #expect(exists("outside"))
    }

    @Test(arguments: [
        ("file", "new", 0), ("file", "new/", ENOTDIR), ("file/", "new", ENOTDIR),
        ("folder", "new/", 0), ("link", "new", 0), ("link/", "new", ENOTDIR),
        ("file", "../new", EPERM), ("../outside", "new", EPERM), ("file", "out/new", EPERM),
        ("folder", "folder/inner/new", EINVAL), (".", "new", EBUSY), ("file", ".", EBUSY),
    ])
    func renames(_ old: String, _ new: String, _ wanted: Int32) {
        let result = with(old) { old in
            Int64(-with(new) { rt_path_rename(root, old, root, $0) })
        }
        #expect(result == wanted)
        #expect(!exists("new") && !exists("outside/new"))
    }

    @Test(arguments: [
        ("../outside", "new", 0), ("/etc", "new", EPERM), ("", "new", ENOENT),
        ("x", "new/", ENOENT), ("x", "file", EEXIST), ("x", "../new", EPERM),
    ])
    func makesLinks(_ target: String, _ path: String, _ wanted: Int32) {
        let result = with(target) { target in
            Int64(-with(path) { rt_path_symlink(target, root, $0) })
        }
        #expect(result == wanted)
    }

    @Test func readsLinksAsFarAsThereIsRoom() {
        var text = [UInt8](repeating: 0, count: 4)
        #expect(with("link") { rt_path_read_link(root, $0, &text, 4) } == -4)
        #expect(text == Array("fold".utf8))
        #expect(with("link") { rt_path_read_link(root, $0, &text, 0) } == 0)
        #expect(with("file") { rt_path_read_link(root, $0, &text, 4) } == EINVAL)
    }

    @Test(
        arguments: [
            ("file", 0, 0), ("file", 1 | 4, EEXIST), ("dangling", 1, 0),
            ("dangling", 1 | 4, EEXIST),
            ("out/new", 1, EPERM), ("folder", 2, 0), ("file", 2, ENOTDIR), ("new/", 1, EISDIR),
            ("folder", 1 | 2, EINVAL),
        ] as [(String, UInt32, Int32)])
    func opens(_ path: String, _ oflags: UInt32, _ wanted: Int32) {
        var mode = rt_open_mode(oflags: oflags, fdflags: 0, access: 1, follows: 1)
        let result = with(path) { path in
            let opened = rt_path_open(root, path, &mode)
            if opened >= 0 { close(Int32(opened)) }
            return min(opened, 0)
        }
        #expect(result == wanted)
        #expect(!exists("outside/new"))
    }

    @Test func aFinalLinkIsFollowedOnlyWhenAsked() {
        var mode = rt_open_mode(oflags: 0, fdflags: 0, access: 1, follows: 0)
        #expect(with("link") { rt_path_open(root, $0, &mode) } == ELOOP)
        var status = rt_file_status()
        #expect(with("link") { rt_path_status(root, $0, 0, &status) } == 0)
        #expect(status.type == 7)
        #expect(with("link/") { rt_path_status(root, $0, 0, &status) } == 0)
        #expect(status.type == 3)
    }

    @Test func timesThroughALinkAndOfIt() {
        var times = rt_file_times(accessed: 1_000_000_000, modified: 2_000_000_001, flags: 5)
        #expect(with("link") { rt_path_set_times(root, $0, 1, &times) } == 0)
        var status = rt_file_status()
        #expect(with("folder") { rt_path_status(root, $0, 0, &status) } == 0)
        #expect((status.accessed, status.modified) == (1_000_000_000, 2_000_000_001))
        times.flags = 3
        #expect(with("link") { rt_path_set_times(root, $0, 1, &times) } == EINVAL)
    }
}
