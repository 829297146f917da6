internal import Diagnostics
internal import Manifest
internal import Testing
internal import ToolFixtures

/// Random manifests in every form that TOML allows, edited at random: each result loads, and is the
/// model's own change.
struct EditPropertyTests {
    @Test(arguments: 0..<200) func edits(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var maker = ManifestMaker(random: random)
        let first = maker.service("one", functions: ["a", "b", "c"])
        let second = maker.service("two", functions: ["c", "x"])
        random = maker.random
        var model = Files(one: first, two: second)
        for _ in 0..<6 { try model.editAtRandom(&random) }
    }

    @Test(arguments: 0..<100) func editsOfServices(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let forms = ["[services.one]\nname = \"one\" # 1", "[services]\none.name = 'one'"]
        var text = "# The shop.\nproject.name = \"shop\"\n\n# One.\n"
        text += forms.randomElement(using: &random) ?? ""
        var names = ["one"]
        for _ in 0..<8 {
            var editor = try ManifestEditor(file: "assemblylift.toml", bytes: Array(text.utf8))
            let fresh = "s\(UInt16.random(in: 0...UInt16.max, using: &random))"
            let name = names.randomElement(using: &random)
            switch (Int.random(in: 0..<4, using: &random), name) {
            case (0, let name?):
                try editor.renameService(name, to: fresh)
                names = names.map { $0 == name ? fresh : $0 }
            case (1, let name?):
                try editor.removeService(name)
                names.removeAll { $0 == name }
            default:
                try editor.addService(fresh)
                names.append(fresh)
            }
            text = String(decoding: editor.bytes, as: UTF8.self)
            #expect(try services(text) == names.sorted(), "\(text)")
            #expect(text.hasPrefix("# The shop.\nproject.name"))
        }
    }

    private func services(_ text: String) throws -> [String] {
        let result = try ManifestReader.load(
            root: "/app",
            read: { path in
                let name = path.split(separator: "/").dropLast().last ?? ""
                let isService = path.hasSuffix("/service.toml")
                return Array((isService ? "service.name = \"\(name)\"" : text).utf8)
            }, isFolder: { _ in true })
        return result.application.services.map(\.name)
    }

    /// Two services and what they mean.
    private struct Files {
        var one: String
        var two: String

        func functions() throws -> [[Function]] {
            let fixture = Fixture(files: [
                "assemblylift.toml": """
                project.name = "shop"
                services.one.name = "one"
                services.two.name = "two"
                """,
                "services/one/service.toml": one, "services/two/service.toml": two,
            ])
            return try fixture.load().application.services.map { service in
                service.functions.map(\.withoutOrigins)
            }
        }

        mutating func editAtRandom(_ random: inout SeededGenerator) throws {
            var expected = try functions()
            let comments = comments
            var editor = try ManifestEditor(file: "one", bytes: Array(one.utf8))
            let name = expected[0].map(\.name).randomElement(using: &random)
            let fresh = "f\(UInt16.random(in: 0...UInt16.max, using: &random))"
            switch (Int.random(in: 0..<4, using: &random), name) {
            case (0, let name?):
                try editor.renameFunction(name, to: fresh)
                expected[0] = expected[0].map { $0.renamed(name, fresh) }
            case (1, let name?) where expected[0].count > 1:
                try editor.removeFunction(name)
                expected[0].removeAll { $0.name == name }
            case (2, let name?) where !expected[1].contains { $0.name == name }:
                var other = try ManifestEditor(file: "two", bytes: Array(two.utf8))
                try editor.moveFunction(name, to: &other)
                two = String(decoding: other.bytes, as: UTF8.self)
                expected[1] += expected[0].filter { $0.name == name }.map { $0.moved(to: "two") }
                expected[0].removeAll { $0.name == name }
                one = String(decoding: editor.bytes, as: UTF8.self)
                #expect(self.comments == comments, "\(one)\n-----\n\(two)")
            default:
                try editor.addFunction(fresh, lines: ["retries = 1"])
                var function = Function(name: fresh, folder: "/app/services/one/\(fresh)")
                function.retries = 1
                function.options.architecture = .x86_64
                expected[0].append(function)
            }
            one = String(decoding: editor.bytes, as: UTF8.self)
            let sorted = expected.map { $0.sorted { $0.name < $1.name } }
            #expect(try functions() == sorted, "\(one)\n-----\n\(two)")
        }

        /// All comments of both, sorted: moving loses none.
        var comments: [Substring] {
            (one + "\n" + two).split { $0.isNewline }
                .compactMap { line in line.firstIndex(of: "#").map { line[$0...] } }.sorted()
        }
    }
}

extension Function {
    fileprivate var withoutOrigins: Function {
        var function = self
        function.origins = Origins()
        return function
    }

    fileprivate func renamed(_ name: String, _ newName: String) -> Function {
        guard self.name == name else { return self }
        var function = self
        function.name = newName
        function.folder = "/app/services/one/\(newName)"
        return function
    }

    fileprivate func moved(to service: String) -> Function {
        var function = self
        function.folder = "/app/services/\(service)/\(name)"
        return function
    }
}

/// Writes the same manifest in one of the ways there are.
struct ManifestMaker {
    var random: SeededGenerator

    mutating func service(_ name: String, functions: [String]) -> String {
        var lines = ["# Service \(name).", "[service]", "name = \"\(name)\"  # itself", ""]
        // Dotted keys and headers of one table do not mix.
        let areDotted = Bool.random(using: &random)
        if areDotted { lines += ["[api.functions]"] }
        for function in functions {
            if chance(3) { lines += ["# ----", ""] }
            if chance(2) { lines += ["# About \(name)/\(function)."] }
            lines += areDotted ? dotted(function) : headers(function, of: name)
            if chance(2) { lines += [""] }
        }
        if chance(2) { lines += ["[iomod.dependencies.x]", "coordinates = \"a.b.c\"", version()] }
        let lineBreak = chance(4) ? "\r\n" : "\n"
        return lines.joined(separator: lineBreak) + (chance(2) ? lineBreak : "")
    }

    private mutating func version() -> String {
        "version = \"1.0.\(UInt8.random(in: 0...9, using: &random))\""
    }

    private mutating func chance(_ one: Int) -> Bool {
        Int.random(in: 0..<one, using: &random) == 0
    }

    private mutating func dotted(_ name: String) -> [String] {
        let key = chance(3) ? "\"\(name)\"" : name
        if chance(2) {
            return ["\(key) = { name = \"\(name)\", size_mb = 512, tracing = true } # \(name)"]
        }
        return [
            "\(key).name = \"\(name)\"", "# env of \(name)",
            "  \(key).environment.TEXT = \"a # b\"",
            "\(key) . http = { verb = \"GET\", path = \"/\(name)\" }",
        ]
    }

    private mutating func headers(_ name: String, of service: String) -> [String] {
        var lines = ["[api.functions.\(chance(3) ? "'\(name)'" : name)] # \(service)/\(name)"]
        lines += ["name = '\(name)'", "build = [", "  \"make ]\", # one", "  'make install', ]"]
        if chance(2) { lines += ["# timeout_seconds = 9"] }
        if chance(2) {
            lines += ["", "  [ api . functions.\(name).environment ]", "  AB = \"\"\"x\n[y]\"\"\""]
        }
        if chance(2) {
            lines += [
                "[[api.functions.\(name).permissions]]", "actions = '*'", "resources = \"*\"",
            ]
            lines += [
                "[[api.functions.\(name).permissions]]", "actions = 's3:*'", "resources = \"*\"",
            ]
        }
        return lines
    }
}
