internal import Manifest

/// What a plan is made from; each language has its extension.
struct BuildRequest {
    let function: Function
    let source: SourceFolder
    let place: BuildPlace
    let inputs: [String]

    init(_ function: Function, _ source: SourceFolder, _ place: BuildPlace) {
        self.function = function
        self.source = source
        self.place = place
        inputs = source.inputs
    }

    var toolchain: Toolchain { place.toolchain }

    /// What is compiled: no tests.
    func sources(_ extensions: [String]) -> [String] {
        inputs.filter { path in
            !path.split(separator: "/").dropLast().contains { Self.tests.contains($0.lowercased()) }
                && extensions.contains { path.hasSuffix(".\($0)") }
        }
    }

    private static let tests: Set = ["test", "tests"]

    func plan(_ language: Language?, module: String) -> BuildPlan {
        BuildPlan(language, module: module, inputs: inputs)
    }

    func step(_ arguments: [String], _ environment: [String: String] = [:]) -> BuildStep {
        BuildStep(arguments: arguments, folder: function.folder, environment: environment)
    }

    func failure(_ kind: LanguageError.Kind, key: String = "language") -> LanguageError {
        LanguageError(
            kind, folder: function.folder,
            place: function.origins.keys[key] ?? function.origins.place)
    }

    /// The handler's name becomes a part of command lines and of C.
    func handlerName() throws(LanguageError) -> String {
        let name = function.handlerName
        let isIdentifier = name.utf8.enumerated().allSatisfy { at, byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "_"):
                true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): at > 0
            default: false
            }
        }
        guard !name.isEmpty, isIdentifier else {
            throw failure(.handlerName(name), key: "handler_name")
        }
        return name
    }

    /// A module's path as the manifest has it, which must lie in the function's folder.
    func modulePath(_ path: String) throws(LanguageError) -> String {
        guard !path.isEmpty, !path.hasPrefix("/"),
            !path.split(separator: "/").contains("..")
        else { throw failure(.outsideFolder(path), key: "wasm") }
        return "\(function.folder)/\(path)"
    }

    /// The caller's own command lines.
    func custom() throws(LanguageError) -> BuildPlan {
        guard let wasm = function.wasm else { throw failure(.buildWithoutModule, key: "build") }
        var plan = plan(function.language, module: try modulePath(wasm))
        let environment = ["ASML_SDK": place.sdk, "ASML_BUILD": place.build]
        plan.folders = [place.build]
        plan.steps = (function.build ?? []).filter { !$0.isEmpty }.map { step($0, environment) }
        // The module is what the build makes, not what it reads.
        plan.inputs.removeAll { $0 == wasm }
        return plan
    }
}

extension String {
    /// A file's name that no program takes for an option.
    var asArgument: String { hasPrefix("-") || hasPrefix("@") ? "./\(self)" : self }
}
