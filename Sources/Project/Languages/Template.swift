package import Manifest

/// What new applications, services and functions begin with.
package struct TemplateFile: Equatable, Sendable {
    /// Relative to the folder of what is made.
    package var path: String
    package var text: String
}

/// The names are those of the manifest, checked before.
package enum Template {
    /// The languages that functions can be begun in.
    package static let languages = Language.allCases.filter { !files(of: $0).isEmpty }

    /// A function's folder; nothing in a language without a template.
    package static func function(_ name: String, in language: Language) -> [TemplateFile] {
        // A package's name must not begin with a digit.
        let isPlain = name.first.map { $0.isLetter } ?? false
        let words = [
            "FUNCTION_NAME": name, "CRATE_NAME": isPlain ? name : "function-\(name)",
        ]
        return files(of: language).map { file($0.path, $0.bytes, words) }
    }

    /// A service's `service.toml`, with its functions.
    package static func service(_ name: String, functions: [String]) -> TemplateFile {
        var made = file(
            "service.toml", PackageResources.service_toml, ["SERVICE_NAME": name])
        for function in functions { made.text += functionTable(function) }
        return made
    }

    /// What declares a function, to be appended to its service's manifest.
    package static func functionTable(_ name: String) -> String {
        file("", PackageResources.function_toml, ["FUNCTION_NAME": name]).text
    }

    /// What stands below its name there.
    package static func functionLines(_ name: String) -> [String] {
        functionTable(name).split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("[") && !$0.hasPrefix("name =") }
    }

    /// What declares a service, to be appended to `assemblylift.toml`.
    package static func serviceTable(_ name: String) -> String {
        "\n[services.\(name)]\nname = \"\(name)\"\n"
    }

    /// An application's folder, with one service and one function in it.
    package static func application(
        _ name: String, service: String, function: String, in language: Language
    ) -> [TemplateFile] {
        let words = ["PROJECT_NAME": name, "SERVICE_NAME": service, "FUNCTION_NAME": function]
        var files = [
            file("assemblylift.toml", PackageResources.assemblylift_toml, words),
            file(".gitignore", PackageResources.project_gitignore, words),
            file("README.md", PackageResources.project_README_md, words),
        ]
        func add(_ file: TemplateFile, below folder: String) {
            files.append(TemplateFile(path: "\(folder)/\(file.path)", text: file.text))
        }
        add(self.service(service, functions: [function]), below: "services/\(service)")
        for file in self.function(function, in: language) {
            add(file, below: "services/\(service)/\(function)")
        }
        return files
    }

    private static func files(of language: Language) -> [(path: String, bytes: [UInt8])] {
        switch language {
        case .c:
            [
                ("function.c", PackageResources.function_c),
                ("compile_flags.txt", PackageResources.compile_flags_txt),
            ]
        case .cpp:
            [
                ("function.cpp", PackageResources.function_cpp),
                ("compile_flags.txt", PackageResources.cpp_flags_txt),
            ]
        case .rust:
            [
                ("Cargo.toml", PackageResources.Cargo_toml),
                ("src/lib.rs", PackageResources.lib_rs),
                (".gitignore", PackageResources.rust_gitignore),
            ]
        case .swift:
            [
                ("Package.swift", PackageResources.Package_swift),
                ("Sources/Function/Function.swift", PackageResources.Function_swift),
                (".gitignore", PackageResources.swift_gitignore),
            ]
        case .zig: [("function.zig", PackageResources.function_zig)]
        case .javascript: [("function.js", PackageResources.function_js)]
        case .wasm: []
        }
    }

    private static func file(_ path: String, _ bytes: [UInt8], _ words: [String: String])
        -> TemplateFile
    {
        let text = String(decoding: bytes, as: UTF8.self)
            .replacing(/(?:PROJECT|SERVICE|FUNCTION|CRATE)_NAME/) { match in
                words[String(match.output)] ?? String(match.output)
            }
        return TemplateFile(path: path, text: text)
    }
}
