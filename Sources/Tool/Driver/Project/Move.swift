internal import Diagnostics
internal import Foundation
internal import Manifest

/// Renames a service or a function, or gives a function to another service: folders and manifests.
package func move(_ name: ResourceName, to target: ResourceName) async throws {
    let root = try ProjectFolder.root()
    switch (name, target) {
    case (.service(let old), .service(let new)): try await moveService(old, new, root)
    case (.function(let service, let old), .function(let other, let new)):
        try await moveFunction(from: (service, old), to: (other, new), root)
    default:
        throw Diagnostic(at: .tool, "'\(name)' cannot become '\(target)': one is a service")
    }
}

private func moveService(_ old: String, _ new: String, _ root: String) async throws {
    let (from, to) = ("\(root)/services/\(old)", "\(root)/services/\(new)")
    try checkAbsent(to)
    var application = try ManifestEdit("\(root)/\(ManifestReader.fileName)")
    try application.change { editor throws(ManifestIssue) in
        try editor.renameService(old, to: new)
    }
    var service = try ManifestEdit("\(from)/\(ManifestReader.serviceFileName)")
    try service.change { editor throws(ManifestIssue) in try editor.setServiceName(new) }
    try await service.write()
    guard rename(from, to) == 0 else { throw Files.failed("rename", from) }
    try await application.write()
    try Console.print("services/\(old) -> services/\(new)\n")
}

private func moveFunction(
    from old: (service: String, name: String), to new: (service: String, name: String),
    _ root: String
) async throws {
    let from = "\(root)/services/\(old.service)/\(old.name)"
    let to = "\(root)/services/\(new.service)/\(new.name)"
    try checkAbsent(to)
    var source = try ManifestEdit(
        "\(root)/services/\(old.service)/\(ManifestReader.serviceFileName)")
    if old.name != new.name {
        try source.change { editor throws(ManifestIssue) in
            try editor.renameFunction(old.name, to: new.name)
        }
    }
    if old.service != new.service {
        var target = try ManifestEdit(
            "\(root)/services/\(new.service)/\(ManifestReader.serviceFileName)")
        try source.move(new.name, to: &target)
        try await target.write()
    }
    guard rename(from, to) == 0 else { throw Files.failed("rename", from) }
    try await source.write()
    try Console.print(
        "services/\(old.service)/\(old.name) -> services/\(new.service)/\(new.name)\n")
}
