import Foundation
import Testing
import ToolFixtures

/// An application made by `asml init`, in a folder of the test's own.
final class TestProject: Sendable {
    let scratch: Scratch
    let root: String
    private let emulator: Emulator?
    private let variables: [String: String]

    /// - Parameter emulated: whether there is an AWS, which the application is pointed at.
    init(in language: String, emulated: Bool) async throws {
        scratch = try Scratch()
        root = "\(scratch.path)/hello"
        emulator = emulated ? try await Emulator() : nil
        let made = try await EndToEndTests.asml(
            ["init", "-n", "hello", "-l", language], in: scratch.path)
        try #require(made.status == 0, "\(made.errors)")
        guard let emulator else {
            variables = [:]
            return
        }
        variables = try TerraformSettings.write(in: URL(fileURLWithPath: scratch.path))
            .merging(["AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"]) { $1 }
        try edit("assemblylift.toml") { text in
            text
                + Array("[aws]\nregion = \"us-east-1\"\nendpoint_url = \"\(emulator.url)\"\n".utf8)
        }
    }

    func asml(_ arguments: String...) async throws -> Execution {
        try await EndToEndTests.asml(arguments, in: root, environment: variables)
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
        try Data(body(before)).write(to: URL(fileURLWithPath: "\(root)/\(path)"))
    }

    /// The folders that it is in are made, too.
    func write(_ path: String, _ text: String) throws {
        let file = URL(fileURLWithPath: "\(root)/\(path)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}

extension [UInt8] {
    func replacing(_ old: String, with new: String) -> [UInt8] {
        Array(String(decoding: self, as: UTF8.self).replacing(old, with: new).utf8)
    }
}

/// `asml serve` of an application, on ports that are free.
final class ProjectServer: Sendable {
    struct Announcement: Decodable {
        struct Route: Decodable { var key: String }
        struct API: Decodable {
            var url: String
            var routes: [Route]
        }
        var endpoint: String
        var apis: [API]
    }

    private let background: Background
    /// Its first answer.
    let line: String
    let announcement: Announcement

    init(_ project: TestProject, _ options: String...) async throws {
        background = try await Background(
            ["serve", "--port", "0", "--json"] + options, in: project.scratch,
            environment: ["XDG_CACHE_HOME": Programs.folder], below: "hello")
        var text = ""
        for _ in 0..<15_000 where !text.hasSuffix("\n") && background.isRunning {
            try await Task.sleep(for: .milliseconds(20))
            text = try background.output
        }
        let errors = try background.errors
        try #require(text.hasSuffix("\n"), "\(errors)")
        line = text
        announcement = try JSONDecoder().decode(Announcement.self, from: Data(text.utf8))
    }

    var errors: String { get throws { try background.errors } }

    /// What it said of itself last.
    var latest: Announcement {
        get throws {
            let last = try background.output.split(separator: "\n").last ?? ""
            return try JSONDecoder().decode(Announcement.self, from: Data(last.utf8))
        }
    }

    func get(_ path: String) async throws -> String {
        let url = try #require(announcement.apis.first?.url)
        return try await execute("/usr/bin/curl", ["-sS", "--max-time", "300", "\(url)\(path)"])
            .output
    }

    /// Asks until it gets such an answer.
    func answers(_ text: String, at path: String) async throws {
        var answer = ""
        for _ in 0..<3000 {
            answer = try await get(path)
            if answer.contains(text) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        let log = try errors
        Issue.record("\(path) answers \(answer), not \(text)\n\(log)")
    }

    /// Waits until it has said so, so many times.
    func says(_ text: String, times: Int = 1) async throws {
        for _ in 0..<3000 {
            if try errors.components(separatedBy: text).count > times { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        let log = try errors
        Issue.record("does not say \(text)\n\(log)")
    }

    func stop() async throws {
        background.send(SIGINT)
        #expect(try await background.status() == 128 + SIGINT)
    }
}
