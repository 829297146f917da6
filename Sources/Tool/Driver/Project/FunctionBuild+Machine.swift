internal import Manifest
internal import OCI

extension FunctionBuild {
    /// The function's architecture as images have it.
    static func machine(_ function: Function) -> OCI.Architecture {
        switch function.architecture {
        case .x86_64: .amd64
        case .arm64: .arm64
        }
    }
}
