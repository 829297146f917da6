import ArgumentParser
import Driver

struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move",
        abstract: "Rename services and functions, or give a function to another service.",
        discussion: """
            What is deployed under the old name goes with the next cast and bind.

            Examples:
              asml move service mail post
              asml move function mail.send mail.deliver
              asml move function mail.send post.send
            """,
        subcommands: [MoveService.self, MoveFunction.self])
}

struct MoveService: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service", abstract: "Rename a service.")

    @Argument(help: "Its name.")
    var name: String
    @Argument(help: "Its new name.")
    var newName: String

    func run() async throws {
        try await move(
            ResourceName(name, isFunction: false), to: ResourceName(newName, isFunction: false))
    }
}

struct MoveFunction: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "function", abstract: "Rename a function, or give it to another service.")

    @Argument(help: ArgumentHelp("Its name.", valueName: "service.function"))
    var name: String
    @Argument(help: ArgumentHelp("Its new name.", valueName: "service.function"))
    var newName: String

    func run() async throws {
        try await move(
            ResourceName(name, isFunction: true), to: ResourceName(newName, isFunction: true))
    }
}
