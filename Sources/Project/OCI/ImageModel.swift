/// The documents of the OCI image specification 1.1: https://github.com/opencontainers/image-spec
package enum MediaType {
    package static let index = "application/vnd.oci.image.index.v1+json"
    package static let manifest = "application/vnd.oci.image.manifest.v1+json"
    package static let config = "application/vnd.oci.image.config.v1+json"
    package static let layer = "application/vnd.oci.image.layer.v1.tar"
    package static let layerGzip = "application/vnd.oci.image.layer.v1.tar+gzip"

    package static let dockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json"
    package static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    package static let dockerLayerGzip = "application/vnd.docker.image.rootfs.diff.tar.gzip"
}

/// As images name it; AWS calls the first `x86_64`.
package enum Architecture: String, Codable, Sendable {
    case amd64, arm64
}

package struct Descriptor: Codable, Hashable, Sendable {
    package var mediaType: String
    package var digest: Digest
    package var size: UInt64
    package var annotations: [String: String]?
    package var platform: Platform?

    package init(_ mediaType: String, _ digest: Digest, size: UInt64) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
    }
}

package struct Platform: Codable, Hashable, Sendable {
    package var architecture: String
    package var os: String

    package init(architecture: String, os: String) {
        self.architecture = architecture
        self.os = os
    }
}

package struct ImageManifest: Codable, Hashable, Sendable {
    package var schemaVersion = 2
    package var mediaType: String?
    /// What it is when it is no image, as an IOmod.
    package var artifactType: String?
    package var config: Descriptor
    package var layers: [Descriptor]
    package var annotations: [String: String]?

    package init(mediaType: String = MediaType.manifest, config: Descriptor, layers: [Descriptor]) {
        self.mediaType = mediaType
        self.config = config
        self.layers = layers
    }
}

package struct ImageIndex: Codable, Hashable, Sendable {
    package var schemaVersion = 2
    package var mediaType: String? = MediaType.index
    package var manifests: [Descriptor]

    package init(manifests: [Descriptor]) { self.manifests = manifests }
}

package struct ImageConfig: Codable, Hashable, Sendable {
    package var created: String?
    package var architecture: String
    package var os: String
    package var config: Settings?
    package var rootfs: RootFilesystem
    package var history: [Step]?

    /// What a container starts with.
    package struct Settings: Codable, Hashable, Sendable {
        package var environment: [String]?
        package var entrypoint: [String]?
        package var command: [String]?
        package var workingDirectory: String?
        package var labels: [String: String]?

        package init() {}

        private enum CodingKeys: String, CodingKey {
            case environment = "Env"
            case entrypoint = "Entrypoint"
            case command = "Cmd"
            case workingDirectory = "WorkingDir"
            case labels = "Labels"
        }
    }

    package struct RootFilesystem: Codable, Hashable, Sendable {
        package var type = "layers"
        /// Of the layers, uncompressed.
        package var diffIDs: [Digest]

        package init(diffIDs: [Digest]) { self.diffIDs = diffIDs }

        private enum CodingKeys: String, CodingKey {
            case type
            case diffIDs = "diff_ids"
        }
    }

    /// What a layer came from.
    package struct Step: Codable, Hashable, Sendable {
        package var created: String?
        package var createdBy: String?
        package var emptyLayer: Bool?

        package init(created: String, createdBy: String) {
            self.created = created
            self.createdBy = createdBy
        }

        private enum CodingKeys: String, CodingKey {
            case created
            case createdBy = "created_by"
            case emptyLayer = "empty_layer"
        }
    }
}
