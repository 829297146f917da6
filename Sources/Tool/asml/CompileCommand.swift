import ArgumentParser
import CodeGen
import Driver
import NativeLinker
import WasmLowering

struct CompileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "Compile a WebAssembly module to a static executable.",
        discussion: """
            The executable needs nothing beside itself: it runs on Amazon Linux, on Alpine and in \
            an empty folder.

            --emit obj leaves an object for a C program to link with, and a header of the module's \
            exports beside it; asm and ir are text for people, which goes to standard output \
            with -o -.

            Examples:
              asml compile handler.wasm -o bootstrap --runtime lambda
              asml compile program.wasm -o program
              asml compile server.wasm -o server --dir /srv/data::/data --env MODE=production
              asml compile library.wasm -o library.o --emit obj && cc main.c library.o
              asml compile program.wasm -o - --emit asm | less
            """)

    @Argument(
        help: "The module; one in the text format needs wasm-tools.",
        completion: .file(extensions: ["wasm", "wat"]))
    var input: String

    @Option(name: .shortAndLong, help: "Where the result goes.", completion: .file())
    var output: String

    @Option(name: .customLong("emit"), help: "The result: exe, obj, asm or ir.")
    var kind: OutputKind = .executable

    @OptionGroup var code: CodeOptions
    @OptionGroup var world: WorldOptions

    @Option(help: "What it is linked with: 'command' for a WASI program, 'lambda' for a function.")
    var runtime: RuntimeKind = .command

    @Flag(help: "A fresh instance of the module for each invocation (--runtime lambda).")
    var isolate = false

    @Flag(name: .customLong("time"), help: "Say on standard error where the time went.")
    var isTimed = false

    @Flag(name: .customLong("json"), help: "Describe the result on standard output, as JSON.")
    var isJSON = false

    func validate() throws {
        if output == "-", kind == .executable || kind == .object {
            throw ValidationError("-o - is for --emit asm and --emit ir.")
        }
        if output == "-", isJSON {
            throw ValidationError("--json and -o - both need standard output.")
        }
        if isolate, runtime != .lambda {
            throw ValidationError("--isolate is for --runtime lambda.")
        }
        if kind == .object, runtime == .lambda {
            throw ValidationError("--emit obj makes no Lambda function; leave out --runtime.")
        }
    }

    func run() async throws {
        var options = try code.compileOptions
        options.runtime = runtime
        options.output = kind
        options.config = world.config
        options.config.isolates = isolate
        options.saysTimes = isTimed
        options.answersJSON = isJSON
        try await compile(input, to: output, options)
    }
}

/// What the commands that compile have in common.
struct CodeOptions: ParsableArguments {
    @Option(
        name: .customShort("O", allowingJoined: true),
        help: "Optimisation: 0 to 3, or s for size; 3 by default.")
    var level: OptimizationLevel?

    @Option(help: "The machine it runs on: x86_64 or arm64; this one by default.")
    var target: Architecture = .host

    @Option(
        help: ArgumentHelp(
            "The processor it needs, by LLVM's name: 'skylake', or 'native' for this one.",
            discussion: "By default what all of AWS Lambda's have.", valueName: "name"))
    var cpu: String?

    @Flag(help: "Trap at every access out of bounds, even of a load whose value is not needed.")
    var strictTraps = false

    @Option(
        help: ArgumentHelp(
            "Linear memory at a constant address, or wherever there is room: fixed or dynamic.",
            discussion: "'dynamic' is slower; it is for valgrind and address-space limits."))
    var memoryBase: LinearMemory.Base = .fixed

    @Flag(help: "Trap when a function that nothing provides is called, instead of refusing it.")
    var allowMissingImports = false

    func validate() throws { _ = try processor }

    private var processor: Processor {
        get throws {
            guard let cpu else { return .baseline(target) }
            do throws(ProcessorError) {
                return try Processor(target, named: cpu)
            } catch {
                throw ValidationError("--cpu: \(error.message)")
            }
        }
    }

    var compileOptions: CompileOptions {
        get throws {
            var options = CompileOptions()
            options.level = level ?? .o3
            options.processor = try processor
            options.strictTraps = strictTraps
            options.memoryBase = memoryBase
            options.allowsMissingImports = allowMissingImports
            return options
        }
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

extension OutputKind: ExpressibleByArgument {}
extension RuntimeKind: ExpressibleByArgument {}
extension Architecture: ExpressibleByArgument {}
extension LinearMemory.Base: ExpressibleByArgument {}
extension OptimizationLevel: ExpressibleByArgument {}
