package import Diagnostics

/// Why an application cannot be written as Terraform although its manifest is right.
package struct EmitError: Error, Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// A function was not built.
        case missingArtifact(FunctionID)
        /// A zip for a provider of images, or the other way round.
        case wrongArtifact(FunctionID)
        /// Two functions would have one name in AWS.
        case sameFunctionName(String, FunctionID, FunctionID)
        /// A function is to be in another region or account than its service.
        case outsideOfService(FunctionID)
        /// A bucket notifies functions of one region only.
        case bucketInTwoRegions(String)
        case unknownAuthorizer(String)
        /// A Lambda authorizer names no function of its service.
        case unknownAuthorizerFunction(String)
    }

    package var kind: Kind
    /// Nil where the manifest was not read from a file.
    package var span: SourceSpan?

    package var message: String {
        switch kind {
        case .missingArtifact(let id): "function '\(id)' was not built"
        case .wrongArtifact(let id): "what was built of function '\(id)' is not for its provider"
        case .sameFunctionName(let name, let first, let second):
            "functions '\(first)' and '\(second)' would both be called '\(name)' in AWS"
        case .outsideOfService(let id):
            "function '\(id)' would be in another region or account than its service"
        case .bucketInTwoRegions(let bucket):
            "bucket '\(bucket)' would notify functions of different regions or accounts"
        case .unknownAuthorizer(let id): "unknown authorizer '\(id)'"
        case .unknownAuthorizerFunction(let name): "unknown function '\(name)'"
        }
    }
}

extension FunctionID: CustomStringConvertible {
    package var description: String { "\(service).\(function)" }
}
