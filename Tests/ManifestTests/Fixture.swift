internal import Diagnostics
internal import Manifest

/// An application whose files are in memory. Folders of functions exist unless listed.
struct Fixture {
    var files: [String: String] = [:]
    var missingFolders: Set<String> = []

    /// One service, `mail`, with this text behind its name.
    init(service text: String, application: String = "") {
        files["assemblylift.toml"] = """
            [project]
            name = "shop"
            [services.mail]
            name = "mail"
            \(application)
            """
        files["services/mail/service.toml"] = text
    }

    init(files: [String: String]) { self.files = files }

    func load() throws(ManifestErrors) -> (application: Application, warnings: [ManifestIssue]) {
        let files = files
        let missing = missingFolders
        return try ManifestReader.load(
            root: "/app",
            read: { path in files[String(path.dropFirst(5))].map { Array($0.utf8) } },
            isFolder: { !missing.contains(String($0.dropFirst(5))) })
    }

    /// What is wrong with it; nothing when it loads.
    var issues: [ManifestIssue] {
        do throws(ManifestErrors) {
            _ = try load()
            return []
        } catch {
            return error.issues
        }
    }
}

/// What is said of two manifests that may be any bytes; warnings when they load.
func manifestIssues(_ application: [UInt8], _ service: [UInt8]) -> [ManifestIssue] {
    do throws(ManifestErrors) {
        return try ManifestReader.load(
            root: "/a",
            read: { $0 == "/a/assemblylift.toml" ? application : service },
            isFolder: { _ in true }
        ).warnings
    } catch {
        return error.issues
    }
}

extension Fixture {
    /// A function, `send`, with these lines.
    init(function lines: String, before: String = "") {
        self.init(
            service: """
                [service]
                name = "mail"
                \(before)
                [api.functions.send]
                name = "send"
                \(lines)
                """)
    }

    func function() throws -> Function {
        let functions = try load().application.functions
        guard let first = functions.first else { throw Missing() }
        return first.function
    }

    struct Missing: Error {}
}
