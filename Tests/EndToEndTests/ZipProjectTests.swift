import Foundation
import Testing
import ToolFixtures

/// Functions whose zips are too large for a request to Lambda, and go through a bucket.
@Suite(.timeLimit(.minutes(20))) struct ZipProjectTests {
    @Test func aLargeZipGoesThroughTheUsersBucket() async throws {
        let project = try await TestProject(in: "c", emulated: true)
        try project.addService("heavy", functions: ["big": Self.module(noise: 54 << 20)])
        let refused = try await project.asml("cast")
        #expect(refused.status == 1)
        #expect(
            refused.errors.contains(
                "services/heavy/service.toml:5:8: error: the zip of 'heavy.big' is too large"),
            "\(refused.errors)")
        #expect(refused.errors.contains("'aws.package_bucket' in assemblylift.toml"))

        try project.edit("assemblylift.toml") {
            $0.replacing("endpoint_url", with: "package_bucket = \"zips\"\nendpoint_url")
        }
        try await project.succeed("cast")
        let zip = try project.bytes("net/services/heavy/big/big.zip")
        #expect(zip.count > 50 << 20)
        let missing = try await project.asml("bind")
        #expect(missing.status == 1)
        #expect(missing.errors.contains("cannot upload the zip of 'heavy.big' to bucket 'zips'"))
        #expect(missing.errors.contains("asml makes no buckets: 'aws s3 mb s3://zips"))

        _ = try await project.curl("zips", "-X", "PUT")
        try await project.succeed("bind")
        let terraform = try project.text("net/heavy.tf")
        let key = try #require(terraform.firstMatch(of: #/s3_key += "(.+)"/#)).1
        #expect(key.wholeMatch(of: #/asml/hello/[0-9a-f]{64}\.zip/#) != nil)
        #expect(terraform.contains("s3_bucket"))
        let copy = "\(project.scratch.path)/copy.zip"
        _ = try await project.curl("zips/\(key)", "-o", copy)
        #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == Data(zip))
        #expect(try await project.succeed("status").output.contains("version 1"))
        try await checkThatItIsUploadedOnce(project, String(key))
    }

    private func checkThatItIsUploadedOnce(_ project: TestProject, _ key: String) async throws {
        let date = { () async throws -> Substring in
            let head = try await project.curl("zips/\(key)", "-I")
            return try #require(head.firstMatch(of: #/(?i)last-modified: (.+)/#)).1
        }
        let before = try await date()
        try project.edit("services/heavy/service.toml") { $0 + Array("size_mb = 256\n".utf8) }
        try await project.succeed("cast")
        try await project.succeed("bind")
        #expect(try await project.succeed("status").output.contains("version 2"))
        #expect(try await date() == before)
        // Lambda keeps its own copy, and what is needed again is put there again.
        _ = try await project.curl("zips/\(key)", "-X", "DELETE")
        #expect(try await project.succeed("cast").output.hasPrefix("Nothing to deploy"))
        try await project.succeed("bind")
        _ = try await project.curl("zips/\(key)", "-I")
        let last = try await project.succeed("nuke", "--yes")
        #expect(last.errors.contains("bucket 'zips' are still there"), "\(last.errors)")
    }

    /// No zip is too small for it, only what is in it too large.
    @Test func moreThanLambdaUnpacksIsRefused() async throws {
        let project = try await TestProject(in: "c", emulated: false)
        try project.addService("heavy", functions: ["big": Self.module(noise: 1)])
        try await project.succeed("cast", "--no-plan")
        // As if it had been: a real one takes minutes.
        try project.edit(".asml/build/heavy/big/built.json") {
            let text = String(decoding: $0, as: UTF8.self)
            return Array(
                text.replacing(#/"bootstrapSize" : \d+/#, with: #""bootstrapSize" : 262144001"#)
                    .utf8)
        }
        let refused = try await project.asml("cast", "--no-plan")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("the zip of 'heavy.big' is too large for Lambda"))
        #expect(
            refused.errors.contains("it has 262144001 bytes, and Lambda takes 262144000"),
            "\(refused.errors)")
    }

    /// A function with so much in its memory, which no compressor makes smaller.
    private static func module(noise count: Int) -> [UInt8] {
        var data = [UInt8](repeating: 0, count: count)
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        for index in data.indices {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            data[index] = UInt8(truncatingIfNeeded: state >> 32)
        }
        func section(_ id: UInt8, _ body: [UInt8]) -> [UInt8] {
            [id] + number(body.count) + body
        }
        let exports =
            [2] + name("memory") + [2, 0] + name("handler") + [0, 0] as [UInt8]
        return [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0]
            + section(1, [1, 0x60, 0, 1, 0x7F]) + section(3, [1, 0])
            + section(5, [1, 0] + number(count / 65536 + 1)) + section(7, exports)
            + section(10, [1, 4, 0, 0x41, 0, 0x0B])
            + section(11, [1, 0, 0x41, 0, 0x0B] + number(count) + data)
    }

    private static func name(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + text.utf8 }

    /// In LEB128.
    private static func number(_ value: Int) -> [UInt8] {
        var rest = value
        var bytes: [UInt8] = []
        repeat {
            let low = UInt8(rest & 0x7F)
            rest >>= 7
            bytes.append(rest == 0 ? low : low | 0x80)
        } while rest > 0
        return bytes
    }
}
