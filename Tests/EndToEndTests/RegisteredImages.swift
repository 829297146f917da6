import Foundation
import Testing
import ToolFixtures

/// What skopeo and umoci say of the images of a project.
struct RegisteredImages {
    let registry: DockerRegistry
    let project: TestProject
    private var scratch: Scratch { project.scratch }

    init(_ registry: DockerRegistry, _ project: TestProject) {
        self.registry = registry
        self.project = project
    }

    struct Image {
        var digest: String
        var mediaType: String
        var isOneManifestOfGzippedLayers: Bool
        var config: Config
    }

    struct Config: Decodable {
        struct Settings: Decodable {
            var Entrypoint: [String]
            var Cmd: [String]
            var WorkingDir: String
            var Env: [String]
        }
        var architecture: String
        var os: String
        var config: Settings
    }

    private struct Manifest: Decodable {
        struct Layer: Decodable { var mediaType: String }
        var mediaType: String
        /// Of an index, which Lambda refuses.
        var manifests: [Layer]?
        var layers: [Layer]?
    }

    func tags(_ service: String) async throws -> [String] {
        struct List: Decodable { var Tags: [String] }
        let text = try await skopeo(
            "list-tags", "--tls-verify=false", "docker://\(registry.host)/\(name(service))")
        return try JSONDecoder().decode(List.self, from: Data(text.utf8)).Tags
    }

    func inspect(_ service: String) async throws -> Image {
        let place = try await place(service)
        let raw = try await skopeo("inspect", "--tls-verify=false", "--raw", place)
        let manifest = try JSONDecoder().decode(Manifest.self, from: Data(raw.utf8))
        let config = try await skopeo("inspect", "--tls-verify=false", "--config", "--raw", place)
        let digest = try await skopeo(
            "inspect", "--tls-verify=false", "--format", "{{.Digest}}", place)
        let gzipped = "application/vnd.oci.image.layer.v1.tar+gzip"
        return Image(
            digest: digest.trimmingCharacters(in: .newlines), mediaType: manifest.mediaType,
            isOneManifestOfGzippedLayers: manifest.manifests == nil
                && manifest.layers?.allSatisfy { $0.mediaType == gzipped } == true,
            config: try JSONDecoder().decode(Config.self, from: Data(config.utf8)))
    }

    /// - Returns: the root file system's folder.
    func unpack(_ service: String) async throws -> String {
        try scratch.write("policy", #"{"default":[{"type":"insecureAcceptAnything"}]}"#)
        _ = try await skopeo(
            "--policy", "policy", "copy", "-q", "--src-tls-verify=false", try await place(service),
            "oci:copy-\(service):v1")
        let folder = URL(fileURLWithPath: scratch.path)
        let unpacked = try await runTool(
            ["umoci", "raw", "unpack", "--image", "copy-\(service):v1", "root-\(service)"],
            in: folder)
        try #require(unpacked.status == 0, "\(unpacked.errors)")
        return "\(scratch.path)/root-\(service)"
    }

    private func place(_ service: String) async throws -> String {
        let tag = try #require(try await tags(service).first)
        return "docker://\(registry.host)/\(name(service)):\(tag)"
    }

    private func name(_ service: String) -> String { "asml-hello-\(service)-greet" }

    private func skopeo(_ words: String...) async throws -> String {
        let result = try await runTool(["skopeo"] + words, in: URL(fileURLWithPath: scratch.path))
        try #require(result.status == 0, "\(words): \(result.errors)")
        return result.output
    }
}
