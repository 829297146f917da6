internal import Diagnostics
internal import Foundation
package import LocalCloud

/// Functions kept warm, as `asml serve` takes them.
package struct ServeOptions: Sendable {
    package var function = FunctionOptions()
    package var compile = CompileOptions()
    package var address = LocalLambdaServer.Address()
    package var mode = FunctionURL.InvokeMode.buffered
    /// Where things are, as one line of JSON on standard output.
    package var answersJSON = false

    package init() {}
}

/// Serves until the user interrupts it.
package func serve(_ arguments: [String], _ options: ServeOptions) async throws {
    let sources = try arguments.map { argument throws(Diagnostic) in
        try FunctionSource(argument)
    }
    try checkNames(sources)
    var functions: [FunctionSettings] = []
    for source in sources {
        functions.append(try await source.settings(options.function, options.compile))
    }
    Interruption.onInterrupt { RunningBootstraps.killAll() }
    let server = try await start(functions, options)
    try announce(server, options)
    while true { try await Task.sleep(for: .seconds(3600)) }
}

private func checkNames(_ sources: [FunctionSource]) throws(Diagnostic) {
    var known: [String: String] = [:]
    for source in sources {
        if let other = known.updateValue(source.path, forKey: source.name) {
            throw Diagnostic(
                at: .file(source.path), "the function '\(source.name)' is \(other) already",
                notes: ["NAME=\(source.path) gives it another name"])
        }
    }
}

private func start(_ functions: [FunctionSettings], _ options: ServeOptions)
    async throws(Diagnostic) -> LocalLambdaServer
{
    do {
        return try await LocalLambdaServer.start(
            functions, at: options.address, mode: options.mode)
    } catch {
        var notes: [String] = []
        if case .cannotListen = error {
            notes = ["--port names another one, with 0 any that are free"]
        }
        throw Diagnostic(at: .tool, error.description, notes: notes)
    }
}

private func announce(_ server: LocalLambdaServer, _ options: ServeOptions) throws(Diagnostic) {
    if options.answersJSON { try JSONText.printLine(ServeDocument(server)) }
    var text = "invoke endpoint  \(server.endpoint)\n"
    for served in server.served {
        text += "function URL     \(served.url)  \(served.settings.name)\n"
    }
    if let first = server.served.first {
        text +=
            "try              curl \(first.url)\n"
            + "                 aws lambda invoke --endpoint-url \(server.endpoint)"
            + " --function-name \(first.settings.name) answer.json\n"
    }
    Console.complain(text)
}

private struct ServeDocument: Encodable {
    struct Function: Encodable {
        var name, arn, url: String
    }
    var endpoint: String
    var functions: [Function]

    init(_ server: LocalLambdaServer) {
        endpoint = server.endpoint
        functions = server.served.map {
            Function(name: $0.settings.name, arn: $0.settings.arn, url: $0.url)
        }
    }
}
