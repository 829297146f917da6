internal import Subprocess
internal import SystemPackage

/// Links a program's objects with the runtime archive into one static ELF, by LLVM's linker.
package struct NativeLinker: Sendable {
    /// Options as data; `arguments` is the only place that knows the linker's spelling.
    package var runtime: RuntimeKind = .command
    /// Where `libasml.a` and musl's start files and `libc.a` are.
    package var libraryFolder: String
    /// The program that is or becomes the linker when it is started as `name`.
    package var linker: String
    package var emulation = "elf_x86_64"
    /// Objects in link order.
    package var objects: [String] = []
    /// Overrides the runtime's entry, for programs with a driver of their own.
    package var entrySymbol: String?

    /// What LLVM's linker is called, whatever its file is.
    package static let name = "ld.lld"

    package init(libraryFolder: String, linker: String) {
        self.libraryFolder = libraryFolder
        self.linker = linker
    }

    /// A static executable.
    package func link(to output: String) async throws(LinkError) {
        try await run(arguments(output))
    }

    /// An object that other programs link with: the runtime's functions `roots` and all that they
    /// and the module need of it; the C library is theirs.
    package func linkObject(to output: String, roots: [String]) async throws(LinkError) {
        let undefined = roots.flatMap { ["-u", $0] }
        try await run(
            [
                "-m", emulation, "-r", "--gc-sections", "-z", "nostart-stop-gc",
                "--no-mmap-output-file",
            ] + undefined + ["-o", output] + objects + ["\(libraryFolder)/libasml.a"])
    }

    private func run(_ arguments: [String]) async throws(LinkError) {
        // In a group of its own: an interruption from the keyboard is for us to act upon.
        var options = PlatformOptions()
        options.processGroupID = 0
        let message: String?
        do {
            let result = try await Subprocess.run(
                .path(FilePath(linker)),
                arguments: Arguments(executablePathOverride: Self.name, remainingValues: arguments),
                platformOptions: options, output: .discarded, error: .string(limit: 1 << 20))
            message = result.terminationStatus.isSuccess ? nil : Self.explain(result)
        } catch {
            throw .cannotRun(linker: linker, reason: String(describing: error))
        }
        if let message { throw .failed(message: message) }
    }

    /// The linker's own words; if it was stopped, only a dump of its stack.
    private static func explain(
        _ result: ExecutionResult<Void, DiscardedOutput, StringOutput<UTF8>>
    ) -> String {
        if case .exited = result.terminationStatus, !result.standardError.isEmpty {
            return result.standardError
        }
        return "the linker ended with \(result.terminationStatus)"
    }

    func arguments(_ output: String) -> [String] {
        let library = { (name: String) in "\(libraryFolder)/\(name)" }
        return [
            "-m", emulation, "-static", "-pie", "--no-dynamic-linker", "-z", "text",
            "-z", "noexecstack", "-z", "norelro", "--strip-all", "--build-id=none",
            "--gc-sections",
            // Written, not mapped: on a full disk writing is an error, and a mapped page a crash.
            "--no-mmap-output-file",
            // The runtime finds guest code and tables by the bounds of their sections.
            "-z", "nostart-stop-gc",
            "--defsym=rt_main=\(entrySymbol ?? runtime.entrySymbol)",
            "-o", output, library("rcrt1.o"), library("crti.o"),
        ] + objects + [library("libasml.a"), library("libc.a"), library("crtn.o")]
    }
}

package enum LinkError: Error, Equatable, Sendable {
    case cannotRun(linker: String, reason: String)
    case failed(message: String)
}
