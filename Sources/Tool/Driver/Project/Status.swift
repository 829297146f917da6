internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

/// What is deployed, what is planned, and what has changed since.
package func status(answersJSON: Bool) async throws {
    let project = try ProjectFolder()
    let terraform = try TerraformCLI(project)
    let isInitialized = FileManager.default.fileExists(atPath: "\(project.terraform)/.terraform")
    let outputs = isInitialized ? try await Outputs(terraform) : nil
    let tools = try await BuildTools(project)
    var report = StatusReport(name: project.application.name, outputs: outputs)
    report.hasPlan = TerraformPlan(project) != nil
    let pinned = Releases(project).pinned
    for build in [FunctionBuild](project, tools) {
        let id = build.id.description
        var entry = StatusReport.Function(name: id)
        entry.changed = try build.change().map { project.shown($0) }
        entry.deployedVersion = outputs?.versions[id]
        entry.liveVersion = entry.deployedVersion.map { pinned[id] ?? $0 }
        entry.arn = outputs?.functionARNs[id]
        entry.url = outputs?.functionURLs[id]
        report.functions.append(entry)
    }
    if answersJSON { return try JSONText.print(report) }
    try Console.print(report.text)
}

private struct StatusReport: Encodable {
    struct Function: Encodable {
        var name: String
        var deployedVersion: Int?
        var liveVersion: Int?
        /// What of its source is not what was built last.
        var changed: String?
        var arn: String?
        var url: String?
    }
    var name: String
    var apiURLs: [String: String]
    var hasPlan = false
    var functions: [Function] = []

    init(name: String, outputs: Outputs?) {
        self.name = name
        apiURLs = outputs?.apiURLs ?? [:]
    }

    var text: String {
        var table = TextTable()
        for function in functions {
            var state = function.liveVersion.map { "version \($0)" } ?? "not deployed"
            if let deployed = function.deployedVersion, deployed != function.liveVersion {
                state += " (rolled back from \(deployed))"
            }
            table.add(
                function.name, state, function.changed.map { "changed: \($0)" } ?? "built",
                function.url ?? "")
        }
        var text = "\(name)\n\(table.render())"
        for (service, url) in apiURLs.sorted(by: { $0.key < $1.key }) {
            text += "  \(service): \(url)\n"
        }
        return text + (hasPlan ? "A plan waits for 'asml bind'.\n" : "")
    }
}
