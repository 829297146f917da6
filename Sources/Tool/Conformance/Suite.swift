internal import CodeGen
package import Foundation
internal import Subprocess
internal import SystemPackage

/// A run over many files, each in a process of its own, so that a crash of the compiler costs one
/// file.
package struct Suite: Sendable {
    package var files: [URL]
    package var gaps = Gaps()
    package var jobs = 2
    /// This program; it is to print a file's report as JSON when called with these arguments and
    /// the file.
    package var program: String
    package var arguments: [String]

    package init(files: [URL], program: String, arguments: [String]) {
        self.files = files
        self.program = program
        self.arguments = arguments
    }

    /// At most `jobs` files at a time.
    package func run() async -> SuiteReport {
        let reports = await withTaskGroup(of: FileReport.self) { group in
            var waiting = files[...]
            for file in waiting.prefix(max(1, jobs)) {
                waiting = waiting.dropFirst()
                group.addTask { await report(file) }
            }
            var reports: [FileReport] = []
            for await report in group {
                reports.append(report)
                if let file = waiting.popFirst() {
                    group.addTask { await self.report(file) }
                }
            }
            return reports
        }
        return SuiteReport(files: reports, gaps: gaps)
    }

    private func report(_ file: URL) async -> FileReport {
        let name = file.lastPathComponent
        do {
            let result = try await Subprocess.run(
                .path(FilePath(program)), arguments: Arguments(arguments + [file.path]),
                environment: .inherit.updating(["SWIFT_BACKTRACE": "enable=no"]),
                output: .bytes(limit: 1 << 26), error: .string(limit: 1 << 20))
            guard result.terminationStatus.isSuccess else {
                let message = "the compiler crashed, \(result.terminationStatus) "
                return FileReport(name: name, brokenBy: message + result.standardError)
            }
            return try JSONDecoder().decode(
                FileReport.self, from: Data(result.standardOutput))
        } catch {
            return FileReport(name: name, brokenBy: String(describing: error))
        }
    }
}

extension Suite {
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

    /// One file, in this process.
    package static func report(
        _ file: URL, environment: [String: String], sources: URL, options: ScriptOptions
    ) async throws -> FileReport {
        let work = FileManager.default.temporaryDirectory
            .appending(path: "asml-conformance-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: work) }
        let toolchain = try await Toolchain(
            environment: environment, target: options.processor.architecture, sources: sources,
            work: work)
        let runner = try await ScriptRunner(
            toolchain: toolchain, options: options, work: work)
        return await runner.run(file)
    }
}
