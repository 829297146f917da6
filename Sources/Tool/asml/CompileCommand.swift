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
              asml compile server.wasm -o server --dir /srv/data::/data --env MODE=production
            """)

    @Argument(help: "The module, in the binary format.", completion: .file(extensions: ["wasm"]))
    var input: String

    @Option(name: .shortAndLong, help: "Where the executable goes.", completion: .file())
    var output: String

    @OptionGroup var code: CodeOptions
    @OptionGroup var world: WorldOptions

    @Option(help: "What it is linked with: 'command' for a WASI program, 'lambda' for a function.")
    var runtime: RuntimeKind = .command

    func run() async throws {
        var options = code.compileOptions
        options.runtime = runtime
        options.config = world.config
        try await compile(input, to: output, options)
    }
}

/// What the commands that compile have in common.
struct CodeOptions: ParsableArguments {
    @Option(
        name: .customShort("O", allowingJoined: true), help: "Optimisation: 0 to 3, or s for size.")
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

/// What a program may see of the machine, beside its arguments.
struct WorldOptions: ParsableArguments {
    @Option(
        name: .customLong("dir"),
        help: ArgumentHelp(
            "A folder that the program may use; with '::ro' behind it, read. Repeatable.",
            discussion: "ASML_DIRS at the program's start replaces compiled-in ones.",
            valueName: "host[::guest]"))
    var folders: [String] = []

    @Option(
        name: .customLong("env"),
        help: ArgumentHelp(
            "An environment variable, unless the program is started with it. Repeatable.",
            valueName: "name=value"))
    var environment: [String] = []

    func validate() throws {
        if let mistake = config.mistake { throw ValidationError(mistake) }
    }

    var config: ProgramConfig {
        var config = ProgramConfig()
        config.folders = folders
        config.environment = environment
        return config
    }
}

extension RuntimeKind: ExpressibleByArgument {}
extension Architecture: ExpressibleByArgument {}
extension OptimizationLevel: ExpressibleByArgument {}
