internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

/// Destroys all that was deployed. The source and the state's history stay.
///
/// - Parameter isAgreed: without asking.
package func nuke(isAgreed: Bool) async throws {
    let project = try ProjectFolder()
    let lock = try ProjectLock(project)
    defer { lock.release() }
    let terraform = try TerraformCLI(project)
    guard FileManager.default.fileExists(atPath: "\(project.terraform)/main.tf") else {
        throw Diagnostic(
            at: .file(project.shown(project.terraform)), "there is no Terraform",
            notes: ["'asml cast' writes it; what another machine deployed needs it too"])
    }
    let name = project.application.name
    TerraformPlan.remove(project)
    try await terraform.initialize()
    let changes = try await terraform.plan(nil, ["-destroy"])
    if changes.isEmpty {
        Releases.remove(project)
        return try Console.print("Nothing is deployed.\n")
    }
    try Console.print(planText(changes, hint: nil))
    try confirm("destroy all of '\(name)'", isAgreed: isAgreed)
    try await terraform.apply(nil)
    TerraformPlan.remove(project)
    Releases.remove(project)
    try Console.print("Destroyed.\n")
    for bucket in project.packageBuckets {
        Console.complain("Zips that were put into bucket '\(bucket)' are still there.\n")
    }
}

extension ProjectFolder {
    /// Of the user's, for zips that are too large for requests.
    fileprivate var packageBuckets: [String] {
        let buckets = application.functions.compactMap { $0.function.options.packageBucket }
        return Set(buckets + [application.aws.packageBucket].compactMap { $0 }).sorted()
    }
}

/// Asks the user, who may only be asked at a terminal.
func confirm(_ deed: String, isAgreed: Bool) throws(Diagnostic) {
    if isAgreed { return }
    guard isatty(STDIN_FILENO) == 1 else {
        throw Diagnostic(
            at: .tool, "not done: there is nobody to ask whether to \(deed)",
            notes: ["--yes agrees beforehand"])
    }
    Console.complain("Really \(deed)? Type 'yes': ")
    guard readLine() == "yes" else { throw Diagnostic(at: .tool, "not done") }
}
