internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

/// What deploying would change, attribute by attribute. Builds, but leaves no plan to be bound.
package func diff(jobs: Int) async throws {
    let project = try ProjectFolder()
    let lock = try ProjectLock(project)
    defer { lock.release() }
    let terraform = try TerraformCLI(project)
    TerraformPlan.remove(project)
    defer { TerraformPlan.remove(project) }
    let iomods = try IOmodLayers(project)
    let emission = try emit(project, try await buildAll(project, jobs: jobs), iomods)
    try await iomods.write(project)
    try await write(emission, project)
    let changes = try await plan(emission, terraform)
    if changes.isEmpty { return try Console.print(planText([], hint: nil)) }
    try Console.print(try PlanDetails(try await terraform.shownPlan()).text)
}

/// The changes in `terraform show -json` of a plan.
/// https://developer.hashicorp.com/terraform/internals/json-format#change-representation
struct PlanDetails {
    let text: String

    init(_ json: Data) throws(Diagnostic) {
        guard let object = try? JSONSerialization.jsonObject(with: json),
            let plan = object as? [String: Any],
            let changes = plan["resource_changes"] as? [[String: Any]]
        else { throw Diagnostic(at: .tool, "Terraform's plan cannot be read") }
        text = changes.map(Self.describe).joined()
    }

    private static func describe(_ change: [String: Any]) -> String {
        guard let address = change["address"] as? String,
            let detail = change["change"] as? [String: Any],
            let actions = detail["actions"] as? [String], actions != ["no-op"], actions != ["read"]
        else { return "" }
        var text = "\(actions.joined(separator: " and ")) \(address)\n"
        guard actions.contains("update") || actions.count > 1 else { return text }
        let before = detail["before"] as? [String: Any] ?? [:]
        let after = detail["after"] as? [String: Any] ?? [:]
        let unknown = detail["after_unknown"] as? [String: Any] ?? [:]
        let secret = [detail["before_sensitive"], detail["after_sensitive"]]
            .compactMap { $0 as? [String: Any] }
        for key in Set(before.keys).union(after.keys).union(unknown.keys).sorted() {
            let old = show(before[key])
            let new = unknown[key] as? Bool == true ? "(known after apply)" : show(after[key])
            guard old != new else { continue }
            let isSecret = secret.contains { $0[key] as? Bool == true }
            text += "    \(key): \(isSecret ? "(sensitive)" : "\(old) -> \(new)")\n"
        }
        return text
    }

    private static func show(_ value: Any?) -> String {
        guard let value, !(value is NSNull) else { return "null" }
        let options: JSONSerialization.WritingOptions = [
            .fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes,
        ]
        let data = try? JSONSerialization.data(withJSONObject: value, options: options)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "?"
    }
}
