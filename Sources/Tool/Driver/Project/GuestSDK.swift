internal import Diagnostics
internal import Foundation

/// The guest SDKs, which come with the tool: laid into an application, so that its functions name
/// them by a path that is the same on every machine.
enum GuestSDK {
    /// - Returns: the folder, `.asml/sdk`.
    static func lay(into project: ProjectFolder, from source: String) async throws -> String {
        try await lay(into: project.work, from: source)
    }

    @discardableResult
    static func lay(into work: String, from source: String) async throws -> String {
        let sdk = "\(work)/sdk"
        let files = SourceListing.files(below: source) { !$0.hasPrefix(".") }
        guard !files.isEmpty else {
            throw Diagnostic(
                at: .file(source), "the guest SDKs are missing",
                notes: ["they come with asml: install it again, or run 'make build'"])
        }
        let label = files.map { "\($0) \(fingerprint("\(source)/\($0)"))\n" }.joined()
        let mark = "\(sdk)/.laid"
        if (try? Files.read(mark)) == Array(label.utf8) { return sdk }
        try Files.makeFolder(work)
        try await Files.withTemporaryFolder(in: work) { scratch in
            for file in files { try copy("\(source)/\(file)", to: "\(scratch)/sdk/\(file)") }
            try Files.write(Array(label.utf8), to: "\(scratch)/sdk/.laid")
            Files.remove(sdk)
            guard rename("\(scratch)/sdk", sdk) == 0 else { throw Files.failed("write", sdk) }
        }
        return sdk
    }

    private static func copy(_ source: String, to path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try Files.makeFolder(folder)
        try FileManager.default.copyItem(atPath: source, toPath: path)
    }
}
