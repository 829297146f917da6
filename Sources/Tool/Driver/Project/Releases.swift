internal import Diagnostics
internal import Foundation
internal import Terraform

/// What was deployed when, and which functions are held at an older version.
struct Releases: Codable, Sendable {
    struct Release: Codable, Sendable {
        /// RFC 3339.
        var time: String
        /// Published versions by `service.function`.
        var versions: [String: Int]
    }

    /// The last one is what is live, but for what is pinned.
    var releases: [Release] = []
    /// Functions that were rolled back, until the next `asml cast`.
    var pinned: [String: Int] = [:]

    /// More than anybody goes back.
    private static let longest = 100

    static func path(_ project: ProjectFolder) -> String { "\(project.work)/releases.json" }

    init(_ project: ProjectFolder) {
        guard let bytes = try? Files.read(Self.path(project)),
            let kept = try? JSONDecoder().decode(Self.self, from: Data(bytes))
        else { return }
        self = kept
    }

    /// Their versions are gone with what was destroyed.
    static func remove(_ project: ProjectFolder) { Files.remove(path(project)) }

    mutating func add(_ versions: [String: Int]) {
        guard releases.last?.versions != versions else { return }
        releases.append(Release(time: Date.now.ISO8601Format(), versions: versions))
        releases.removeFirst(max(releases.count - Self.longest, 0))
    }

    func write(_ project: ProjectFolder) async throws {
        try await JSONText.put(self, at: Self.path(project))
    }
}
