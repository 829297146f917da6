internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Terraform

/// What is an application's own lies in its folder: a symbolic link could lead anywhere.
extension ProjectFolder {
    /// Refuses sources that are elsewhere, before any is read.
    func checkSources() throws(Diagnostic) {
        let home = Self.resolved(root)
        var wrong: [Diagnostic] = []
        for service in application.services {
            var places = [(service.folder, service.origins["service.name"])]
            for function in service.functions {
                places.append((function.folder, function.origins["name"]))
                guard let base = function.options.baseImage else { continue }
                let key = "provider.options.base_image"
                let span = function.origins.keys[key] ?? service.origins["service.\(key)"]
                places.append(("\(root)/\(base)", span))
            }
            for (path, span) in places where !Self.isInside(path, home) {
                wrong.append(leaving(path, at: span.map { .text($0) }))
            }
        }
        guard wrong.isEmpty else { throw Diagnostic(all: wrong) }
    }

    /// Refuses to write elsewhere: where `cast` and others put what they make.
    func checkOutputs() throws(Diagnostic) {
        let home = Self.resolved(root)
        let own = ["lock", "emitted", "plan.json", "releases.json", "sdk", "build"]
        var places = [terraform, "\(root)/.asml"] + own.map { "\(work)/\($0)" }
        for (service, function) in application.functions {
            let id = FunctionID(service.name, function.name)
            let stamps = [ModuleStamp.fileName, ArtifactStamp.fileName, "bootstrap"]
            places += stamps.map { "\(buildFolder(id))/\($0)" }
            places.append("\(root)/\(Self.package(id, function.provider))")
        }
        try checkOutputs(places, home)
    }

    /// The same for files in Terraform's folder.
    func checkOutputs(_ emission: Emission) throws(Diagnostic) {
        let places = emission.files.map { "\(terraform)/\($0.name)" }
        try checkOutputs(places, Self.resolved(root))
    }

    private func checkOutputs(_ places: [String], _ home: String) throws(Diagnostic) {
        for path in places where !Self.isInside(path, home) { throw leaving(path, at: nil) }
    }

    private func leaving(_ path: String, at place: Diagnostic.Place?) -> Diagnostic {
        Diagnostic(
            at: place ?? .file(shown(path)),
            "\(shown(path)) leads out of the application by a symbolic link",
            notes: ["what belongs to an application is in its folder, \(root)"])
    }

    /// Whether a path, as far as it exists, is below a folder. A link to nothing is not.
    private static func isInside(_ path: String, _ home: String) -> Bool {
        var path = path
        var status = stat()
        while path.count > 1, lstat(path, &status) != 0 {
            path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        }
        let real = resolved(path)
        return real == home || real.hasPrefix(home == "/" ? "/" : home + "/")
    }

    /// Without links; empty where one leads to nothing.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return "" }
        defer { free(real) }
        return String(cString: real)
    }
}
