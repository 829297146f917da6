internal import Manifest

/// JavaScript: the scripts as data, linked with the engine that comes with the tool.
extension BuildRequest {
    func javascript() throws(LanguageError) -> BuildPlan {
        let scripts = sources(["js", "mjs", "json"]).filter(\.isHeaderName)
        guard let entry = scriptEntry(scripts) else { throw failure(.noSource(.javascript)) }
        var plan = plan(.javascript, module: "\(place.build)/function.wasm")
        let engine = "\(place.library)/javascript"
        let table = "\(place.build)/scripts.c"
        plan.folders = [place.build]
        plan.generated = [GeneratedFile(path: table, text: try scriptTable(entry, scripts))]
        plan.requirements =
            toolchain.wasiRequirements(cpp: false) + [
                Requirement(
                    name: "\(engine)/libasmljs.a",
                    hint: "it comes with asml; install asml again, or run make build")
            ]
        plan.steps = [
            step(
                [toolchain.clang] + toolchain.reactorFlags + [
                    "-O2", "-std=c23", "-Wall", "-I", engine, "--embed-dir=\(function.folder)",
                    "-ffile-prefix-map=\(place.root)/=", "-o", plan.module, table,
                    "\(engine)/libasmljs.a",
                ])
        ]
        return plan
    }

    /// The module whose exports are the handlers.
    private func scriptEntry(_ scripts: [String]) -> String? {
        let code = scripts.filter { !$0.hasSuffix(".json") }
        let usual = ["function.js", "function.mjs", "index.js", "index.mjs"]
        return usual.first(where: code.contains) ?? (code.count == 1 ? code.first : nil)
    }

    /// The entry first. Names are C strings; what is in them is escaped byte by byte.
    private func scriptTable(_ entry: String, _ scripts: [String]) throws(LanguageError) -> String {
        let ordered = [entry] + scripts.filter { $0 != entry }
        var text = "#include \"asmljs.h\"\n"
        for (number, script) in ordered.enumerated() {
            text += """
                static const char script_\(number)[] = {
                #embed <\(script)> suffix(, )
                    0};

                """
        }
        text += "const struct asmljs_script asmljs_scripts[] = {\n"
        for (number, script) in ordered.enumerated() {
            text += "    {\(script.inC), script_\(number), sizeof script_\(number) - 1},\n"
        }
        return text + "};\nconst int asmljs_script_count = \(ordered.count);\n"
            + "ASMLJS_HANDLER(\(try handlerName()))\n"
    }
}

extension String {
    /// Whether `#embed <…>` can name it.
    fileprivate var isHeaderName: Bool {
        utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f && $0 != UInt8(ascii: ">") }
    }

    fileprivate var inC: String {
        "\""
            + utf8.map { byte in
                let isPlain =
                    byte >= 0x20 && byte < 0x7f && byte != UInt8(ascii: "\"")
                    && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "?")
                guard !isPlain else { return String(UnicodeScalar(byte)) }
                let digits = String(byte, radix: 8)
                return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }.joined() + "\""
    }
}
