import ArgumentParser
import Driver
import Manifest

struct MakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Add services and functions to the application.",
        subcommands: [MakeService.self, MakeFunction.self])
}

struct MakeService: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service",
        abstract: "Add services: their folders, and their lines in assemblylift.toml.",
        discussion: """
            Examples:
              asml make service mail
            """)

    @Argument(help: "Names of services.")
    var services: [String]

    func run() async throws {
        let names = try services.map { try ResourceName($0, isFunction: false) }
        try await make(names, in: .rust)
    }
}

struct MakeFunction: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "function",
        abstract: "Add functions: their folders, and their lines in service.toml.",
        discussion: """
            Examples:
              asml make function mail.send
              asml make function mail.send mail.receive -l c
            """)

    @Argument(help: ArgumentHelp("Names of functions.", valueName: "service.function"))
    var functions: [String]

    @Option(
        name: [.customShort("l"), .customLong("lang")],
        help: "What they are written in: c, cpp, rust, swift, zig or javascript.")
    var language: Language = .rust

    func run() async throws {
        let names = try functions.map { try ResourceName($0, isFunction: true) }
        try await make(names, in: language)
    }
}
