package import Foundation

/// How tests have terraform find its provider: in a folder, ASML_TERRAFORM_MIRROR, with
/// `registry.terraform.io/hashicorp/aws`.
package enum TerraformSettings {
    /// Writes them into a folder.
    ///
    /// - Returns: variables for terraform.
    package static func write(in folder: URL) throws -> [String: String] {
        let mirror =
            ProcessInfo.processInfo.environment["ASML_TERRAFORM_MIRROR"] ?? "/opt/tf-plugins"
        let settings = """
            provider_installation {
              filesystem_mirror {
                path = "\(mirror)"
              }
            }
            disable_checkpoint = true
            """
        let file = folder.appending(path: "settings.tfrc")
        try Data(settings.utf8).write(to: file)
        return ["TF_CLI_CONFIG_FILE": file.path]
    }
}
