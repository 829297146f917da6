internal import HCL
internal import Manifest

/// What differs between providers: how the bytes of a function get to Lambda. A further provider is
/// a file with another one of these, and a row below.
protocol Packaging: Sendable {
    /// Resources that are there for the function alone, made before it.
    func resources(_ scope: FunctionScope) -> [Resource]

    /// The attributes of `aws_lambda_function` that say what runs.
    func describe(_ scope: FunctionScope, in lambda: inout Resource) throws(EmitError)

    /// Where the driver must push before the function can be made.
    func repository(_ scope: FunctionScope) -> Repository?
}

extension Provider {
    var packaging: any Packaging {
        switch self {
        case .awsLambda: ZipPackaging()
        case .awsLambdaAlpine: ImagePackaging()
        }
    }
}

extension FunctionScope {
    /// What Lambda hands to the bootstrap: the function and the handler in it.
    var handler: String { "\(function.name).\(function.handlerName)" }

    func artifact() throws(EmitError) -> Artifact {
        guard let built = deployment.functions[id] else {
            throw EmitError(kind: .missingArtifact(id), span: function.origins.place)
        }
        return built.artifact
    }

    var wrongArtifact: EmitError {
        EmitError(kind: .wrongArtifact(id), span: function.origins["provider"])
    }
}
