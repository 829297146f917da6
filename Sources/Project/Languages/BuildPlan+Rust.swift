internal import Manifest

/// Rust with Cargo, into the function's build folder.
extension BuildRequest {
    func rust() throws(LanguageError) -> BuildPlan {
        guard inputs.contains("Cargo.toml") else { throw failure(.noSource(.rust)) }
        let target = "\(place.build)/target"
        let made = "\(target)/\(Toolchain.rustTarget)/release/\(crateName)"
        var plan = plan(.rust, module: "\(made).wasm")
        plan.folders = [place.build]
        plan.requirements = rustRequirements
        plan.dependencyFiles = [DependencyFile(path: "\(made).d", folder: function.folder)]
        var arguments = [
            toolchain.cargo, "build", "--release", "--target", Toolchain.rustTarget,
            "--target-dir", target,
        ]
        for (key, value) in rustSettings {
            arguments += ["--config", "target.\(Toolchain.rustTarget).\(key)=\(value)"]
        }
        var environment = ["RUSTC_WRAPPER": "\(place.sdk)/rust/rustc.sh"]
        environment["RUSTC"] = toolchain.rustc
        plan.steps = [step(arguments, environment)]
        return plan
    }

    /// In TOML, beside what the function's own `.cargo/config.toml` has. The name section stays: it
    /// is what a stack trace shows.
    private var rustSettings: [(String, String)] {
        var flags = ["-Cstrip=debuginfo", "--remap-path-prefix=\(place.root)=."]
        var settings: [(String, String)] = []
        if let linker = toolchain.rustLinker {
            settings.append(("linker", linker.inTOML))
            // wasm-ld warns about the metadata in older libraries, and rustc asks it to fail then.
            flags.append("-Clink-arg=--no-fatal-warnings")
        }
        settings.append(("rustflags", "[\(flags.map(\.inTOML).joined(separator: ", "))]"))
        return settings
    }

    private var rustRequirements: [Requirement] {
        var needed = [
            Requirement(
                name: toolchain.cargo,
                hint: "https://rustup.rs, then rustup target add \(Toolchain.rustTarget); "
                    + "or apt-get install cargo libstd-rust-dev-wasm32")
        ]
        if let linker = toolchain.rustLinker {
            needed.append(Requirement(name: linker, hint: "apt-get install lld-19, or set WASM_LD"))
            needed.append(
                Requirement(
                    name: "/usr/lib/rustlib/\(Toolchain.rustTarget)",
                    hint: "apt-get install libstd-rust-dev-wasm32"))
        }
        return needed
    }

    /// What Cargo names the module after: the library, else the package.
    private var crateName: String {
        var names: [String: String] = [:]
        var table = ""
        for line in (source.read("Cargo.toml") ?? "").split(whereSeparator: \.isNewline) {
            if let header = line.wholeMatch(of: /\s*\[\s*(\w+)\s*\]\s*(?:#.*)?/) {
                table = String(header.1)
            } else if line.contains(/^\s*\[/) {
                table = ""
            } else if let name = line.firstMatch(of: /^\s*name\s*=\s*["']([\w-]+)["']/) {
                names[table] = String(name.1)
            }
        }
        let name = names["lib"] ?? names["package"] ?? function.name
        return name.replacing("-", with: "_")
    }
}

extension String {
    /// A basic string: https://toml.io/en/v1.0.0#string
    fileprivate var inTOML: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\u{0}"..."\u{1f}", "\u{7f}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
