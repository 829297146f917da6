package import Manifest

/// What was built of an application, which Terraform is to deploy: the manifest says what a
/// function is, this says which bytes it is.
package struct Deployment: Equatable, Sendable {
    package var functions: [FunctionID: FunctionDeployment] = [:]
    /// The IOmods of a service, for functions made into zips.
    package var layers: [LayerID: Zip] = [:]
    /// The user's own Terraform in `user_tf/`; nil where there is none.
    package var userModule: UserModule?
    /// Shown among the outputs. It is no part of a function, so that a new label alone deploys
    /// nothing.
    package var release: String?
    package var awsProvider = AWSProviderLine.from5_100

    package init() {}
}

package struct FunctionID: Hashable, Comparable, Sendable {
    package var service: String
    package var function: String

    package init(_ service: String, _ function: String) {
        self.service = service
        self.function = function
    }

    package static func < (left: FunctionID, right: FunctionID) -> Bool {
        (left.service, left.function) < (right.service, right.function)
    }
}

package struct LayerID: Hashable, Sendable {
    package var service: String
    package var architecture: Architecture

    package init(_ service: String, _ architecture: Architecture) {
        self.service = service
        self.architecture = architecture
    }
}

package struct FunctionDeployment: Equatable, Sendable {
    package var artifact: Artifact
    /// The version that gets the traffic; nil for the one that is deployed. To go back is to name
    /// an older one.
    package var liveVersion: Int?

    package init(_ artifact: Artifact, liveVersion: Int? = nil) {
        self.artifact = artifact
        self.liveVersion = liveVersion
    }
}

package enum Artifact: Equatable, Sendable {
    case zip(Zip)
    /// Of the repository that Terraform makes for the function; pushed in between, see
    /// `Emission.repositories`.
    case image(digest: String)
    /// Of a repository that exists, with its digest: `registry/name@sha256:…`.
    case foreignImage(uri: String)
}

package struct Zip: Equatable, Sendable {
    package enum Place: Equatable, Sendable {
        /// Relative to the folder of the Terraform files.
        case file(String)
        /// Already there: Lambda takes zips over 50 MB from a bucket only.
        case object(bucket: String, key: String, version: String? = nil)
    }

    package var place: Place
    /// In base64, as Lambda has it.
    package var sha256: String

    package init(_ place: Place, sha256: String) {
        self.place = place
        self.sha256 = sha256
    }
}

package struct UserModule: Equatable, Sendable {
    /// Names of the variables it declares; of these it is given the ones that we know, which are
    /// `project_name`, `function_names`, `function_role_names` and `function_role_arns`.
    package var variables: Set<String>

    package init(variables: Set<String> = []) { self.variables = variables }
}

/// Which releases of hashicorp/aws the text is for.
package enum AWSProviderLine: Equatable, Sendable {
    case from5_100
    /// Knows the condition `lambda:InvokedViaFunctionUrl`, without which a function with a public
    /// URL can also be invoked by anybody with AWS credentials.
    case from6_28

    var constraint: String {
        switch self {
        case .from5_100: ">= 5.100, < 7"
        case .from6_28: ">= 6.28, < 7"
        }
    }
}
