package import Foundation

/// A folder of a test's own, removed with it.
package final class Scratch: Sendable {
    package let path: String

    package init() throws { path = try temporaryFolder().path }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        try write(name, Array(text.utf8))
    }

    @discardableResult
    package func write(
        _ name: String, _ bytes: [UInt8], executable: Bool = false
    ) throws -> String {
        let file = "\(path)/\(name)"
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        if executable {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: file)
        }
        return file
    }

    /// The names of what is in the folder.
    package var contents: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
}

/// A new folder, which the caller removes.
package func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "asml-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
}
