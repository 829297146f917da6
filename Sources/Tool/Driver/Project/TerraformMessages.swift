internal import Diagnostics
internal import Foundation
internal import Terraform

/// What `terraform … -json` says, line by line, or `terraform validate -json` at once.
/// https://developer.hashicorp.com/terraform/internals/machine-readable-ui
struct TerraformMessages {
    private(set) var diagnostics: [Entry] = []
    private(set) var changes: [PlannedChange] = []
    /// Lines that are no JSON: a crash, or an older Terraform.
    private(set) var others: [String] = []
    /// Whether all was said that Terraform says when it has done what it was asked for.
    private(set) var isComplete = false

    struct Entry: Decodable {
        struct Range: Decodable {
            struct Position: Decodable {
                var line: Int
                var column: Int
            }
            var filename: String
            var start: Position
            var end: Position?
        }
        struct Snippet: Decodable { var code: String }
        var severity: String
        var summary: String
        var detail: String?
        var address: String?
        var range: Range?
        var snippet: Snippet?
    }

    private struct Line: Decodable {
        struct Change: Decodable {
            struct Resource: Decodable { var addr: String }
            var resource: Resource
            var action: String
        }
        var type: String?
        var diagnostic: Entry?
        var change: Change?
    }

    private struct Validation: Decodable { var diagnostics: [Entry] }

    init(lines text: String) {
        let decoder = JSONDecoder()
        for line in text.split(separator: "\n") {
            guard let message = try? decoder.decode(Line.self, from: Data(line.utf8)) else {
                others.append(String(line))
                continue
            }
            if let diagnostic = message.diagnostic { diagnostics.append(diagnostic) }
            if message.type == "change_summary" { isComplete = true }
            if message.type == "planned_change", let change = message.change {
                changes.append(
                    PlannedChange(address: change.resource.addr, action: change.action))
            }
        }
    }

    /// Of `terraform validate -json`.
    init(validation text: String) {
        if let answer = try? JSONDecoder().decode(Validation.self, from: Data(text.utf8)) {
            diagnostics = answer.diagnostics
            isComplete = true
        } else {
            others = text.split(separator: "\n").map(String.init)
        }
    }
}

/// What Terraform means to do to a resource.
struct PlannedChange: Codable, Equatable, Sendable {
    var address: String
    /// `create`, `update`, `replace`, `delete`.
    var action: String
}

extension TerraformMessages.Entry {
    var isError: Bool { severity == "error" }

    /// What a deployment that was killed leaves behind, and the way out.
    private func advice(_ folder: String) -> [String] {
        if summary == "Error acquiring the state lock" {
            let id = detail?.firstMatch(of: #/\bID: +([0-9A-Za-z-]+)/#).map { String($0.1) }
            return [
                "wait until whoever has it is done; if that was killed, 'terraform "
                    + "-chdir=\(folder) force-unlock \(id ?? "ID")' takes it away"
            ]
        }
        let words = "\(summary) \(detail ?? "")"
        let isThere = ["AlreadyExists", "ResourceConflictException"].contains(where: words.contains)
        guard isThere, let address else { return [] }
        return [
            "if an 'asml bind' was killed that had made it, 'terraform -chdir=\(folder) import "
                + "\(address) ID' tells Terraform of it"
        ]
    }

    /// At the line of the manifest that is behind it.
    func diagnostic(_ emission: Emission?, _ folder: String) -> Diagnostic {
        let text = (detail ?? "").split(separator: "\n").map(String.init) + advice(folder)
        let severity: Diagnostic.Severity = isError ? .error : .warning
        // A provider's errors have the line that its block begins in.
        let isProvider = address?.hasPrefix("provider[") ?? false
        let span =
            (isProvider ? address.flatMap { emission?.span(of: $0) } : nil)
            ?? range.flatMap { emission?.span(file: $0.filename, line: $0.start.line) }
            ?? address.flatMap { emission?.span(of: $0) }
        if let span {
            let origin = address ?? range.map { "\(folder)/\($0.filename):\($0.start.line)" }
            return Diagnostic(
                severity, at: .text(span), summary,
                notes: text + (origin.map { ["in \($0)"] } ?? []))
        }
        return Diagnostic(severity, at: ownPlace(folder), summary, notes: text)
    }

    /// In the Terraform itself, which may be the user's.
    private func ownPlace(_ folder: String) -> Diagnostic.Place {
        guard let range else { return .tool }
        let code = snippet?.code.split(separator: "\n", omittingEmptySubsequences: false).first
        var length = 1
        if let end = range.end, end.line == range.start.line {
            length = max(end.column - range.start.column, 1)
        }
        return .text(
            SourceSpan(
                file: path(folder, range.filename), line: range.start.line,
                column: range.start.column, length: length, text: code.map(String.init) ?? ""))
    }

    /// `user_tf/` lies beside Terraform's folder, and Terraform may name it as it finds it.
    private func path(_ folder: String, _ name: String) -> String {
        guard name.hasPrefix("../") || name.hasPrefix("/"),
            let user = name.firstRange(of: "/user_tf/")
        else { return "\(folder)/\(name)" }
        let parent = folder.lastIndex(of: "/").map { folder[...$0] } ?? ""
        return "\(parent)\(name[user.lowerBound...].dropFirst())"
    }
}
