import Diagnostics
import Foundation
import Manifest
import Terraform
import Testing
import ToolFixtures

/// Every key of the manifests filled with strings that mean something elsewhere: each is refused with
/// its place, or Terraform reads exactly that string in what is written, and nothing else.
@Suite struct InjectionTests {
    /// A string, and the number that is within it between two letters.
    private struct Attempt {
        var key: HostileKey
        var number: Int
        var string: String
        var mark: String { "q\(number)q" }
        var text: String { key.filled(with: string, number: number) }
    }

    private static let strings = 60
    /// Of each key, in Terraform.
    private static let accepted = 4

    private static func attempts(_ keys: [HostileKey]) -> [Attempt] {
        var strings = HostileStrings(seed: 6)
        return keys.flatMap { key in
            (0..<Self.strings).map { _ in
                let number = Int(strings.next() % 1_000_000_000)
                let mark = "q\(number)q"
                return Attempt(
                    key: key, number: number, string: strings.string(marked: mark))
            }
        }
    }

    // MARK: Manifests

    private static func load(_ files: [String: String]) throws(ManifestErrors) -> Application {
        try ManifestReader.load(
            root: "/project",
            read: { path in files[String(path.dropFirst("/project/".count))].map { Array($0.utf8) }
            },
            isFolder: { _ in true }
        ).application
    }

    private static let project = "[project]\nname = \"p\"\n"

    private static func function(_ name: String, _ lines: String) -> String {
        "[api.functions.\(name)]\nname = \"\(name)\"\n\(lines)\n"
    }

    /// An application with nothing but one attempt in it.
    private static func application(_ attempt: Attempt) throws(ManifestErrors) -> Application {
        var files = ["assemblylift.toml": project + "[services.s]\nname = \"s\"\n"]
        var service = "[service]\nname = \"s\"\n" + function("f", "")
        switch attempt.key.scope {
        case .function: service = "[service]\nname = \"s\"\n" + function("f", attempt.text)
        case .service: service += attempt.text
        case .application: files["assemblylift.toml", default: ""] += attempt.text
        }
        files["services/s/service.toml"] = service
        return try load(files)
    }

    /// Those that a manifest may have.
    private static func accepted(_ attempts: [Attempt], limit: Int = .max) -> [Attempt] {
        var counts: [String: Int] = [:]
        return attempts.filter { attempt in
            do throws(ManifestErrors) {
                _ = try application(attempt)
                counts[attempt.key.line, default: 0] += 1
                return counts[attempt.key.line, default: 0] <= limit
            } catch {
                #expect(!error.issues.isEmpty)
                for issue in error.issues {
                    #expect(issue.span.line > 0 && issue.span.column > 0, "\(attempt)")
                    #expect(issue.span.file.hasSuffix(".toml"), "\(attempt)")
                    let text = issue.diagnostic().render()
                    #expect(!text.utf8.contains { $0 < 0x20 && $0 != 0x0A }, "\(attempt)")
                }
                return false
            }
        }
    }

    @Test func whatIsRefusedHasItsPlace() throws {
        let attempts = Self.attempts(HostileKey.all)
        let accepted = Self.accepted(attempts)
        #expect(accepted.count > 300)
        #expect(attempts.count - accepted.count > 2000)
        // Paths of any kind stay where they are.
        for attempt in accepted where attempt.string.contains("..") {
            let pathKeys = ["base_image", "wasm =", "from = \"#\"", "name = \"#\"", "\"#\"]"]
            guard pathKeys.contains(where: attempt.key.line.contains) else { continue }
            #expect(!attempt.string.split(separator: "/").contains(".."), "\(attempt)")
        }
    }

    // MARK: Terraform

    @Test func terraformPlansTheSameStrings() async throws {
        let functions = Self.accepted(Self.attempts(HostileKey.function), limit: Self.accepted)
        let services = Self.accepted(Self.attempts(HostileKey.service), limit: Self.accepted)
        var files = ["assemblylift.toml": Self.project + "[services.s]\nname = \"s\"\n"]
        files["services/s/service.toml"] =
            "[service]\nname = \"s\"\n"
            + functions.map { Self.function("f\($0.number)", $0.text) }.joined()
        for service in services {
            let name = "v\(service.number)"
            files["assemblylift.toml", default: ""] += "[services.\(name)]\nname = \"\(name)\"\n"
            let guarded = service.text.contains("[api.authorizers") ? "authorizer_id = \"a\"" : ""
            let route = "http = { verb = \"GET\", path = \"/\" }\n"
            files["services/\(name)/service.toml"] =
                "[service]\nname = \"\(name)\"\n\(service.text)\n"
                + Self.function("f", route + guarded)
        }
        let application = try Self.load(files)
        let sample = Sample("hostile", []) {
            $0 = application
            $0.aws.region = "eu-central-1"
        }
        let plan = try await Self.plan(sample)
        try check(functions + services, Leaves(plan))
    }

    /// In one piece, by the real provider.
    private static func plan(_ sample: Sample) async throws -> Data {
        let workspace = try await Workspace(sample, name: "injection")
        defer { workspace.remove() }
        try workspace.addCredentials()
        let formatted = try await workspace.terraform("fmt", "-check", "-diff")
        #expect(formatted.status == 0, "\(formatted.output.prefix(3000))")
        let plan = try await workspace.terraform(
            "plan", "-input=false", "-no-color", "-out=plan")
        try #require(plan.status == 0, "\(plan.errors.prefix(5000))")
        let shown = try await workspace.terraform("show", "-json", "plan")
        try #require(shown.status == 0)
        return Data(shown.output.utf8)
    }

    /// What belongs to no resource is read line by line: each is an attribute, or an element of an
    /// object.
    @Test func terraformReadsTheSameSettings() async throws {
        let attempts = Self.accepted(Self.attempts(HostileKey.application))
        #expect(attempts.count > 20)
        var text = ""
        for attempt in attempts {
            let application = try Self.application(attempt)
            let sample = Sample("hostile", []) { $0 = application }
            let main = try emitTerraform(sample.application, sample.deployment).files
                .filter { $0.name == "main.tf" }
            let lines = main.flatMap { $0.text.split(separator: "\n") }
                .filter { $0.contains(attempt.mark) }
            for (index, line) in lines.enumerated() {
                text += "output \"o\(attempt.number)_\(index)\" {\n  value = {\n\(line)\n}\n}\n"
            }
        }
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(text.utf8).write(to: folder.appending(path: "main.tf"))
        let settings = ["CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": "/dev/null"]
        let applied = try await runTool(
            ["terraform", "apply", "-auto-approve", "-no-color"], in: folder, environment: settings)
        try #require(applied.status == 0, "\(applied.errors.prefix(3000))")
        let shown = try await runTool(
            ["terraform", "output", "-json"], in: folder, environment: settings)
        try check(attempts, Leaves(Data(shown.output.utf8)))
    }

    private func check(_ attempts: [Attempt], _ leaves: Leaves) throws {
        #expect(!attempts.isEmpty)
        for attempt in attempts {
            let found = leaves.marked(attempt.mark)
            let exact = found.filter { $0.holds(attempt.string) }
            #expect(!exact.isEmpty, "\(attempt) is nowhere")
            // Names that are made of it have no other letters than names have.
            for leaf in found.subtracting(exact) {
                #expect(leaf.wholeMatch(of: #/[A-Za-z0-9_.-]+/#) != nil, "\(attempt): \(leaf)")
            }
        }
    }
}

/// All strings in a document of JSON, in documents within them, too.
private struct Leaves {
    private var byNumber: [String: Set<String>] = [:]

    init(_ json: Data) throws { add(try JSONSerialization.jsonObject(with: json)) }

    /// What has a mark in it.
    func marked(_ mark: String) -> Set<String> { byNumber[mark] ?? [] }

    private mutating func add(_ value: Any) {
        switch value {
        case let list as [Any]: for element in list { add(element) }
        case let object as [String: Any]:
            for (key, element) in object {
                add(text: key)
                add(element)
            }
        case let text as String: add(text: text)
        default: break
        }
    }

    private mutating func add(text: String) {
        guard text.contains("q") else { return }
        if text.first == "{" || text.first == "[",
            let inner = try? JSONSerialization.jsonObject(with: Data(text.utf8))
        {
            return add(inner)
        }
        for match in text.matches(of: #/q[0-9]+q/#) {
            byNumber[String(match.0), default: []].insert(text)
        }
    }
}

extension String {
    /// Whether another one is within it, byte by byte, but for Terraform's normal form of accents.
    fileprivate func holds(_ other: String) -> Bool {
        let own = Data(precomposedStringWithCanonicalMapping.utf8)
        return own.range(of: Data(other.precomposedStringWithCanonicalMapping.utf8)) != nil
    }
}
