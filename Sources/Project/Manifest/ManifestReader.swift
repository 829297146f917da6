internal import Diagnostics

/// Reads the manifests of an application: `assemblylift.toml`, and `service.toml` of each service.
/// All files come through closures; nothing here touches a disk.
package enum ManifestReader {
    package static let fileName = "assemblylift.toml"
    package static let serviceFileName = "service.toml"

    /// The nearest folder, from here upwards, that has an `assemblylift.toml`.
    /// - Parameters:
    ///   - folder: absolute.
    ///   - exists: whether there is a file of this path.
    package static func findRoot(from folder: String, exists: (String) -> Bool) -> String? {
        guard folder.hasPrefix("/") else { return nil }
        var parts = folder.split(separator: "/")
        while true {
            let path = "/" + parts.joined(separator: "/")
            if exists(path.appending(component: fileName)) { return path }
            guard parts.popLast() != nil else { return nil }
        }
    }

    /// - Parameters:
    ///   - root: the folder of `assemblylift.toml`, absolute.
    ///   - read: a file's bytes, nil when there is no such file.
    ///   - isFolder: whether there is a folder of this path.
    ///   - show: what messages call a file, given its path within the root.
    package static func load(
        root: String, read: @escaping (String) -> [UInt8]?,
        isFolder: @escaping (String) -> Bool, show: @escaping (String) -> String = { $0 }
    ) throws(ManifestErrors) -> (application: Application, warnings: [ManifestIssue]) {
        let loader = Loader(root: root, read: read, isFolder: isFolder, show: show)
        let application = loader.application()
        guard let application, loader.issues.errors.isEmpty else {
            throw ManifestErrors(loader.issues.errors)
        }
        return (application, loader.issues.warnings.inOrder)
    }

    /// What messages call a file of the root: its path as seen from another folder.
    package static func path(
        from folder: String, to root: String
    ) -> (_ within: String) -> String {
        let (here, there) = (folder.split(separator: "/"), root.split(separator: "/"))
        let common = zip(here, there).prefix { $0 == $1 }.count
        let up = Array(repeating: "..", count: here.count - common)
        let prefix = (up + there.dropFirst(common).map(String.init)).joined(separator: "/")
        return { prefix.isEmpty ? $0 : "\(prefix)/\($0)" }
    }
}

/// One run of `ManifestReader.load`.
private struct Loader {
    let root: String
    let read: (String) -> [UInt8]?
    let isFolder: (String) -> Bool
    let show: (String) -> String
    let issues = IssueList()

    func application() -> Application? {
        let shown = show(ManifestReader.fileName)
        guard let bytes = read(root.appending(component: ManifestReader.fileName)) else {
            issues.error(
                .missingFile, at: SourceSpan(file: shown, line: 1, column: 1, text: ""),
                "there is no '\(ManifestReader.fileName)' here")
            return nil
        }
        guard let document = document(bytes, shown: shown) else { return nil }
        let reader = ApplicationReader(document: document, root: root, issues: issues)
        guard let (named, declarations) = reader.read() else { return nil }
        var application = named
        application.services = declarations.compactMap { service($0, of: application) }
            .sorted { $0.name < $1.name }
        NameCheck(application: application, issues: issues).run()
        return application
    }

    private func service(_ declared: ServiceDeclaration, of application: Application) -> Service? {
        let within = "services/\(declared.name)/\(ManifestReader.serviceFileName)"
        guard let bytes = read(root.appending(component: within)) else {
            issues.error(
                .missingFile, at: declared.span, "service '\(declared.name)' has no manifest",
                notes: ["there is no '\(within)'"])
            return nil
        }
        guard let document = document(bytes, shown: show(within)) else { return nil }
        let reader = ServiceReader(
            document: document, name: declared.name,
            folder: root.appending(component: "services/\(declared.name)"), issues: issues)
        let service = reader.read()
        for function in service.functions where !isFolder(function.folder) {
            issues.error(
                .missingFolder, at: function.origins["name"] ?? declared.span,
                "function '\(function.name)' has no folder",
                notes: ["there is no 'services/\(service.name)/\(function.name)'"])
        }
        return service
    }

    private func document(_ bytes: [UInt8], shown: String) -> TOMLDocument? {
        do throws(TOMLError) {
            return try TOMLDocument(file: shown, bytes: bytes)
        } catch {
            issues.add(ManifestIssue(error, in: bytes, file: shown))
            return nil
        }
    }
}

extension ManifestIssue {
    init(_ failure: TOMLError, in bytes: [UInt8], file: String) {
        let text = String(decoding: bytes.prefix(TOMLDocument.largest), as: UTF8.self)
        let place = TOMLRegion(begin: failure.place, end: failure.place)
        self.init(
            failure.kind, at: SourceText(file: file, text: text).span(place), failure.message)
    }
}

extension String {
    func appending(component: String) -> String {
        hasSuffix("/") ? self + component : "\(self)/\(component)"
    }
}
