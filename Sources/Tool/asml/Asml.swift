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
              asml compile handler.wasm -o bootstrap --runtime lambda
              asml invoke bootstrap --data '{"name":"world"}'
              asml run program.wasm first-argument
            """,
        version: "asml 0.1.0",
        subcommands: [CompileCommand.self, RunCommand.self, InvokeCommand.self])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let diagnostic as Diagnostic {
            report(diagnostic)
            Foundation.exit(ExitStatus.badInput.rawValue)
        } catch {
            stop(error)
        }
    }

    /// The parser's own ends: help and version with 0, a wrong command line with 2.
    private static func stop(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        guard code == .validationFailure else { exit(withError: error) }
        FileHandle.standardError.write(Data("\(fullMessage(for: error))\n".utf8))
        Foundation.exit(ExitStatus.usage.rawValue)
    }

    private static func report(_ diagnostic: Diagnostic) {
        let text = diagnostic.render(color: isatty(STDERR_FILENO) == 1)
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
}

/// A command that can answer in JSON.
protocol JSONCommand {
    var isJSON: Bool { get }
}

extension JSONCommand {
    /// Then it does so when it fails, too.
    func reporting<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let diagnostic as Diagnostic {
            if isJSON { print(JSONText.encode(diagnostic)) }
            throw diagnostic
        }
    }
}
