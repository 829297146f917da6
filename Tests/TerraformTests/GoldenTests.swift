import Foundation
import Manifest
import Terraform
import Testing

/// Each sample becomes exactly the files of `Golden/NAME`. ASML_BLESS=1 rewrites them.
@Suite struct GoldenTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")

    @Test(arguments: Sample.all) func samplesBecomeTheirFiles(_ sample: Sample) throws {
        let files = try emitTerraform(sample.application, sample.deployment).files
        let folder = Self.folder.appending(path: sample.name)
        if ProcessInfo.processInfo.environment["ASML_BLESS"] == "1" {
            try? FileManager.default.removeItem(at: folder)
            try write(files, to: folder)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files.map(\.name) == names)
        for file in files where names.contains(file.name) {
            let expected = try String(
                contentsOf: folder.appending(path: file.name), encoding: .utf8)
            #expect(file.text == expected, "\(sample.name)/\(file.name) differs; make bless")
        }
    }

    @Test(arguments: Sample.all) func orderOfTheInputDoesNotMatter(_ sample: Sample) throws {
        var shuffled = sample.application
        shuffled.services.reverse()
        for position in shuffled.services.indices {
            shuffled.services[position].functions.reverse()
            shuffled.services[position].api.authorizers.reverse()
        }
        let expected = try emitTerraform(sample.application, sample.deployment)
        #expect(try emitTerraform(shuffled, sample.deployment).files == expected.files)
    }

    @Test func everySampleIsInTheFolder() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(names.sorted() == Sample.all.map(\.name).sorted())
    }
}

func write(_ files: [TerraformFile], to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in files {
        try Data(file.text.utf8).write(to: folder.appending(path: file.name))
    }
}
