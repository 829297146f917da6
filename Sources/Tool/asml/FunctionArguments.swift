import ArgumentParser
import Driver

/// What `invoke` and `serve` have in common.
struct FunctionArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The handler as _HANDLER has it.",
            discussion: "The function's name and 'handler' unless given.",
            valueName: "function.handler"))
    var handler: String?

    @Option(
        help: ArgumentHelp(
            "Seconds until an invocation is stopped, 1 to 900.",
            discussion: "3 unless given, or what the function's manifest says."))
    var timeout: Int?

    @Option(
        help: ArgumentHelp(
            "Memory size in MB that the function is told, 128 to 10240.",
            discussion: "128 unless given, or what the function's manifest says."))
    var memory: Int?

    @Option(
        name: .customLong("env"),
        help: ArgumentHelp("An environment variable. Repeatable.", valueName: "name=value"))
    var environment: [String] = []

    func validate() throws {
        if let timeout, !(1...900).contains(timeout) {
            throw ValidationError("--timeout is \(timeout), must be 1 to 900.")
        }
        if let memory, !(128...10240).contains(memory) {
            throw ValidationError("--memory is \(memory), must be 128 to 10240.")
        }
        for pair in environment where !pair.contains("=") || pair.hasPrefix("=") {
            throw ValidationError("--env '\(pair)' is not NAME=value.")
        }
    }

    var options: FunctionOptions {
        var options = FunctionOptions()
        options.handler = handler
        options.timeoutSeconds = timeout
        options.memoryMegabytes = memory
        for pair in environment {
            let parts = pair.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            options.environment[String(parts[0])] = String(parts[1])
        }
        return options
    }
}
