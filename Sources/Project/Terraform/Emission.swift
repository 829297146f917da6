package import Diagnostics
internal import Manifest

/// A file of the generated Terraform.
package struct TerraformFile: Equatable, Sendable {
    package var name: String
    package var text: String
}

/// Terraform for an application, and the way back from it to the manifest.
package struct Emission: Equatable, Sendable {
    /// In the order of their names.
    package var files: [TerraformFile]
    /// Image repositories that must exist, and be pushed to, before the functions are made.
    package var repositories: [Repository]
    var places: [String: ResourcePlace]

    /// Where the manifest says what a resource's attribute says.
    ///
    /// - Parameter address: `aws_lambda_function.mail_send`, as plans and diagnostics have it.
    package func span(of address: String, attribute: String? = nil) -> SourceSpan? {
        if address.hasPrefix("provider[") { return providerSpan(address, attribute) }
        let plain = address.prefix { $0 != "[" }
        guard let place = places[String(plain)] else { return nil }
        guard let attribute, let key = place.keys[attribute] else { return place.origins.place }
        return place.origins[key]
    }

    /// Of `provider["registry.terraform.io/hashicorp/aws"].eu_west_1`. The region is all that the
    /// manifest says of most.
    private func providerSpan(_ address: String, _ attribute: String?) -> SourceSpan? {
        let alias = address.drop { $0 != "]" }.dropFirst()
        return span(of: "provider.aws\(alias)", attribute: attribute ?? "region")
    }

    /// The same for a line of a file, counted from 1, as diagnostics without an address have it.
    package func span(file name: String, line: Int) -> SourceSpan? {
        guard let file = files.first(where: { $0.name == name }), line > 0 else { return nil }
        var block: [Substring] = []
        var attribute: Substring?
        for text in file.text.split(separator: "\n", omittingEmptySubsequences: false)
            .prefix(line)
        {
            let depth = text.prefix { $0 == " " }.count
            let words = text.split(separator: " ")
            if depth == 0, !text.isEmpty {
                block = words
                attribute = nil
            } else if depth == 2, let word = words.first, word.first?.isLetter == true {
                attribute = word
            }
        }
        return span(of: address(of: block), attribute: attribute.map(String.init))
    }

    /// Of a block's first line: `resource "aws_iam_role" "mail_send" {`.
    private func address(of words: [Substring]) -> String {
        let labels = words.dropFirst().filter { $0.hasPrefix("\"") }.map {
            $0.dropFirst().dropLast()
        }
        let prefix = words.first == "resource" ? [] : words.prefix(1)
        return (prefix + labels).joined(separator: ".")
    }
}

package struct Repository: Equatable, Sendable {
    package var function: FunctionID
    /// `aws_ecr_repository.mail_send`, for `terraform apply -target`.
    package var address: String
    /// As ECR has it.
    package var name: String
}

/// Whose words a resource puts into Terraform's.
struct ResourcePlace: Equatable, Sendable {
    var origins: Origins
    /// Keys of the manifest by attribute.
    var keys: [String: String] = [:]
}
