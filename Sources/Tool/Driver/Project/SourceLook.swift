internal import Foundation
internal import Manifest
internal import Terraform

/// Sizes and times of all that an application is made of: cheap enough to be asked for often.
struct SourceLook: Equatable {
    var manifests: String
    var functions: [FunctionID: String] = [:]

    init(_ project: ProjectFolder, _ builds: [FunctionBuild]) {
        manifests = Self.manifests(project.root)
        for build in builds { functions[build.id] = Self.sources(build) }
    }

    /// Those on the disk, whether the application knows them yet or not, and which functions have a
    /// folder.
    private static func manifests(_ root: String) -> String {
        let main = "\(root)/\(ManifestReader.fileName)"
        var text = "\(fingerprint(main))\n"
        for service in folders(in: "\(root)/services") {
            let manifest = "\(service)/\(ManifestReader.serviceFileName)"
            text += "\(manifest) \(fingerprint(manifest)) \(folders(in: service))\n"
        }
        return text
    }

    private static func folders(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
            .filter { path in
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                    && isFolder.boolValue
            }
    }

    /// Without the module that a build of the user's own puts among its sources: that it is new is
    /// no reason to build it again.
    private static func sources(_ build: FunctionBuild) -> String {
        let function = build.function
        let made = function.build == nil ? nil : function.wasm.map { "\(function.folder)/\($0)" }
        return build.source.files.filter { $0 != made }
            .map { "\($0) \(fingerprint($0))\n" }.joined()
    }
}
