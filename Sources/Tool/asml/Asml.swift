import ArgumentParser
import Diagnostics
import Driver
import Foundation

/// Options to `Driver`; nothing else happens here.
@main
struct Asml: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "asml",
        abstract: "Compiles WebAssembly to native AWS Lambda functions and commands.",
        discussion: """
            Examples:
              asml init -n hello && cd hello
              asml cast && asml bind
              asml compile handler.wasm -o bootstrap --runtime lambda
              asml invoke bootstrap --data '{"name":"world"}'
              asml serve handler.wasm
              asml run program.wasm first-argument
            """,
        version: "asml 0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Applications",
                subcommands: [
                    InitCommand.self, MakeCommand.self, MoveCommand.self, BurnCommand.self,
                    ValidateCommand.self, CastCommand.self, DiffCommand.self, BindCommand.self,
                    StatusCommand.self, LogsCommand.self, RollbackCommand.self, NukeCommand.self,
                ]),
            CommandGroup(
                name: "Functions and modules",
                subcommands: [
                    CompileCommand.self, RunCommand.self, InvokeCommand.self, ServeCommand.self,
                    InspectCommand.self, DoctorCommand.self,
                ]),
        ])

    static func main() async {
        Console.reserveStandardStreams()
        BuiltInLinker.runIfCalled()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let diagnostic as Diagnostic {
            Console.report(diagnostic)
            Foundation.exit(diagnostic.status.rawValue)
        } catch {
            stop(error)
        }
    }

    /// The parser's own ends: help and version with 0, a wrong command line with 2.
    private static func stop(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        guard code == .validationFailure else { exit(withError: error) }
        Console.complain("\(fullMessage(for: error))\n")
        Foundation.exit(ExitStatus.usage.rawValue)
    }
}
