internal import Diagnostics
internal import Foundation
internal import LocalCloud
internal import NativeLinker

/// What `asml invoke` and `asml serve` are given: a bootstrap, or a module to make one of.
struct FunctionSource: Sendable {
    let name: String
    let path: String
    private let isModule: Bool

    /// - Parameter argument: a path, or `NAME=PATH`.
    init(_ argument: String) throws(Diagnostic) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        let isNamed = parts.count == 2 && Self.isName(parts[0])
        path = isNamed ? parts[1] : argument
        name = isNamed ? parts[0] : Self.name(ofFile: path)
        guard FileManager.default.fileExists(atPath: path) else {
            throw Diagnostic(
                at: .file(path), "no such file",
                notes: ["a bootstrap or a WebAssembly module is expected"])
        }
        isModule = Self.isModule(path)
        guard Self.isName(name) else {
            throw Diagnostic(
                at: .file(path), "'\(name)' is no name for a function",
                notes: ["NAME=\(path) gives it one: letters, digits, '-' and '_', at most 64"])
        }
    }

    /// Whether a file is meant, rather than a function of an application. Services' and functions'
    /// folders are called as they are, and are no bootstraps.
    static func isFile(_ argument: String) -> Bool {
        if argument.contains(where: { $0 == "/" || $0 == "=" }) { return true }
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder)
            && !isFolder.boolValue
    }

    /// The file's stem, or the folder's name where all bootstraps are called so.
    private static func name(ofFile path: String) -> String {
        let file = URL(fileURLWithPath: path)
        let stem = file.deletingPathExtension().lastPathComponent
        return stem == "bootstrap" ? file.deletingLastPathComponent().lastPathComponent : stem
    }

    /// https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    private static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
                    || byte == 0x2d || byte == 0x5f
            }
    }

    private static func isModule(_ path: String) -> Bool {
        if path.hasSuffix(".wasm") || path.hasSuffix(".wat") { return true }
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        return (try? file.read(upToCount: 4)) == Data([0x00, 0x61, 0x73, 0x6d])
    }

    /// A module is compiled into the cache.
    func settings(_ options: FunctionOptions, _ compile: CompileOptions) async throws
        -> FunctionSettings
    {
        var bootstrap = path
        if isModule {
            var compile = compile
            compile.runtime = .lambda
            bootstrap = try await cachedProgram(path, compile)
        }
        var settings = FunctionSettings(
            name: name, bootstrap: bootstrap, handler: "\(name).handler")
        if isModule {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            settings.taskRoot = folder
        }
        settings.emulator = Toolchain.emulator(ProcessInfo.processInfo.environment)
        settings.apply(options)
        return settings
    }
}

/// A function's surroundings, as the command line gives them.
package struct FunctionOptions: Sendable {
    /// `<function>.<handler>`; the function's name and `handler` unless given.
    package var handler: String?
    /// An application's manifest decides unless given; else 3 seconds and 128 MB.
    package var timeoutSeconds: Int?
    package var memoryMegabytes: Int?
    package var concurrency = 10
    package var environment: [String: String] = [:]

    package init() {}
}
