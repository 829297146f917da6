internal import Diagnostics
internal import Foundation

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
    }

    func release() { close(descriptor) }
}
