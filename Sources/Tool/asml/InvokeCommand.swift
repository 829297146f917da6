import ArgumentParser
import Diagnostics
import Driver

struct InvokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoke",
        abstract: "Send one event to a bootstrap, as AWS Lambda would.",
        discussion: """
            The answer goes to standard output; the log goes to standard error. Exits with 1 when \
            the function fails.

            Examples:
              asml invoke bootstrap --data '{"name":"world"}'
              asml invoke bootstrap --file event.json --timeout 10 --env STAGE=test
            """)

    @Argument(help: "The bootstrap.", completion: .file())
    var bootstrap: String

    @Option(help: "The event, as it is.")
    var data: String?

    @Option(help: "A file with the event; '-' is standard input.", completion: .file())
    var file: String?

    @Option(help: "The handler as _HANDLER has it: <function>.<handler>.")
    var handler = "function.handler"

    @Option(help: "Seconds until the function is stopped, 1 to 900.")
    var timeout = 3

    @Option(help: "Memory size in MB that the function is told, 128 to 10240.")
    var memory = 128

    @Option(name: .customLong("env"), help: "An environment variable: NAME=value. Repeatable.")
    var environment: [String] = []

    func validate() throws {
        if data != nil && file != nil {
            throw ValidationError("--data and --file exclude each other.")
        }
        guard (1...900).contains(timeout) else {
            throw ValidationError("--timeout is \(timeout), must be 1 to 900.")
        }
        guard (128...10240).contains(memory) else {
            throw ValidationError("--memory is \(memory), must be 128 to 10240.")
        }
        for pair in environment where !pair.contains("=") || pair.hasPrefix("=") {
            throw ValidationError("--env '\(pair)' is not NAME=value.")
        }
    }

    func run() async throws {
        var options = InvokeOptions(bootstrap: bootstrap)
        options.handler = handler
        options.timeoutSeconds = timeout
        options.memoryMegabytes = memory
        for pair in environment {
            let parts = pair.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            options.environment[String(parts[0])] = String(parts[1])
        }
        let event = try readEvent(data: data, file: file)
        guard try await invoke(event: event, options) else {
            throw ExitCode(ExitStatus.badInput.rawValue)
        }
    }
}
