internal import Archive
internal import Foundation
internal import Testing
internal import ToolFixtures

/// A folder that is gone after the test.
func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let path = NSTemporaryDirectory() + "asml-archive-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
}

/// What a program prints; a failing or missing program fails the test.
@discardableResult
func output(_ program: String, _ arguments: String..., in folder: String) async throws -> String {
    let result = try await runTool([program] + arguments, in: URL(fileURLWithPath: folder))
    try #require(
        result.status == 0, "\(program) \(arguments): \(result.output)\(result.errors)")
    return result.output + result.errors
}

func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
}

func contents(of path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Compressible and incompressible bytes, a folder with a mode of its own, a link, names that are
/// not ASCII.
func sample() throws -> ArchiveContents {
    var random = SeededGenerator(seed: 7)
    let noise = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    return try ArchiveContents([
        .file(
            ArchivePath("bootstrap"), mode: 0o755, .bytes([UInt8](repeating: 65, count: 400_000))),
        .folder(ArchivePath("data"), mode: 0o700),
        .file(ArchivePath("data/noise"), .bytes(noise)),
        .file(ArchivePath("data/grüße.txt"), .bytes(Array("hallo\n".utf8))),
        .file(ArchivePath("data/empty"), mode: 0o600, .bytes([])),
        .link(ArchivePath("latest"), to: "data/noise"),
    ])
}

/// That `body` is refused with this kind and, where it is given, at this byte.
func expectError<Result>(
    _ kind: ArchiveError.Kind, at offset: UInt64? = nil,
    _ location: SourceLocation = #_sourceLocation, _ body: () throws -> Result
) {
    do {
        _ = try body()
        Issue.record("is not refused", sourceLocation: location)
    } catch let error as ArchiveError {
        #expect(error.kind == kind, "\(error)", sourceLocation: location)
        if let offset { #expect(error.offset == offset, "\(error)", sourceLocation: location) }
    } catch {
        Issue.record("\(error)", sourceLocation: location)
    }
}
