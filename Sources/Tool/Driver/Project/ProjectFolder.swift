internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

/// An application on the disk: its manifests, and where we put what we make of them.
struct ProjectFolder: Sendable {
    let application: Application
    var root: String { application.root }
    /// Terraform's folder; AssemblyLift's name for it.
    var terraform: String { "\(root)/net" }
    /// What is ours alone and can be made again.
    var work: String { "\(root)/.asml" }

    /// The application that the current folder belongs to.
    init() throws(Diagnostic) {
        application = try Self.load(try Self.root())
        try checkSources()
    }

    /// The folder of the nearest `assemblylift.toml`, from the current folder upwards.
    static func root() throws(Diagnostic) -> String {
        let here = FileManager.default.currentDirectoryPath
        let exists = { (path: String) in FileManager.default.fileExists(atPath: path) }
        guard let root = ManifestReader.findRoot(from: here, exists: exists) else {
            throw Diagnostic(
                at: .tool, "no \(ManifestReader.fileName) in \(here) or in a folder above it",
                notes: ["'asml init -n NAME' begins an application"])
        }
        return root
    }

    private static func load(_ root: String) throws(Diagnostic) -> Application {
        let here = FileManager.default.currentDirectoryPath
        do {
            let (application, warnings) = try ManifestReader.load(
                root: root, read: { try? Files.read($0) },
                isFolder: { path in
                    var isFolder: ObjCBool = false
                    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                        && isFolder.boolValue
                },
                show: ManifestReader.path(from: here, to: root))
            for warning in warnings { Console.report(warning.diagnostic(.warning)) }
            return application
        } catch {
            throw Diagnostic(all: error.diagnostics)
        }
    }

    func buildFolder(_ function: FunctionID) -> String {
        "\(work)/build/\(function.service)/\(function.function)"
    }

    /// Where AssemblyLift has it, below `root`.
    static func package(_ function: FunctionID, _ provider: Provider) -> String {
        let ending = provider == .awsLambda ? "zip" : "tar"
        return "net/services/\(function.service)/\(function.function)/"
            + "\(function.function).\(ending)"
    }

    /// A path as messages show it: from where the user is.
    func shown(_ path: String) -> String {
        guard path.hasPrefix(root + "/") else { return path }
        let here = FileManager.default.currentDirectoryPath
        return ManifestReader.path(from: here, to: root)(String(path.dropFirst(root.count + 1)))
    }
}

extension Diagnostic {
    /// Several mistakes as one; there is at least one.
    init(all diagnostics: [Diagnostic]) {
        self = diagnostics[0]
        further = Array(diagnostics.dropFirst())
    }
}
