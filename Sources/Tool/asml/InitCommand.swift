import ArgumentParser
import Driver
import Manifest

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Begin an application in a folder of its name.",
        discussion: """
            Makes assemblylift.toml, a service, and a function that answers HTTP requests.

            Examples:
              asml init -n hello
              asml init -n hello -l swift
            """)

    @Option(name: .shortAndLong, help: "The application's name, and its folder's.")
    var name: String

    @Option(
        name: [.customShort("l"), .customLong("lang")],
        help: "What the function is written in: c, cpp, rust, swift, zig or javascript.")
    var language: Language = .rust

    func run() async throws {
        try await initialize(InitOptions(name: name, language: language))
    }
}

extension Language: ExpressibleByArgument {}
