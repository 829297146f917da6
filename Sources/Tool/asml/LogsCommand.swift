import ArgumentParser
import Driver

struct LogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Show what a deployed function has logged.",
        discussion: """
            Examples:
              asml logs mail.send
              asml logs mail.send --since 3600 --filter '{ $.level = "ERROR" }'
              asml logs mail.send --follow
            """)

    @Argument(help: ArgumentHelp("The function.", valueName: "service.function"))
    var function: String

    @Option(help: ArgumentHelp("How far back.", valueName: "seconds"))
    var since = 600

    @Option(help: ArgumentHelp("A filter pattern of CloudWatch Logs.", valueName: "pattern"))
    var filter: String?

    @Flag(name: .shortAndLong, help: "Go on until interrupted.")
    var follow = false

    @Flag(name: .customLong("json"), help: "Each event as a line of JSON.")
    var isJSON = false

    func validate() throws {
        guard (1...31_536_000).contains(since) else {
            throw ValidationError("--since is \(since), must be 1 to 31536000 seconds.")
        }
    }

    func run() async throws {
        var options = LogsOptions()
        options.seconds = since
        options.pattern = filter
        options.follows = follow
        options.answersJSON = isJSON
        try await logs(function, options)
    }
}
