internal import Diagnostics
internal import LocalCloud
internal import Manifest
internal import Terraform

/// A function of the application that the current folder belongs to.
struct ProjectMember: Sendable {
    let project: ProjectFolder
    let service: Service
    let function: Function

    /// - Parameter name: what is no file.
    init(_ name: String) throws(Diagnostic) {
        guard (try? ProjectFolder.root()) != nil else {
            throw Diagnostic(
                at: .file(name), "no such file",
                notes: [
                    "a bootstrap or a WebAssembly module is expected",
                    "a function's name is one in an application's folder, below its "
                        + ManifestReader.fileName,
                ])
        }
        project = try ProjectFolder()
        (service, function) = try project.application.function(named: name)
    }

    /// Built, where that is needed, as `asml cast` does it.
    func settings() async throws -> FunctionSettings {
        let steps = Steps()
        defer { steps.finish() }
        steps.begin("building \(FunctionID(service.name, function.name))")
        let tools = try await BuildTools(project)
        let bootstrap = try await FunctionBuild(project, service, function, tools).bootstrap()
        return FunctionSettings(project.application, service, function, bootstrap: bootstrap)
    }

    func event(_ example: SampleEvent) -> [UInt8] {
        example.bytes(for: function, of: service, in: project.application)
    }
}
