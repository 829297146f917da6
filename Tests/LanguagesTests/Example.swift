import Diagnostics
import Languages
import Manifest

/// Plans of a function in a folder that need not exist.
enum Example {
    static let functionPlace = SourceSpan(file: "service.toml", line: 3, column: 1, text: "")
    static let languagePlace = SourceSpan(file: "service.toml", line: 4, column: 12, text: "")

    static func plan(
        _ files: [String], _ change: (inout Function) -> Void = { _ in },
        toolchain: Toolchain = Toolchain(), contents: [String: String] = [:]
    ) throws -> BuildPlan {
        var function = Function(name: "my-fn", folder: "/app/services/s/f")
        change(&function)
        function.origins = Origins(place: functionPlace)
        if function.language != nil { function.origins.keys["language"] = languagePlace }
        let place = BuildPlace(
            root: "/app", sdk: "/app/.asml/sdk", build: "/app/.asml/build/s/f",
            library: "/usr/local/lib/asml", toolchain: toolchain)
        return try BuildPlan(function, SourceFolder(files) { contents[$0] }, in: place)
    }

    /// A plan as a page: what it writes, runs and leaves.
    static func page(_ plan: BuildPlan) -> String {
        var lines: [String] = plan.folders.map { "folder \($0)" }
        for file in plan.generated {
            lines.append("file \(file.path)")
            lines += file.text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { "    \($0)" }
        }
        for step in plan.steps {
            lines.append("in \(step.folder)")
            lines += step.environment.sorted { $0.key < $1.key }.map { "    \($0.key)=\($0.value)" }
            lines.append("    " + step.arguments.map(quoted).joined(separator: " "))
        }
        lines.append("makes \(plan.module)")
        lines += plan.dependencyFiles.map { "leaves \($0.path)" }
        lines += plan.requirements.map { "needs \($0.name): \($0.hint)" }
        return lines.map { $0.trimmingTrailingSpaces + "\n" }.joined()
    }

    private static func quoted(_ word: String) -> String {
        word.contains { " '\"".contains($0) } || word.isEmpty ? "‹\(word)›" : word
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
