package import CodeGen
package import Diagnostics
internal import Foundation

/// The files and programs that compiling needs, beside the tool itself.
///
/// An installation is `bin/asml` and `lib/asml/<architecture>/`; `ASML_HOME` names another root.
package struct Toolchain: Sendable {
    package let root: String
    /// The tool itself, as `BuiltInLinker`, unless `ASML_LINKER` names another.
    package let linker: String

    /// With the runtime of an architecture, for an installation may hold that of another only.
    init(for architecture: Architecture) throws(Diagnostic) {
        try self.init()
        try checkRuntime(architecture)
    }

    /// - Throws: `Diagnostic` that names what is missing and how to get it.
    package init(environment: [String: String] = ProcessInfo.processInfo.environment)
        throws(Diagnostic)
    {
        root = try Self.findRoot(environment)
        linker = Self.linker(environment)
    }

    static func linker(_ environment: [String: String]) -> String {
        environment["ASML_LINKER"] ?? executable
    }

    package func libraryFolder(_ architecture: Architecture) -> String {
        "\(root)/lib/asml/\(architecture.rawValue)"
    }

    package func archive(_ architecture: Architecture) -> String {
        "\(libraryFolder(architecture))/libasml.a"
    }

    func checkRuntime(_ architecture: Architecture) throws(Diagnostic) {
        let archive = archive(architecture)
        guard !FileManager.default.fileExists(atPath: archive) else { return }
        throw Diagnostic(
            at: .tool, "no runtime library for \(architecture.rawValue)",
            notes: ["looked for \(archive)", "'make build' makes it"])
    }

    /// The tool's own file.
    package static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
    }

    private static func findRoot(_ environment: [String: String]) throws(Diagnostic) -> String {
        let own = URL(fileURLWithPath: executable).deletingLastPathComponent()
            .deletingLastPathComponent().path
        let candidates = environment["ASML_HOME"].map { [$0] } ?? [own]
        for root in candidates
        where FileManager.default.fileExists(atPath: "\(root)/lib/asml") {
            return root
        }
        throw Diagnostic(
            at: .tool, "cannot find the runtime library",
            notes: [
                "looked for lib/asml in \(candidates.joined(separator: ", "))",
                "run 'make build', or set ASML_HOME to the folder that holds lib/asml",
            ])
    }

    /// - Parameter names: the first one that any folder has is taken.
    static func findProgram(_ names: [String], in folders: [String]) -> String? {
        for name in names {
            for folder in folders
            where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
                return "\(folder)/\(name)"
            }
        }
        return nil
    }

    /// QEMU for the architecture that is not this machine's.
    static func emulator(_ environment: [String: String]) -> String? {
        let name = Architecture.host == .arm64 ? "x86_64" : "aarch64"
        return findProgram(["qemu-\(name)-static", "qemu-\(name)"], in: searchPath(environment))
    }

    static func searchPath(_ environment: [String: String]) -> [String] {
        (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    }
}
