import ArgumentParser
import Driver

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Compile a WASI program into the cache and run it.",
        discussion: """
            The first run compiles; later runs of the same module start at once. Exits with the \
            program's own status, 134 after a trap.

            Examples:
              asml run program.wasm --verbose input.txt
              asml run --dir . --env MODE=test program.wasm
            """)

    @OptionGroup var code: CodeOptions
    @OptionGroup var world: WorldOptions

    @Argument(help: "The module.", completion: .file(extensions: ["wasm"]))
    var input: String

    @Argument(parsing: .captureForPassthrough, help: "The program's arguments.")
    var arguments: [String] = []

    func run() async throws {
        var options = try code.compileOptions
        options.config = world.config
        try await Driver.run(input, arguments: arguments, options)
    }
}
