package import Manifest

/// What makes a function's module of its source: command lines, what they need, where the module is
/// then. A plan is made from names of files; it runs and writes nothing.
package struct BuildPlan: Equatable, Sendable {
    /// Nil for a function with a `build` of its own.
    package var language: Language?
    /// Files for the commands to read, written before them.
    package var generated: [GeneratedFile] = []
    /// Folders that must be there, absolute.
    package var folders: [String] = []
    /// In their order; the first that fails ends the build.
    package var steps: [BuildStep] = []
    /// Absolute.
    package var module: String
    package var requirements: [Requirement] = []
    /// Files of make's format that the build leaves, with all that it read.
    package var dependencyFiles: [DependencyFile] = []
    /// The files of the function's folder that count, relative to it, sorted.
    package var inputs: [String]

    init(_ language: Language?, module: String, inputs: [String]) {
        self.language = language
        self.module = module
        self.inputs = inputs
    }

    /// - Parameter source: its folder's files.
    package init(
        _ function: Function, _ source: SourceFolder, in place: BuildPlace
    ) throws(LanguageError) {
        let request = BuildRequest(function, source, place)
        if function.build != nil {
            self = try request.custom()
            return
        }
        switch try request.language() {
        case .c: self = try request.c()
        case .cpp: self = try request.cpp()
        case .rust: self = try request.rust()
        case .swift: self = try request.swift()
        case .zig: self = try request.zig()
        case .javascript: self = try request.javascript()
        case .wasm: self = try request.wasm()
        }
    }

    /// - Parameter exists: whether a file is there, by its absolute path; a program without a slash
    ///   is looked for on the `PATH`.
    package func missing(_ exists: (String) -> Bool) -> [Requirement] {
        requirements.filter { !exists($0.name) }
    }
}

/// A command line: words, no shell.
package struct BuildStep: Equatable, Sendable {
    package var arguments: [String]
    /// To run in, absolute.
    package var folder: String
    /// Beside what the tool's own environment has.
    package var environment: [String: String] = [:]
}

package struct GeneratedFile: Equatable, Sendable {
    /// Absolute.
    package var path: String
    package var text: String
}

/// A program, or a file of a library.
package struct Requirement: Equatable, Sendable {
    /// A program's name on the `PATH`, or an absolute path.
    package var name: String
    /// How to get it: `apt-get install clang-19`.
    package var hint: String
}

/// Where plans put things and find them; all absolute.
package struct BuildPlace: Equatable, Sendable {
    /// The application's folder; it does not appear in modules.
    package var root: String
    /// The guest SDKs: `c`, `rust`, `swift`, `zig` in it.
    package var sdk: String
    /// This function's own, for whatever building leaves behind.
    package var build: String
    /// The installed tool's `lib/asml`.
    package var library: String
    package var toolchain: Toolchain

    package init(
        root: String, sdk: String, build: String, library: String, toolchain: Toolchain
    ) {
        self.root = root
        self.sdk = sdk
        self.build = build
        self.library = library
        self.toolchain = toolchain
    }
}

/// The files of a function's folder.
package struct SourceFolder {
    /// All of them, relative to it, or at least those that `counts`.
    package var files: [String]
    /// A file's text; nil when it cannot be read.
    package var read: (String) -> String?

    package init(_ files: [String], read: @escaping (String) -> String?) {
        self.files = files
        self.read = read
    }

    /// Folders of tools, which never count.
    private static let ignored: Set = ["target", "zig-cache", "zig-out", "node_modules"]

    /// Whether a file, or what is in a folder, may change the module. Hidden ones do not, but for
    /// Cargo's settings.
    package static func counts(_ path: String) -> Bool {
        path.split(separator: "/").allSatisfy { part in
            (!part.hasPrefix(".") || part == ".cargo") && !ignored.contains(String(part))
        }
    }

    var inputs: [String] { files.filter(Self.counts).sorted() }
}
