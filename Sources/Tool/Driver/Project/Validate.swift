internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

package struct ValidateOptions: Sendable {
    /// Whether Terraform looks at what would be written, too.
    package var asksTerraform = true
    package var answersJSON = false

    package init() {}
}

/// Checks the manifests, and that Terraform takes what is made of them, without building anything.
package func validate(_ options: ValidateOptions) async throws {
    do {
        let answer = try await check(asksTerraform: options.asksTerraform)
        try answer.report(asJSON: options.answersJSON)
    } catch {
        let diagnostic = Diagnostic(anything: error)
        if options.answersJSON { try JSONText.print(diagnostic) }
        throw diagnostic
    }
}

private func check(asksTerraform: Bool) async throws -> Validated {
    let project = try ProjectFolder()
    let iomods = try IOmodLayers(project)
    iomods.warnings.forEach(Console.report)
    let emission = try emit(project, placeholders(project), iomods)
    if asksTerraform { try await validate(emission, project) }
    return Validated(
        services: project.application.services.count,
        functions: project.application.functions.count)
}

private func validate(_ emission: Emission, _ project: ProjectFolder) async throws {
    try await Files.withTemporaryFolder { scratch in
        let folder = "\(scratch)/net"
        try Files.makeFolder(folder)
        for file in emission.files {
            try Files.write(Array(file.text.utf8), to: "\(folder)/\(file.name)")
        }
        // The user's own Terraform is beside ours.
        if symlink("\(project.root)/user_tf", "\(scratch)/user_tf") != 0 {
            throw Files.failed("write", "\(scratch)/user_tf")
        }
        let terraform = try TerraformCLI(project, in: folder)
        try await terraform.initialize(backend: false)
        try await terraform.validate(emission)
    }
}

/// Stands for packages that are not there.
private func placeholders(_ project: ProjectFolder) -> [FunctionID: BuiltArtifact] {
    var all: [FunctionID: BuiltArtifact] = [:]
    for (service, function) in project.application.functions {
        let id = FunctionID(service.name, function.name)
        let digest = SourceListing.digest([])
        all[id] = BuiltArtifact(
            path: ProjectFolder.package(id, function.provider), sha256: digest, size: 0,
            bootstrapSize: 0,
            image: function.provider == .awsLambdaAlpine ? "sha256:\(digest)" : nil)
    }
    return all
}

private struct Validated: Encodable {
    var services: Int
    var functions: Int

    func report(asJSON: Bool) throws(Diagnostic) {
        if asJSON { return try JSONText.print(self) }
        try Console.print("\(services) services, \(functions) functions: all is well\n")
    }
}
