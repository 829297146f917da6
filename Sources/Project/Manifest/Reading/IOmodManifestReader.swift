internal import Diagnostics

extension ManifestReader {
    package static let iomodFileName = "iomod.toml"

    /// The manifest of an IOmod's package.
    /// - Parameter file: as messages call it.
    package static func loadIOmod(
        file: String, bytes: [UInt8]
    ) throws(ManifestErrors) -> IOmodManifest {
        let issues = IssueList()
        let document: TOMLDocument
        do throws(TOMLError) {
            document = try TOMLDocument(file: file, bytes: bytes)
        } catch {
            throw ManifestErrors([ManifestIssue(error, in: bytes, file: file)])
        }
        let manifest = IOmodManifestReader(document: document, issues: issues).read()
        guard let manifest, issues.errors.isEmpty else { throw ManifestErrors(issues.errors) }
        return manifest
    }
}

/// Reads an `iomod.toml`.
private struct IOmodManifestReader {
    let document: TOMLDocument
    let issues: IssueList

    /// Nil only with an error.
    func read() -> IOmodManifest? {
        let reader = TableReader(
            document.root, at: document.text.beginning, title: "iomod.toml", in: document.text,
            to: issues)
        let iomod = reader.table("iomod")
        if iomod == nil, !reader.has("iomod") { reader.missing("iomod.coordinates") }
        let coordinates = iomod?.required("coordinates", .coordinates)
        let version = iomod?.required("version", .exactVersion)
        let process = reader.table("process")
        if process == nil, !reader.has("process") { reader.missing("process.entrypoint") }
        let entrypoint = process?.required("entrypoint", .path)
        var manifest = IOmodManifest(
            coordinates: coordinates ?? "", version: version ?? "", entrypoint: entrypoint ?? "")
        if let iomod { readDescription(iomod, into: &manifest) }
        if let process { readProcess(process, into: &manifest) }
        manifest.methods = methods(reader)
        reader.finish(hints: ["method": "methods", "package": "iomod"])
        manifest.origins = reader.origins
        let isWhole = coordinates != nil && version != nil && entrypoint != nil
        return isWhole ? manifest : nil
    }

    private func readDescription(_ iomod: TableReader, into manifest: inout IOmodManifest) {
        manifest.description = iomod.string("description")
        manifest.license = iomod.string("license", .line)
        manifest.homepage = iomod.string("homepage", .url)
        iomod.finish(hints: ["name": "coordinates", "licence": "license"])
    }

    private func readProcess(_ process: TableReader, into manifest: inout IOmodManifest) {
        manifest.arguments = process.strings("arguments", .argument) ?? []
        for architecture in Architecture.allCases {
            guard let own = process.table(architecture.rawValue) else { continue }
            manifest.entrypoints[architecture] = own.required("entrypoint", .path)
            own.finish()
        }
        manifest.transport = process.choice("transport", what: "transport") ?? .tcp
        manifest.environment = process.strings("environment", .grantedVariable)
        process.finish(hints: ["args": "arguments", "env": "environment", "command": "entrypoint"])
    }

    private func methods(_ reader: TableReader) -> [IOmodManifest.Method] {
        reader.members("methods", title: "a method").map { name, member in
            var method = IOmodManifest.Method(name: name)
            method.description = member.string("description")
            method.input = member.string("input", .line)
            method.output = member.string("output", .line)
            member.finish()
            return method
        }.sorted { $0.name < $1.name }
    }
}

extension Shape {
    /// What a process can be started with.
    fileprivate static let argument = Shape(
        .command, "not a valid argument", note: "it has a NUL character"
    ) { !$0.utf8.contains(0) }
}
