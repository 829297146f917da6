internal import Archive
internal import Diagnostics
internal import Foundation
internal import Manifest
internal import Packaging
internal import Terraform

/// The IOmods of services as Lambda layers, which their functions see below `/opt`.
struct IOmodLayers {
    struct Layer {
        var zip: PackedZip
        fileprivate var bytes: [UInt8]
        var options: ProviderOptions
        /// Of the service.
        var place: SourceSpan?
    }

    private(set) var layers: [LayerID: Layer] = [:]
    /// Of what is not in any of them.
    private(set) var warnings: [Diagnostic] = []

    /// The same packages give the same bytes.
    init(_ project: ProjectFolder) throws(Diagnostic) {
        for service in project.application.services {
            let packages = try service.iomodPackages(project)
            warnings += service.iomods.compactMap(\.warning)
            let functions = service.functions.filter { $0.provider == .awsLambda }
            if packages.isEmpty { continue }
            for architecture in Set(functions.map(\.architecture)) {
                layers[LayerID(service.name, architecture)] = try Self.layer(
                    service, packages, architecture)
            }
        }
    }

    private static func layer(
        _ service: Service, _ packages: [IOmodPackage], _ architecture: Manifest.Architecture
    ) throws(Diagnostic) -> Layer {
        let path = path(service, architecture)
        let bytes: [UInt8]
        do {
            var entries: [ArchiveEntry] = []
            for package in packages { entries += try package.entries(for: architecture) }
            bytes = try ZipWriter.bytes(of: try ArchiveContents(entries).withFolders())
        } catch {
            throw Diagnostic(at: .file(path), error.message)
        }
        let zip = PackedZip(
            name: "the layer of the IOmods of '\(service.name)'", path: path,
            sha256: SourceListing.digest(bytes), size: bytes.count,
            unpacked: packages.reduce(0) { $0 + $1.size(for: architecture) })
        return Layer(
            zip: zip, bytes: bytes, options: service.options, place: service.origins["iomod"])
    }

    private static func path(
        _ service: Service, _ architecture: Manifest.Architecture
    ) -> String { "net/services/\(service.name)/iomods-\(architecture.rawValue).zip" }

    /// Below the application's folder, of all that a service may have.
    static func paths(_ service: Service) -> [String] {
        Manifest.Architecture.allCases.map { path(service, $0) }
    }

    /// An unchanged file keeps its time; what no function needs any more goes.
    func write(_ project: ProjectFolder) async throws {
        for service in project.application.services {
            for architecture in Manifest.Architecture.allCases {
                let file = "\(project.root)/\(Self.path(service, architecture))"
                guard let layer = layers[LayerID(service.name, architecture)] else {
                    Files.remove(file)
                    continue
                }
                if SourceListing.digest(ofFile: file) == layer.zip.sha256 { continue }
                try Files.makeFolder(URL(fileURLWithPath: file).deletingLastPathComponent().path)
                try await Files.put(layer.bytes, at: file)
            }
        }
    }
}

extension Service {
    /// Packages of IOmods, below the application's folder.
    var iomodFiles: [String] {
        iomods.compactMap { if case .file(let path) = $0.source { path } else { nil } }
    }

    /// What its functions depend on and is here, read and checked.
    func iomodPackages(_ project: ProjectFolder) throws(Diagnostic) -> [IOmodPackage] {
        var packages: [IOmodPackage] = []
        for dependency in iomods {
            guard case .file(let path) = dependency.source else { continue }
            packages.append(try dependency.package(path, project))
        }
        return packages
    }
}

extension IOmodDependency {
    fileprivate var warning: Diagnostic? {
        if case .file = source { return nil }
        return Diagnostic(
            .warning, at: place("type"), "IOmods out of registries are not packed yet",
            notes: [
                "calls of '\(coordinates)' return -1",
                "'type = \"file\"', and 'from', name a package that is here",
            ])
    }

    fileprivate func package(_ path: String, _ project: ProjectFolder) throws(Diagnostic)
        -> IOmodPackage
    {
        let file = "\(project.root)/\(path)"
        guard FileManager.default.fileExists(atPath: file) else {
            throw Diagnostic(at: place("from"), "there is no '\(path)'")
        }
        let package = try IOmodPackage(.file(file), named: project.shown(file))
        let found = package.manifest
        guard found.coordinates == coordinates else {
            throw Diagnostic(at: place("coordinates"), "'\(path)' is '\(found.coordinates)'")
        }
        // Of a range, a file is what was chosen.
        let isExact = version.wholeMatch(of: #/\d+\.\d+\.\d+([-+].*)?/#) != nil
        guard !isExact || found.version == version else {
            throw Diagnostic(at: place("version"), "'\(path)' is version \(found.version)")
        }
        return package
    }

    private func place(_ key: String) -> Diagnostic.Place {
        origins[key].map(Diagnostic.Place.text) ?? .tool
    }
}
