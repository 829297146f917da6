internal import Archive
internal import Foundation
internal import Testing

@Test func unzipAndPythonReadOurZip() async throws {
    try await withFolder { folder in
        try ZipWriter.write(sample(), toFile: folder + "/ours.zip")
        try await output("unzip", "-tq", "ours.zip", in: folder)
        let script = """
            import zipfile
            z = zipfile.ZipFile('ours.zip')
            assert z.testzip() is None
            for i in z.infolist():
                print(i.filename, oct(i.external_attr >> 16), i.create_system, i.date_time,
                      i.compress_type, i.file_size, i.flag_bits)
            """
        let listing = try await output("python3", "-c", script, in: folder)
        #expect(
            listing == """
                bootstrap 0o100755 3 (1980, 1, 1, 0, 0, 0) 8 400000 0
                data/ 0o40700 3 (1980, 1, 1, 0, 0, 0) 0 0 0
                data/empty 0o100600 3 (1980, 1, 1, 0, 0, 0) 0 0 0
                data/grüße.txt 0o100644 3 (1980, 1, 1, 0, 0, 0) 0 6 2048
                data/noise 0o100644 3 (1980, 1, 1, 0, 0, 0) 0 300000 0
                latest 0o120777 3 (1980, 1, 1, 0, 0, 0) 0 10 0

                """)
    }
}

@Test func unzipRestoresModesAndLinks() async throws {
    try await withFolder { folder in
        try ZipWriter.write(sample(), toFile: folder + "/ours.zip")
        try await output("unzip", "-q", "ours.zip", "-d", "out", in: folder)
        #expect(try await output("stat", "-c", "%a", "out/bootstrap", in: folder) == "755\n")
        #expect(try await output("readlink", "out/latest", in: folder) == "data/noise\n")
    }
}

@Test func aZipFromFilesAndFromMemoryIsTheSame() async throws {
    try await withFolder { folder in
        let program = [UInt8](repeating: 7, count: 500_000)
        let small: [UInt8] = [1, 2, 3]
        try write(program, folder + "/program")
        try write(small, folder + "/small")
        func bytes(_ program: ByteContent, _ small: ByteContent) throws -> [UInt8] {
            try ZipWriter.bytes(
                of: ArchiveContents([
                    .file(ArchivePath("small"), small),
                    .file(ArchivePath("bootstrap"), mode: 0o755, program),
                ]))
        }
        let fromMemory = try bytes(.bytes(program), .bytes(small))
        #expect(try bytes(.file(folder + "/program"), .file(folder + "/small")) == fromMemory)
    }
}

@Test func orderOfEntriesDoesNotMatter() throws {
    let entries = try sample().entries
    let reversed = try ArchiveContents(entries.reversed())
    #expect(try ZipWriter.bytes(of: sample()) == ZipWriter.bytes(of: reversed))
}

@Test func aNameTwiceOrBelowAFileIsNoContents() throws {
    let file = ArchiveEntry.file(try ArchivePath("a"), .bytes([]))
    let below = ArchiveEntry.file(try ArchivePath("a/b/c"), .bytes([]))
    expectError(.path(.duplicate)) { try ArchiveContents([file, file]) }
    expectError(.path(.belowFile)) { try ArchiveContents([file, below]) }
}

@Test func aZipThatCannotBeCompletedLeavesNothing() async throws {
    try await withFolder { folder in
        let contents = try ArchiveContents([
            .file(ArchivePath("a"), .bytes([1])), .file(ArchivePath("b"), .file("/nowhere/b")),
        ])
        expectError(.system(ENOENT)) {
            try ZipWriter.write(contents, toFile: folder + "/ours.zip")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
}

@Test func moreThan4GiBIsRefusedBeforeItIsWritten() throws {
    let large = ByteContent.part(of: "/nowhere", 0..<UInt64(UInt32.max))
    let contents = try ArchiveContents([.file(ArchivePath("a"), large)])
    expectError(.tooLarge) { try ZipWriter.bytes(of: contents) }
}

@Test func moreThan65535EntriesAreRefused() throws {
    let entries = try (0...65_535).map { ArchiveEntry.file(try ArchivePath("f\($0)"), .bytes([])) }
    let contents = try ArchiveContents(entries)
    expectError(.tooLarge) { try ZipWriter.bytes(of: contents) }
}

@Test(arguments: [
    ("/etc/passwd", ArchivePath.Problem.absolute), ("..", .parent), ("a/../b", .parent),
    ("./../b", .parent), ("a\\b", .backslash), ("a\0b", .nul), ("", .emptyComponent),
    ("a//b", .emptyComponent), ("a/./b", .emptyComponent),
    (String(repeating: "x", count: 256), .tooLong),
    (String(repeating: "x/", count: 2100) + "y", .tooLong),
])
func pathsThatLeaveTheFolderAreNoPaths(text: String, problem: ArchivePath.Problem) {
    expectError(.path(problem)) { try ArchivePath(text) }
}

@Test func pathsLoseWhatArchiversPutInFront() throws {
    #expect(try ArchivePath("./iomod.toml").text == "iomod.toml")
    #expect(try ArchivePath("././bin/x/").text == "bin/x")
    #expect(try ArchivePath("./").isRoot)
    #expect(try ArchivePath("..a/b..").text == "..a/b..")
}
