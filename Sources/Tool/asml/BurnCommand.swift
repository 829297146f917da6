import ArgumentParser
import Driver

struct BurnCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "burn",
        abstract: "Remove services and functions: source and manifest.",
        discussion: """
            What is deployed of them goes with the next cast and bind. To destroy all that is \
            deployed, which AssemblyLift 0.3 called burn, use 'asml nuke'.

            Examples:
              asml burn function mail.send
              asml burn service mail --yes
            """,
        subcommands: [BurnService.self, BurnFunction.self])
}

struct BurnService: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service", abstract: "Remove services with all their functions.")

    @Argument(help: "Names of services.")
    var services: [String]
    @OptionGroup var agreement: Agreement

    func run() async throws {
        let names = try services.map { try ResourceName($0, isFunction: false) }
        try await burn(names, isAgreed: agreement.yes)
    }
}

struct BurnFunction: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "function", abstract: "Remove functions.")

    @Argument(help: ArgumentHelp("Names of functions.", valueName: "service.function"))
    var functions: [String]
    @OptionGroup var agreement: Agreement

    func run() async throws {
        let names = try functions.map { try ResourceName($0, isFunction: true) }
        try await burn(names, isAgreed: agreement.yes)
    }
}

/// For what cannot be undone.
struct Agreement: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Do it without asking.")
    var yes = false
}
