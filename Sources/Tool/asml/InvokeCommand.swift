import ArgumentParser
import Diagnostics
import Driver
import LocalCloud

struct InvokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoke",
        abstract: "Send one event to a function, as AWS Lambda would.",
        discussion: """
            The answer goes to standard output; the log goes to standard error. Exits with 1 when \
            the function fails.

            A module is compiled first, unless the cache has it. In an application's folder \
            SERVICE.FUNCTION is one of its functions, built as 'asml cast' builds it and run with \
            what its manifest says; --example sends what its own schedule, queue or bucket would. \
            With --endpoint-url the function is one that a running 'asml serve' has.

            Examples:
              asml invoke orders.bill --example sqs
              asml invoke bootstrap --data '{"name":"world"}'
              asml invoke function.wasm --example sqs
              asml invoke bootstrap --file event.json --timeout 10 --env STAGE=test
              asml invoke hello --endpoint-url http://127.0.0.1:9000
            """)

    @Argument(help: "A bootstrap, a module, or a function: service.function.", completion: .file())
    var function: String

    @Option(help: "The event, as it is.")
    var data: String?

    @Option(help: "A file with the event; '-' is standard input.", completion: .file())
    var file: String?

    @Option(
        help: ArgumentHelp(
            "An event of this source, as AWS sends it.",
            valueName: "source"))
    var example: SampleEvent?

    @Option(
        help: ArgumentHelp("Where 'asml serve' listens.", valueName: "url"))
    var endpointUrl: String?

    @Flag(name: .customLong("json"), help: "A report on standard output, in the answer's place.")
    var isJSON = false

    @OptionGroup var surroundings: FunctionArguments

    func validate() throws {
        let given = [data != nil, file != nil, example != nil].filter { $0 }
        if given.count > 1 {
            throw ValidationError("--data, --file and --example exclude each other.")
        }
        if endpointUrl != nil, isJSON {
            throw ValidationError("--json needs the function here, without --endpoint-url.")
        }
    }

    private var event: EventSource {
        if let data { return .data(data) }
        if let file { return .file(file) }
        return example.map { .example($0) } ?? .data("{}")
    }

    func run() async throws {
        var options = InvokeOptions()
        options.function = surroundings.options
        options.endpoint = endpointUrl
        options.answersJSON = isJSON
        guard try await invoke(function, event: event, options) else {
            throw ExitCode(ExitStatus.badInput.rawValue)
        }
    }
}

extension SampleEvent: ExpressibleByArgument {}
