internal import Diagnostics
internal import Foundation
internal import Manifest

/// Removes services or functions: their source, and their lines in the manifests. What is deployed
/// of them goes with the next `cast` and `bind`.
package func burn(_ names: [ResourceName], isAgreed: Bool) async throws {
    let root = try ProjectFolder.root()
    for name in names {
        switch name {
        case .service(let service):
            let folder = "\(root)/services/\(service)"
            try confirm("remove \(folder)", isAgreed: isAgreed)
            var edit = try ManifestEdit("\(root)/\(ManifestReader.fileName)")
            try edit.change { editor throws(ManifestIssue) in try editor.removeService(service) }
            try await edit.write()
            Files.remove(folder)
        case .function(let service, let function):
            let folder = "\(root)/services/\(service)/\(function)"
            try confirm("remove \(folder)", isAgreed: isAgreed)
            var edit = try ManifestEdit(
                "\(root)/services/\(service)/\(ManifestReader.serviceFileName)")
            try edit.change { editor throws(ManifestIssue) in
                try editor.removeFunction(function)
            }
            try await edit.write()
            Files.remove(folder)
        }
        try Console.print("removed \(name)\n")
    }
}
