import Foundation
import Testing
import ToolFixtures

/// What a manifest or a symbolic link says, nothing outside of an application is read or written.
@Suite struct ConfinementTests {
    /// An application beside something that is none of its business.
    private final class Neighbourhood {
        let project: TestProject
        var outside: String { "\(project.scratch.path)/outside" }

        init() throws {
            project = try TestProject(modules: ["send"])
            for folder in ["mail/send", "empty"] {
                try FileManager.default.createDirectory(
                    atPath: "\(outside)/\(folder)", withIntermediateDirectories: true)
            }
            try project.scratch.write("outside/file", "secret")
            let files = FileManager.default
            try files.copyItem(
                atPath: "\(project.root)/services/mail/service.toml",
                toPath: "\(outside)/mail/service.toml")
            try files.copyItem(
                atPath: "\(project.root)/services/mail/send/f.wasm",
                toPath: "\(outside)/mail/send/f.wasm")
        }

        /// In the place of what is there.
        func link(_ path: String, to target: String) throws {
            let place = "\(project.root)/\(path)"
            try? FileManager.default.removeItem(atPath: place)
            try FileManager.default.createDirectory(
                atPath: URL(fileURLWithPath: place).deletingLastPathComponent().path,
                withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: target)
        }

        /// All that is beside the application, with its contents and times.
        func state() throws -> [String] {
            let files = FileManager.default
            return try files.subpathsOfDirectory(atPath: project.scratch.path).sorted()
                .filter { $0 != "shop" && !$0.hasPrefix("shop/") }
                .map { path in
                    let whole = "\(project.scratch.path)/\(path)"
                    let time = try files.attributesOfItem(atPath: whole)[.modificationDate]
                    let text = files.contents(atPath: whole)?.base64EncodedString() ?? "-"
                    return "\(path) \(String(describing: time)) \(text)"
                }
        }
    }

    @Test(arguments: [
        "net", ".asml", ".asml/build", ".asml/sdk", ".asml/lock", ".asml/emitted",
        ".asml/plan.json", "net/main.tf", "net/mail.tf", "net/services", "net/services/mail",
        "net/services/mail/send/send.zip", ".asml/build/mail/send/built.json",
    ]) func noLinkLeadsWritesOut(_ path: String) async throws {
        for target in ["file", "empty", "missing"] {
            let neighbourhood = try Neighbourhood()
            try neighbourhood.link(path, to: "\(neighbourhood.outside)/\(target)")
            let before = try neighbourhood.state()
            let result = try await neighbourhood.project.asml("cast", "--no-plan")
            #expect(result.status == 1, "\(path) to \(target): \(result)")
            #expect(
                result.errors.contains("leads out of the application by a symbolic link"),
                "\(result.errors)")
            #expect(try neighbourhood.state() == before, "\(path) to \(target)")
        }
    }

    @Test(arguments: ["services", "services/mail", "services/mail/send"])
    func noLinkLeadsReadsOut(_ path: String) async throws {
        let neighbourhood = try Neighbourhood()
        let target =
            ["services": "", "services/mail": "/mail"][path].map { "\(neighbourhood.outside)\($0)" }
            ?? "\(neighbourhood.outside)/mail/send"
        try neighbourhood.link(path, to: target)
        for command in [["validate", "--no-terraform"], ["cast", "--no-plan"]] {
            let result = try await neighbourhood.project.asml(command)
            #expect(result.status == 1)
            #expect(
                result.errors.contains("leads out of the application by a symbolic link"),
                "\(result.errors)")
        }
        #expect(!neighbourhood.project.exists("net"))
    }

    /// Links that stay are nobody's business.
    @Test func linksWithinAnApplicationAreFollowed() async throws {
        let neighbourhood = try Neighbourhood()
        let project = neighbourhood.project
        try FileManager.default.moveItem(
            atPath: "\(project.root)/services/mail/send", toPath: "\(project.root)/elsewhere")
        try neighbourhood.link("services/mail/send", to: "../../elsewhere")
        try await project.succeed("cast", "--no-plan")
    }

    private static let alpine = "provider = { name = \"aws-lambda-alpine\", options = "

    @Test(arguments: [
        "wasm = \"../../../../outside/mail/send/f.wasm\"", "wasm = \"OUTSIDE/mail/send/f.wasm\"",
        "wasm = \"x/../../../../../outside/f.wasm\"", "wasm = \"~/f.wasm\"",
        alpine + "{ base_image = \"../outside/file\" } }",
        alpine + "{ base_image = \"OUTSIDE/file\" } }",
        alpine + "{ base_image = \"link\" } }",
        "[iomod.dependencies.a]\ncoordinates = \"a.b.c\"\nversion = \"1.0.0\"\ntype = \"file\"\n"
            + "from = \"../outside/file\"",
        "[api.functions.other]\nname = \"../../../outside/mail/send\"",
        "[api.functions.other]\nname = \"..\"", "[api.functions.\"../x\"]\nname = \"x\"",
    ]) func noPathLeadsOut(_ lines: String) async throws {
        let neighbourhood = try Neighbourhood()
        let project = neighbourhood.project
        try neighbourhood.link("link", to: "\(neighbourhood.outside)/file")
        let text = lines.replacing("OUTSIDE", with: neighbourhood.outside)
        try project.edit("services/mail/service.toml") { $0 + Array("\(text)\n".utf8) }
        let before = try neighbourhood.state()
        for command in [["validate", "--no-terraform"], ["cast", "--no-plan"]] {
            let result = try await project.asml(command)
            #expect(result.status == 1, "\(result)")
            #expect(result.errors.hasPrefix("services/mail/service.toml:"), "\(result.errors)")
        }
        #expect(try neighbourhood.state() == before)
        #expect(!project.exists("net"))
    }

    @Test(arguments: ["../outside/mail", "/outside/mail", "..", ".", "mail/..", "mail/", "\\u0000"])
    func noServiceIsElsewhere(_ name: String) async throws {
        let neighbourhood = try Neighbourhood()
        let project = neighbourhood.project
        try project.edit("assemblylift.toml") {
            $0 + Array("[services.other]\nname = \"\(name)\"\n".utf8)
        }
        let result = try await project.asml("cast", "--no-plan")
        #expect(result.status == 1)
        #expect(result.errors.hasPrefix("assemblylift.toml:6:8: error: "), "\(result.errors)")
    }
}
