import ArgumentParser
import Driver
import LocalCloud

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Keep functions running, for the AWS CLI and SDKs and for HTTP.",
        discussion: """
            Serves Lambda's invoke endpoint on one port, and behind it a function URL for each \
            function on a port of its own. Modules are compiled first, unless the cache has them. \
            The log goes to standard error. Ends with Ctrl-C.

            Examples:
              asml serve hello.wasm
              asml serve hello.wasm orders=build/bootstrap --port 9000 --env STAGE=test
              asml serve web.wasm --invoke-mode stream
              aws lambda invoke --endpoint-url http://127.0.0.1:9000 --function-name hello out.json
              curl http://127.0.0.1:9001/
            """)

    @Argument(
        help: ArgumentHelp("Bootstraps or modules.", valueName: "[name=]path"),
        completion: .file())
    var functions: [String]

    @Option(help: "Of the invoke endpoint; function URLs follow. 0: any that are free.")
    var port = 9000

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var listen = "127.0.0.1"

    @Option(help: "Processes of one function at a time, 1 to 1000; one more is refused with 429.")
    var concurrency = 10

    @Option(
        help: ArgumentHelp(
            "What function URLs do with a streamed response: buffered or stream.",
            valueName: "mode"))
    var invokeMode: FunctionURL.InvokeMode = .buffered

    @Flag(name: .customLong("json"), help: "Say as JSON, on standard output, what is where.")
    var isJSON = false

    @OptionGroup var surroundings: FunctionArguments
    @OptionGroup var code: CodeOptions

    func validate() throws {
        guard (0...65535).contains(port), port + functions.count <= 65535 else {
            throw ValidationError("--port is \(port), must leave room up to 65535.")
        }
        if surroundings.handler != nil, functions.count > 1 {
            throw ValidationError("--handler is for one function.")
        }
        guard (1...1000).contains(concurrency) else {
            throw ValidationError("--concurrency is \(concurrency), must be 1 to 1000.")
        }
    }

    func run() async throws {
        var options = ServeOptions()
        options.function = surroundings.options
        options.function.concurrency = concurrency
        options.compile = try code.compileOptions
        options.address.host = listen
        options.address.port = port
        options.mode = invokeMode
        options.answersJSON = isJSON
        try await serve(functions, options)
    }
}

extension FunctionURL.InvokeMode: ExpressibleByArgument {}
