package import Foundation

/// A run over many files.
package struct Suite: Sendable {
    package var files: [URL]
    package var gaps = Gaps()
    package var strictTraps = false
    package var jobs = 2

    package init(files: [URL]) { self.files = files }

    package enum InputError: Error, Equatable, Sendable {
        case notFound(String)
        case noScripts
    }

    /// `.wast` files, and those that lie directly in folders.
    package static func files(at paths: [String]) throws(InputError) -> [URL] {
        var found: [URL] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw .notFound(path)
            }
            let url = URL(fileURLWithPath: path)
            guard isFolder.boolValue else {
                found.append(url)
                continue
            }
            let entries = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            found += entries.filter { $0.hasSuffix(".wast") }.sorted()
                .map { url.appending(path: $0) }
        }
        guard !found.isEmpty else { throw .noScripts }
        return found
    }

    package func run(environment: [String: String], sources: URL) async throws -> SuiteReport {
        let work = FileManager.default.temporaryDirectory
            .appending(path: "asml-conformance-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: work) }
        let toolchain = try await Toolchain(
            environment: environment, sources: sources, work: work)
        let runner = try await ScriptRunner(
            toolchain: toolchain, strictTraps: strictTraps, work: work)
        return SuiteReport(files: await reports(runner), gaps: gaps)
    }

    /// At most `jobs` files at a time.
    private func reports(_ runner: ScriptRunner) async -> [FileReport] {
        await withTaskGroup(of: FileReport.self) { group in
            var waiting = files[...]
            for file in waiting.prefix(max(1, jobs)) {
                waiting = waiting.dropFirst()
                group.addTask { await runner.run(file) }
            }
            var reports: [FileReport] = []
            for await report in group {
                reports.append(report)
                if let file = waiting.popFirst() {
                    group.addTask { await runner.run(file) }
                }
            }
            return reports
        }
    }
}
