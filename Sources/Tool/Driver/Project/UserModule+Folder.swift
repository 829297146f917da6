internal import Foundation
internal import Terraform

extension UserModule {
    /// The user's own Terraform beside ours; nil where there is none.
    init?(in project: ProjectFolder) {
        let folder = "\(project.root)/user_tf"
        let files = SourceListing.files(below: folder) { !$0.contains("/") && $0.first != "." }
            .filter { $0.hasSuffix(".tf") }
        guard !files.isEmpty else { return nil }
        var names: Set<String> = []
        for file in files {
            let text = (try? Files.read("\(folder)/\(file)")).map {
                String(decoding: $0, as: UTF8.self)
            }
            for match in (text ?? "").matches(of: /(?m)^\s*variable\s+"?(\w+)"?\s*\{/) {
                names.insert(String(match.1))
            }
        }
        self.init(variables: names)
    }
}
