internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

package struct RollbackOptions: Sendable {
    /// `service.function`; all of them when empty.
    package var functions: [String] = []
    /// Of a single function.
    package var version: Int?
    package var isAgreed = false

    package init() {}
}

/// Gives the traffic back to the versions of the release before. The newer versions stay, and the
/// next `asml cast` leads to them again.
package func rollback(_ options: RollbackOptions) async throws {
    let project = try ProjectFolder()
    let lock = try ProjectLock(project)
    defer { lock.release() }
    let terraform = try TerraformCLI(project)
    let releases = Releases(project)
    let pinned = try releases.pins(options, project)
    TerraformPlan.remove(project)
    let built = try ArtifactStamp.artifacts(project)
    let emission = try emit(project, built, try IOmodLayers(project), pinned: pinned)
    try await write(emission, project)
    let changes = try await plan(emission, terraform)
    try check(changes)
    for (name, version) in pinned.sorted(by: { $0.key < $1.key }) {
        try Console.print("  \(name) -> version \(version)\n")
    }
    try confirm("roll back '\(project.application.name)'", isAgreed: options.isAgreed)
    try await terraform.apply(emission)
    _ = try await remember(project, terraform, pinned: pinned)
}

/// Only the aliases move. Whatever else would change was not deployed yet and is no part of it.
private func check(_ changes: [PlannedChange]) throws(Diagnostic) {
    if changes.isEmpty { throw Diagnostic(at: .tool, "these versions are live already") }
    let others = changes.filter { !$0.address.hasPrefix("aws_lambda_alias.") }
    guard others.isEmpty else {
        throw Diagnostic(
            at: .tool, "the manifests or the code are not what is deployed",
            notes: others.map { "\($0.action) \($0.address)" } + [
                "'asml bind' what is new first, or put the source back"
            ])
    }
}

extension Releases {
    fileprivate func pins(_ options: RollbackOptions, _ project: ProjectFolder)
        throws(Diagnostic) -> [String: Int]
    {
        let application = project.application
        let named = try options.functions.map { name throws(Diagnostic) in
            FunctionID(try application.function(named: name)).description
        }
        var pins = pinned
        if let version = options.version, let name = named.first {
            pins[name] = version
            return pins
        }
        let all = application.functions.map { FunctionID($0).description }
        let chosen = named.isEmpty ? all : named
        guard let now = releases.last else { throw Self.nothingBefore(project) }
        for name in chosen {
            guard let version = now.versions[name] else { continue }
            let before = releases.reversed().lazy.compactMap { $0.versions[name] }
                .first { $0 < version }
            if let before { pins[name] = before }
        }
        guard pins != pinned else { throw Self.nothingBefore(project) }
        return pins
    }

    private static func nothingBefore(_ project: ProjectFolder) -> Diagnostic {
        Diagnostic(
            at: .file(project.shown(path(project))), "there is no earlier release to go back to",
            notes: ["releases are those that were bound here; --to VERSION names another one"])
    }
}
