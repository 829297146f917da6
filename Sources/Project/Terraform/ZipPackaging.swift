internal import HCL
internal import Manifest

/// `aws-lambda`: a zip on Amazon Linux, IOmods in a Lambda layer.
struct ZipPackaging: Packaging {
    static let runtime = "provided.al2023"

    func resources(_ scope: FunctionScope) -> [Resource] { [] }

    func describe(_ scope: FunctionScope, in lambda: inout Resource) throws(EmitError) {
        guard case .zip(let zip) = try scope.artifact() else { throw scope.wrongArtifact }
        lambda.set("runtime", Self.runtime)
        lambda.set("handler", scope.handler, from: "handler_name")
        lambda.set(zip)
        let layer = LayerID(scope.service.name, scope.function.architecture)
        if scope.deployment.layers[layer] != nil {
            let kind = "aws_lambda_layer_version"
            lambda.set("layers", .list([.reference([kind, label(layer.names), "arn"])]))
        }
    }

    func repository(_ scope: FunctionScope) -> Repository? { nil }
}

/// The IOmods of a service: one Lambda layer for each architecture of its functions.
func layers(_ scope: ServiceScope) -> [Resource] {
    Architecture.allCases.compactMap { architecture in
        let id = LayerID(scope.service.name, architecture)
        guard let zip = scope.deployment.layers[id] else { return nil }
        var layer = Resource(
            "aws_lambda_layer_version", id.names, scope.provider, scope.service.origins)
        layer.set("layer_name", "\(scope.name)-iomods-\(id.architectureName)")
        layer.set("description", "The IOmods of \(scope.service.name)")
        layer.set(zip)
        layer.set("compatible_runtimes", .strings([ZipPackaging.runtime]))
        layer.set("compatible_architectures", .strings([architecture.rawValue]))
        return layer
    }
}

extension LayerID {
    /// Without the underscore, which labels would write twice.
    fileprivate var architectureName: String {
        architecture.rawValue.replacing("_", with: "-")
    }

    fileprivate var names: [String] { [service, architectureName] }
}

extension Resource {
    fileprivate mutating func set(_ zip: Zip) {
        switch zip.place {
        case .file(let path):
            set("filename", "\(.reference(["path", "module"]))/\(path)" as Expression)
        case .object(let bucket, let key, let version):
            set("s3_bucket", bucket)
            set("s3_key", key)
            set("s3_object_version", version)
        }
        set("source_code_hash", zip.sha256)
    }
}
