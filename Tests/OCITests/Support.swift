internal import Archive
internal import Foundation
internal import OCI
internal import Testing
internal import ToolFixtures

/// A folder that is gone after the test.
func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let path = NSTemporaryDirectory() + "asml-oci-\(UUID().uuidString)"
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

/// That `body` is refused with this kind.
@discardableResult
func expectError<Result>(
    _ kind: OCIError.Kind, _ location: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Result
) async -> OCIError? {
    do {
        _ = try await body()
        Issue.record("is not refused", sourceLocation: location)
    } catch let error as OCIError {
        #expect(error.kind == kind, "\(error)", sourceLocation: location)
        return error
    } catch {
        Issue.record("\(error)", sourceLocation: location)
    }
    return nil
}

/// A function's layer and its settings, on a base.
func recipe(_ base: BaseImage = .empty, size: Int = 5000) throws -> ImageRecipe {
    var state: UInt32 = 1
    let program = (0..<size).map { _ -> UInt8 in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(truncatingIfNeeded: state >> 24)
    }
    var recipe = ImageRecipe(
        architecture: .amd64, base: base,
        layers: [
            try ArchiveContents([
                .file(ArchivePath("bootstrap"), mode: 0o700, .bytes(program)),
                .file(ArchivePath("var/task/data.txt"), mode: 0o600, .bytes([1, 2, 3])),
            ])
        ])
    recipe.entrypoint = ["/bootstrap"]
    recipe.command = ["mail.handler"]
    recipe.environment = ["TZ": ":UTC", "LANG": "C.UTF-8"]
    recipe.labels = ["org.opencontainers.image.title": "mail"]
    return recipe
}
