import Foundation
import Terraform
import Testing
import ToolFixtures

/// Folders in which terraform runs, with the provider linked in once for all of them.
struct Workspace {
    /// `net`, beside `user_tf`.
    let folder: URL
    let variables: [String: String]

    /// What `terraform init` found, which takes seconds.
    private static let shared = Task { try await Shared() }

    private struct Shared {
        let folder: URL
        let variables: [String: String]

        init() async throws {
            folder = try temporaryFolder()
            variables = try TerraformSettings.write(in: folder).merging([
                "TF_DATA_DIR": folder.appending(path: "data").path
            ]) { $1 }
            let base = Workspace(
                folder: folder.appending(path: "base/net"), variables: variables)
            let main = """
                terraform {
                  required_providers {
                    aws = { source = "hashicorp/aws" }
                  }
                }
                module "usermod" { source = "../user_tf" }
                """
            try base.prepare()
            try Data(main.utf8).write(to: base.folder.appending(path: "main.tf"))
            let result = try await base.terraform("init", "-input=false")
            try #require(result.status == 0, "\(result.output)\(result.errors)")
        }
    }

    private init(folder: URL, variables: [String: String]) {
        self.folder = folder
        self.variables = variables
    }

    /// A project with the sample's files and a module of the user's.
    init(_ sample: Sample, name: String) async throws {
        let shared = try await Self.shared.value
        self.init(
            folder: shared.folder.appending(path: "\(sample.name)-\(name)/net"),
            variables: shared.variables)
        try prepare()
        let lock = ".terraform.lock.hcl"
        try FileManager.default.copyItem(
            at: shared.folder.appending(path: "base/net/\(lock)"), to: folder.appending(path: lock))
        let emission = try emitTerraform(sample.application, sample.deployment)
        try write(emission.files, to: folder)
    }

    private func prepare() throws {
        let module = folder.deletingLastPathComponent().appending(path: "user_tf")
        for path in [folder, module] {
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        }
        let text = """
            variable "project_name" {
              type    = string
              default = ""
            }

            variable "function_role_names" {
              type    = map(map(string))
              default = {}
            }
            """
        try Data(text.utf8).write(to: module.appending(path: "main.tf"))
    }

    func add(_ name: String, _ text: String) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// With which nothing is asked of AWS for a plan.
    func addCredentials() throws {
        try add(
            "credentials_override.tf",
            """
            provider "aws" {
              access_key                  = "test"
              secret_key                  = "test"
              skip_credentials_validation = true
              skip_requesting_account_id  = true
            }
            """)
    }

    func terraform(_ words: String...) async throws -> ToolResult {
        try await runTool(["terraform"] + words, in: folder, environment: variables)
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder.deletingLastPathComponent())
    }

    func validate() async throws -> Validation {
        let result = try await terraform("validate", "-json")
        return try JSONDecoder().decode(Validation.self, from: Data(result.output.utf8))
    }
}

/// What `terraform validate -json` says.
/// https://developer.hashicorp.com/terraform/cli/commands/validate
struct Validation: Decodable {
    struct Diagnostic: Decodable {
        struct Range: Decodable {
            struct Position: Decodable { var line: Int }
            var filename: String
            var start: Position
        }
        var severity: String
        var summary: String
        var detail: String?
        var range: Range?
    }
    var valid: Bool
    var diagnostics: [Diagnostic]
}
