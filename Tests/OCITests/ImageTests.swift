internal import Archive
internal import Foundation
internal import OCI
internal import Testing

@Test func skopeoReadsLayoutFolderAndBothFormatsOfTheTar() async throws {
    try await withFolder { folder in
        let image = try recipe().assemble(in: folder)
        try image.writeLayout(to: folder + "/layout", tag: "latest")
        try image.writeTar(to: folder + "/image.tar", name: "mail:latest")
        let sources = [
            "oci:layout:latest", "oci-archive:image.tar:latest", "docker-archive:image.tar",
        ]
        for source in sources {
            let config: ImageConfig = try decode(
                await output("skopeo", "inspect", "--config", "--raw", source, in: folder))
            #expect(config.architecture == "amd64")
            #expect(config.created == "1970-01-01T00:00:00Z")
            #expect(config.config?.entrypoint == ["/bootstrap"])
            #expect(config.config?.command == ["mail.handler"])
            #expect(config.config?.workingDirectory == "/var/task")
            #expect(config.config?.environment == ["LANG=C.UTF-8", "TZ=:UTC"])
            #expect(config.rootfs.diffIDs.count == 1)
        }
        // Copying reads and checks every layer.
        try write(Array(#"{"default":[{"type":"insecureAcceptAnything"}]}"#.utf8), folder + "/p")
        for (index, source) in sources.enumerated() {
            try await output(
                "skopeo", "--policy", "p", "copy", "-q", source, "dir:copy\(index)", in: folder)
        }
        let digest = try await output(
            "skopeo", "inspect", "--format", "{{.Digest}}", sources[0], in: folder)
        #expect(digest == "\(image.digest)\n")
    }
}

private func decode<Value: Decodable>(_ text: String) throws -> Value {
    try JSON.decode(Array(text.utf8), in: "skopeo")
}

@Test func umociUnpacksARootFilesystemThatAnybodyCanRead() async throws {
    try await withFolder { folder in
        let image = try recipe().assemble(in: folder)
        try image.writeLayout(to: folder + "/layout", tag: "latest")
        try await output(
            "umoci", "raw", "unpack", "--rootless", "--image", "layout:latest", "root", in: folder)
        let modes = try await output(
            "stat", "-c", "%a %n", "root/bootstrap", "root/tmp", "root/var/task",
            "root/var/task/data.txt", in: folder)
        #expect(
            modes == """
                755 root/bootstrap
                1777 root/tmp
                755 root/var/task
                644 root/var/task/data.txt

                """)
    }
}

@Test func theSameRecipeGivesTheSameBytes() async throws {
    try await withFolder { folder in
        var tars: [[UInt8]] = []
        for name in ["a", "b"] {
            let work = "\(folder)/\(name)"
            try FileManager.default.createDirectory(
                atPath: work, withIntermediateDirectories: false)
            try recipe().assemble(in: work).writeTar(to: work + "/image.tar", name: "mail:1")
            tars.append(try contents(of: work + "/image.tar"))
        }
        #expect(tars[0] == tars[1])
    }
}

@Test(arguments: ["folder", "tar", "tar.gz"])
func anImageThatIsStoredIsReadAsItStands(form: String) async throws {
    try await withFolder { folder in
        let image = try recipe().assemble(in: folder)
        try image.writeLayout(to: folder + "/folder")
        try image.writeTar(to: folder + "/tar", name: "mail:1")
        try await output("sh", "-c", "gzip -c tar > tar.gz", in: folder)
        let work = folder + "/work"
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: false)
        let stored = try Image.read("\(folder)/\(form)", in: work)
        #expect(stored.digest == image.digest)
        #expect(stored.blobs.map(\.descriptor) == image.blobs.map(\.descriptor))
        let layer = try image.layers[0].content.read(limit: 1 << 20)
        #expect(try stored.layers[0].content.read(limit: 1 << 20) == layer)
        try write(JSON.encode(ImageIndex(manifests: [])), folder + "/folder/index.json")
        await expectError(.ambiguous) { try Image.read(folder + "/folder", in: work) }
    }
}

@Test func sourceDateEpochIsRead() async throws {
    #expect(try ImageRecipe.sourceDateEpoch(in: [:]) == 0)
    let given = ["SOURCE_DATE_EPOCH": "1700000000"]
    #expect(try ImageRecipe.sourceDateEpoch(in: given) == 1_700_000_000)
    for text in ["", "-1", "now", "253402300800"] {
        await expectError(.malformed) {
            try ImageRecipe.sourceDateEpoch(in: ["SOURCE_DATE_EPOCH": text])
        }
    }
}

@Test func theDateIsTheRecipes() async throws {
    try await withFolder { folder in
        var recipe = try recipe()
        recipe.created = 1_700_000_000
        let bytes = try recipe.assemble(in: folder).config.content.read(limit: 1 << 20)
        let config: ImageConfig = try JSON.decode(bytes, in: "")
        #expect(config.created == "2023-11-14T22:13:20Z")
    }
}

@Test(arguments: [false, true])
func aRootFilesystemBecomesTheLowestLayer(isCompressed: Bool) async throws {
    try await withFolder { folder in
        let root = folder + "/root"
        try FileManager.default.createDirectory(
            atPath: root + "/lib/systemd", withIntermediateDirectories: true)
        // A name as systemd has them, and a hard link.
        try write([7], root + #"/lib/systemd/system-x\x2dy.slice"#)
        try await output("ln", "lib/systemd/system-x\\x2dy.slice", "lib/link", in: root)
        try await output(
            "tar", isCompressed ? "-czf" : "-cf", "root.tar", "-C", "root", ".", in: folder)
        let base = try BaseImage.read(folder + "/root.tar", for: .amd64, in: folder)
        let image = try recipe(base).assemble(in: folder)
        #expect(image.layers.count == 2)
        if isCompressed {
            let bytes = try contents(of: folder + "/root.tar")
            #expect(image.layers[0].descriptor.digest == Digest(of: bytes))
        }
        try image.writeLayout(to: folder + "/layout", tag: "latest")
        try await output(
            "umoci", "raw", "unpack", "--rootless", "--image", "layout:latest", "out", in: folder)
        #expect(try contents(of: folder + "/out/lib/link") == [7])
        #expect(try contents(of: folder + "/out/var/task/data.txt") == [1, 2, 3])
    }
}

@Test(arguments: ["folder", "tar", "tar.gz"])
func anImageBelowKeepsItsLayersAndItsEnvironment(form: String) async throws {
    try await withFolder { folder in
        var below = try recipe()
        below.environment = ["PATH": "/usr/bin", "LANG": "de_DE"]
        let lower = try below.assemble(in: folder)
        try lower.writeLayout(to: folder + "/folder")
        try lower.writeTar(to: folder + "/tar", name: "base:1")
        try await output("sh", "-c", "gzip -c tar > tar.gz", in: folder)
        let work = folder + "/work"
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: false)
        let base = try BaseImage.read("\(folder)/\(form)", for: .amd64, in: work)
        let image = try recipe(base).assemble(in: work)
        #expect(image.layers.map(\.descriptor).first == lower.layers[0].descriptor)
        #expect(base.environment == ["LANG=de_DE", "PATH=/usr/bin"])
        let config: ImageConfig = try JSON.decode(
            image.config.content.read(limit: 1 << 20), in: "")
        #expect(config.config?.environment == ["PATH=/usr/bin", "LANG=C.UTF-8", "TZ=:UTC"])
        #expect(config.history?.count == 2)
        try image.writeTar(to: work + "/image.tar", name: "mail:1")
        try write(Array(#"{"default":[{"type":"insecureAcceptAnything"}]}"#.utf8), work + "/p")
        try await output(
            "skopeo", "--policy", "p", "copy", "-q", "docker-archive:image.tar", "dir:copy",
            in: work)
    }
}

@Test func skopeosOwnLayoutIsABase() async throws {
    try await withFolder { folder in
        try recipe().assemble(in: folder).writeTar(to: folder + "/image.tar", name: "base:1")
        try write(Array(#"{"default":[{"type":"insecureAcceptAnything"}]}"#.utf8), folder + "/p")
        try await output(
            "skopeo", "--policy", "p", "copy", "-q", "docker-archive:image.tar", "oci:theirs:1",
            in: folder)
        let base = try BaseImage.read(folder + "/theirs", for: .amd64, in: folder)
        #expect(base.layers.count == 1)
    }
}
