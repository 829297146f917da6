import ArgumentParser
import Driver
import LocalCloud

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Keep functions or an application running, for the AWS CLI, SDKs and HTTP.",
        discussion: """
            Serves Lambda's invoke endpoint on one port, and behind it a function URL for each \
            function on a port of its own. Modules are compiled first, unless the cache has them. \
            The log goes to standard error. Ends with Ctrl-C.

            Without functions, in an application's folder: builds and serves all of it, its HTTP \
            APIs with their routes and authorizers among it.

            Examples:
              asml serve --watch
              asml serve hello.wasm
              asml serve hello.wasm orders=build/bootstrap --port 9000 --env STAGE=test
              asml serve web.wasm --invoke-mode stream
              aws lambda invoke --endpoint-url http://127.0.0.1:9000 --function-name hello out.json
              curl http://127.0.0.1:9001/
            """)

    @Argument(
        help: ArgumentHelp(
            "Bootstraps or modules; the application by default.", valueName: "[name=]path"),
        completion: .file())
    var functions: [String] = []

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

    @OptionGroup(title: "Options for functions") var surroundings: FunctionArguments
    @OptionGroup(title: "Options for an application") var application: ApplicationArguments
    @OptionGroup(title: "Options for code") var code: CodeOptions

    func validate() throws {
        if !functions.isEmpty, let option = application.given {
            throw ValidationError("\(option) is for an application, without functions.")
        }
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
        if functions.isEmpty { return try await serveProject(projectOptions()) }
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

    private func projectOptions() throws -> ServeProjectOptions {
        var options = try application.options
        options.level = code.level ?? options.level
        options.address.host = listen
        options.address.port = port
        options.concurrency = concurrency
        options.answersJSON = isJSON
        return options
    }
}

/// What only an application has.
struct ApplicationArguments: ParsableArguments {
    @Flag(help: "Build functions again when their source changes.")
    var watch = false

    @Flag(help: "The HTTP API of each service on a port of its own.")
    var portPerService = false

    @Flag(help: "Let everybody use what AWS would open to signed requests only.")
    var allowUncheckedIAM = false

    @Option(
        name: .customLong("jwks"),
        help: ArgumentHelp(
            "A file with the keys of a JWT issuer, in place of those that it publishes. Repeatable.",
            valueName: "issuer=file"))
    var keyFiles: [String] = []

    /// The first that is there.
    var given: String? {
        if watch { return "--watch" }
        if portPerService { return "--port-per-service" }
        if allowUncheckedIAM { return "--allow-unchecked-iam" }
        return keyFiles.isEmpty ? nil : "--jwks"
    }

    var options: ServeProjectOptions {
        get throws {
            var options = ServeProjectOptions()
            options.watches = watch
            options.ports = portPerService ? .each : .shared
            options.allowsUncheckedIAM = allowUncheckedIAM
            for entry in keyFiles {
                guard let split = entry.lastIndex(of: "="), split > entry.startIndex else {
                    throw ValidationError("--jwks is '\(entry)', must be ISSUER=FILE.")
                }
                let file = entry[entry.index(after: split)...]
                options.keyFiles[String(entry[..<split])] = String(file)
            }
            return options
        }
    }
}

extension FunctionURL.InvokeMode: ExpressibleByArgument {}
