internal import Diagnostics
internal import Foundation
internal import Languages
package import Manifest
internal import Terraform

package struct InitOptions: Sendable {
    package var name: String
    package var language: Language
    package var service = "my-service"
    package var function = "my-function"

    package init(name: String, language: Language) {
        self.name = name
        self.language = language
    }
}

/// A new application in a folder of its name, with one function.
package func initialize(_ options: InitOptions) async throws {
    for name in [options.name, options.service, options.function] { try checkName(name) }
    guard !FileManager.default.fileExists(atPath: options.name) else {
        throw Diagnostic(
            at: .file(options.name), "there is something of that name already",
            notes: ["'asml make function SERVICE.FUNCTION' adds to an application"])
    }
    let files = Template.application(
        options.name, service: options.service, function: options.function, in: options.language)
    try await Files.withTemporaryFolder(in: ".") { scratch in
        let root = "\(scratch)/\(options.name)"
        try put(files, below: root)
        try await GuestSDK.lay(into: "\(root)/.asml", from: "\(try Toolchain().root)/lib/asml/sdk")
        guard rename(root, options.name) == 0 else { throw Files.failed("write", options.name) }
    }
    try Console.print(
        """
        \(options.name)/assemblylift.toml
        \(options.name)/services/\(options.service)/\(options.function)/
        next: cd \(options.name) && asml serve

        """)
}

/// Names go into paths, ARNs and Terraform.
func checkName(_ name: String) throws(Diagnostic) {
    let isName =
        (1...64).contains(name.utf8.count)
        && name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        } && !name.hasPrefix("-")
    guard isName else {
        throw Diagnostic(
            at: .tool, "'\(name)' is no name",
            notes: ["letters, digits, '-' and '_', at most 64, are"])
    }
}

/// Makes files that were not there.
func put(_ files: [TemplateFile], below folder: String) throws {
    for file in files {
        let path = "\(folder)/\(file.path)"
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path,
            withIntermediateDirectories: true)
        try Files.write(Array(file.text.utf8), to: path)
    }
}
