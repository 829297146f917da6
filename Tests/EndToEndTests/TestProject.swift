import Foundation
import Testing
import ToolFixtures

/// An application made by `asml init`, in a folder of the test's own.
final class TestProject {
    let scratch: Scratch
    let root: String
    private(set) var emulator: Emulator?
    /// For `asml`, beside the tests' own.
    var variables: [String: String] = [:]
    /// In the place of the real one, and as long there.
    var terraform: FakeTerraform? {
        didSet { variables["ASML_TERRAFORM"] = terraform?.path }
    }

    /// - Parameter emulated: whether there is an AWS, which the application is pointed at.
    init(in language: String, emulated: Bool) async throws {
        scratch = try Scratch()
        root = "\(scratch.path)/hello"
        emulator = emulated ? try await Emulator() : nil
        let made = try await EndToEndTests.asml(
            ["init", "-n", "hello", "-l", language], in: scratch.path)
        try #require(made.status == 0, "\(made.errors)")
        if let emulator { try use(emulator) }
    }

    /// In the place of AWS.
    func use(_ emulator: Emulator) throws {
        self.emulator = emulator
        try findProvider()
        variables["AWS_ACCESS_KEY_ID"] = "testing"
        variables["AWS_SECRET_ACCESS_KEY"] = "testing"
        try edit("assemblylift.toml") { text in
            text
                + Array("[aws]\nregion = \"us-east-1\"\nendpoint_url = \"\(emulator.url)\"\n".utf8)
        }
    }

    /// For the real terraform.
    func findProvider() throws {
        let settings = try TerraformSettings.write(in: URL(fileURLWithPath: scratch.path))
        variables.merge(settings) { $1 }
    }

    static let assemblyLift = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "AssemblyLift").path

    /// A copy of `AssemblyLift/NAME`, with modules for its functions.
    init(assemblyLift name: String, functions: [String: [String]]) throws {
        scratch = try Scratch()
        root = "\(scratch.path)/\(name)"
        try FileManager.default.copyItem(atPath: "\(Self.assemblyLift)/\(name)", toPath: root)
        let module = try Self.module()
        for (service, functions) in functions {
            for function in functions {
                try write("services/\(service)/\(function)/function.wasm", module)
            }
        }
    }

    private static func module() throws -> [UInt8] {
        let example = "\(try Programs.folder(.example))/traps-function.wasm"
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: example)))
    }

    /// One service, `mail`, with functions that are modules already: nothing compiles them.
    init(modules functions: [String], lines: String = "") throws {
        scratch = try Scratch()
        root = "\(scratch.path)/shop"
        let module = try Self.module()
        var manifest = "[service]\nname = \"mail\"\n"
        for function in functions {
            try write("services/mail/\(function)/f.wasm", module)
            manifest += "[api.functions.\(function)]\nname = \"\(function)\"\n\(lines)"
        }
        try write("services/mail/service.toml", Array(manifest.utf8))
        let application = "[project]\nname = \"shop\"\n[services.mail]\nname = \"mail\"\n"
        try write("assemblylift.toml", Array(application.utf8))
    }

    func asml(_ arguments: String...) async throws -> Execution { try await asml(arguments) }

    func asml(_ arguments: [String]) async throws -> Execution {
        try await EndToEndTests.asml(arguments, in: root, environment: variables)
    }

    /// To be sent signals.
    func start(_ arguments: String...) async throws -> Background {
        let cache = ["XDG_CACHE_HOME": Programs.folder]
        return try await Background(
            arguments, in: scratch, environment: variables.merging(cache) { $1 },
            below: URL(fileURLWithPath: root).lastPathComponent)
    }

    @discardableResult
    func succeed(_ arguments: String...) async throws -> Execution {
        let result = try await EndToEndTests.asml(arguments, in: root, environment: variables)
        try #require(result.status == 0, "\(arguments): \(result.output)\(result.errors)")
        return result
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(root)/\(path)")
    }

    func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(path)")))
    }

    func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// A file that is not there is empty before.
    func edit(_ path: String, _ body: ([UInt8]) -> [UInt8]) throws {
        let before = (try? bytes(path)) ?? []
        try write(path, body(before))
    }

    /// With the folders that it lies in.
    func write(_ path: String, _ bytes: [UInt8]) throws {
        let file = URL(fileURLWithPath: "\(root)/\(path)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

    /// A service of functions whose modules are there already.
    ///
    /// - Parameter provider: the service's, with its options, as TOML.
    func addService(
        _ name: String, provider: String = "", functions: [String: [UInt8]]
    ) throws {
        try edit("assemblylift.toml") {
            $0 + Array("[services.\(name)]\nname = \"\(name)\"\n".utf8)
        }
        var manifest = "[service]\nname = \"\(name)\"\n\(provider)\n"
        for (function, module) in functions.sorted(by: { $0.key < $1.key }) {
            manifest += "[api.functions.\(function)]\nname = \"\(function)\"\n"
            try write("services/\(name)/\(function)/\(function).wasm", module)
        }
        try write("services/\(name)/service.toml", Array(manifest.utf8))
    }

    /// What asks the emulator something, without a signature; a failure fails the test.
    func curl(_ path: String, _ options: String...) async throws -> String {
        let url = "\(try #require(emulator).url)/\(path)"
        let result = try await execute(
            "/usr/bin/curl", ["-sS", "--fail", "--max-time", "300"] + options + [url])
        try #require(result.status == 0, "\(url): \(result.errors)")
        return result.output
    }

    /// Files below a folder that somebody who was killed has not finished, or not removed.
    var leftovers: [String] {
        let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return all.filter { path in
            let name = path.split(separator: "/").last ?? ""
            return name.hasPrefix(".asml-") || name.hasSuffix(".part")
                || name.hasPrefix("plan") && path.hasPrefix("net/")
        }
    }
}

extension [UInt8] {
    func replacing(_ old: String, with new: String) -> [UInt8] {
        Array(String(decoding: self, as: UTF8.self).replacing(old, with: new).utf8)
    }
}
