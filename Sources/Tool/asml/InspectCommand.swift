import ArgumentParser
import Diagnostics
import Driver

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what a module holds, which features it needs and what runs it.",
        discussion: """
            A module that is wrong or needs what is not supported is shown as far as it can be \
            decoded, with the offset of what is wrong; the exit status is 1 then.

            Examples:
              asml inspect program.wasm
              asml inspect --json program.wasm
            """)

    @Argument(help: "The module.", completion: .file(extensions: ["wasm", "wat"]))
    var input: String

    @Flag(help: "One JSON document, see docs/inspect.md.")
    var json = false

    @Flag(help: "Every row of each list, not the first 20.")
    var all = false

    func run() async throws {
        var options = InspectOptions()
        options.asJSON = json
        options.showsAll = all
        guard try await inspect(input, options) else {
            throw ExitCode(ExitStatus.badInput.rawValue)
        }
    }
}
