import Foundation
import Testing
import ToolFixtures

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
