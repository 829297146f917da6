import ArgumentParser
import CodeGen
import Driver
import NativeLinker

struct CompileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "Compile a WebAssembly module to a static executable.",
        discussion: """
            The executable needs nothing beside itself: it runs on Amazon Linux, on Alpine and in \
            an empty folder.

            Examples:
              asml compile handler.wasm -o bootstrap --runtime lambda
              asml compile program.wasm -o program
            """)

    @Argument(help: "The module, in the binary format.", completion: .file(extensions: ["wasm"]))
    var input: String

    @Option(name: .shortAndLong, help: "Where the executable goes.", completion: .file())
    var output: String

    @OptionGroup var code: CodeOptions

    @Option(help: "What it is linked with: 'command' for a WASI program, 'lambda' for a function.")
    var runtime: RuntimeKind = .command

    func run() async throws {
        var options = code.compileOptions
        options.runtime = runtime
        try await compile(input, to: output, options)
    }
}

/// What the commands that compile have in common.
struct CodeOptions: ParsableArguments {
    @Option(name: .customShort("O"), help: "Optimisation: 0 to 3, or s for size.")
    var level: OptimizationLevel = .o3

    @Option(help: "The machine it runs on: x86_64 or arm64; this one by default.")
    var target: Architecture = .host

    var compileOptions: CompileOptions {
        var options = CompileOptions()
        options.level = level
        options.architecture = target
        return options
    }
}

extension RuntimeKind: ExpressibleByArgument {}
extension Architecture: ExpressibleByArgument {}
extension OptimizationLevel: ExpressibleByArgument {}
