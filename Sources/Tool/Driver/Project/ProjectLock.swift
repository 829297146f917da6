internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

/// Held while an application's generated files change, so that two commands do not mix theirs.
struct ProjectLock {
    private let descriptor: Int32

    init(_ project: ProjectFolder) throws(Diagnostic) {
        try project.checkOutputs()
        try Files.makeFolder(project.work)
        let path = "\(project.work)/lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Files.failed("write", path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Diagnostic(
                at: .file(project.shown(project.root)),
                "another asml is at work here", notes: ["wait until it is done"])
        }
        removeLeftovers(project)
    }

    /// Half-written files of an earlier command that was killed; those that run remove their own.
    private func removeLeftovers(_ project: ProjectFolder) {
        var folders = [project.work, project.terraform]
        for (service, function) in project.application.functions {
            let id = FunctionID(service.name, function.name)
            let package = ProjectFolder.package(id, function.provider)
            folders.append(project.buildFolder(id))
            folders.append(
                URL(fileURLWithPath: "\(project.root)/\(package)").deletingLastPathComponent().path)
        }
        for folder in folders {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in names where Files.isLeftover(name) { Files.remove("\(folder)/\(name)") }
        }
    }

    func release() { close(descriptor) }
}
