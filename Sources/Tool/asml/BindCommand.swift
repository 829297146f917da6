import ArgumentParser
import Driver

struct BindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bind",
        abstract: "Deploy what was cast.",
        discussion: """
            Does what 'asml cast' planned, and nothing else: when a manifest, a source or a \
            package has changed since, the plan is refused. Prints what is where.

            Examples:
              asml bind
              asml bind --json
            """,
        aliases: ["sync"])

    @Option(
        help: ArgumentHelp(
            "Where images are pushed to, in the place of ECR: for emulators.",
            valueName: "host:port"))
    var registry: String?

    @Flag(name: .customLong("json"), help: "What is where, as JSON.")
    var isJSON = false

    func run() async throws {
        var options = BindOptions()
        options.answersJSON = isJSON
        options.registry = registry
        try await bind(options)
    }
}

struct NukeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nuke",
        abstract: "Destroy all that is deployed.",
        discussion: """
            The source stays.

            Examples:
              asml nuke
              asml nuke --yes
            """)

    @OptionGroup var agreement: Agreement

    func run() async throws { try await nuke(isAgreed: agreement.yes) }
}

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show what is deployed, and what has changed since.",
        discussion: """
            Examples:
              asml status
              asml status --json
            """)

    @Flag(name: .customLong("json"), help: "As JSON.")
    var isJSON = false

    func run() async throws { try await status(answersJSON: isJSON) }
}

struct RollbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Go back to the release before.",
        discussion: """
            Gives the traffic to the versions that were live before the last bind. The newer ones \
            stay; the next cast and bind lead to them again.

            Examples:
              asml rollback
              asml rollback mail.send --yes
              asml rollback mail.send --to 7
            """)

    @Argument(help: ArgumentHelp("Functions; all by default.", valueName: "service.function"))
    var functions: [String] = []

    @Option(help: "The version of a single function.")
    var to: Int?

    @OptionGroup var agreement: Agreement

    func validate() throws {
        if to != nil, functions.count != 1 {
            throw ValidationError("--to is for one function.")
        }
    }

    func run() async throws {
        var options = RollbackOptions()
        options.functions = functions
        options.version = to
        options.isAgreed = agreement.yes
        try await rollback(options)
    }
}
