package import CodeGen
internal import Diagnostics
internal import Foundation
package import LocalCloud

/// An application on this machine, as `asml serve` without arguments takes it.
package struct ServeProjectOptions: Sendable {
    package var address = LocalLambdaServer.Address()
    /// Less is done sooner, which counts more here.
    package var level = OptimizationLevel.o1
    package var concurrency = 10
    package var jobs = ProcessInfo.processInfo.activeProcessorCount
    /// Whether functions are built again when their source changes.
    package var watches = false
    package var ports = LocalApplication.Ports.shared
    package var allowsUncheckedIAM = false
    /// Files with key sets by issuer.
    package var keyFiles: [String: String] = [:]
    package var answersJSON = false

    package init() {}
}

/// Serves an application's functions, HTTP APIs and function URLs until the user interrupts it.
package func serveProject(_ options: ServeProjectOptions) async throws {
    Interruption.onInterrupt { RunningBootstraps.killAll() }
    var served = try await ServedProject(options)
    try announce(served.server, options)
    guard options.watches else {
        while true { try await Task.sleep(for: .seconds(3600)) }
    }
    var last = served.look()
    while true {
        try await Task.sleep(for: .milliseconds(100))
        let now = served.look()
        // Who saves removes, writes and renames: nothing is built of what is still changing.
        if now == last { try await served.follow(now) }
        last = now
    }
}

func announce(_ server: LocalLambdaServer, _ options: ServeProjectOptions)
    throws(Diagnostic)
{
    if options.answersJSON {
        try JSONText.printLine(ServedProjectDocument(server))
    }
    var text = "invoke endpoint  \(server.endpoint)\n"
    for api in server.apis {
        text += "HTTP API         \(api.url)\n"
        for route in api.routes {
            let authorizer = route.authorizer.map { ", authorizer \($0)" } ?? ""
            text += "  \(route.key)  \(route.function)\(authorizer)\n"
        }
    }
    for served in server.served {
        text += "function URL     \(served.url)  \(served.settings.name)\n"
    }
    Console.complain(text)
}

private struct ServedProjectDocument: Encodable {
    struct Route: Encodable {
        var key, function: String
        var authorizer: String?
    }
    struct API: Encodable {
        var url: String
        var routes: [Route]
    }
    struct URL: Encodable {
        var function, url: String
    }
    var endpoint: String
    var apis: [API]
    var functionURLs: [URL]

    init(_ server: LocalLambdaServer) {
        endpoint = server.endpoint
        apis = server.apis.map { api in
            API(
                url: api.url,
                routes: api.routes.map {
                    Route(key: $0.key, function: $0.function, authorizer: $0.authorizer)
                })
        }
        functionURLs = server.served.map { URL(function: $0.settings.name, url: $0.url) }
    }
}
