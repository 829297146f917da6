package import CodeGen
internal import Diagnostics
internal import Foundation
package import LocalCloud
internal import Manifest
internal import Terraform

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
    while true {
        try await Task.sleep(for: .milliseconds(options.watches ? 150 : 3_600_000))
        if options.watches { served = try await served.lookAgain() }
    }
}

/// An application that is being served, and what its source looked like then.
struct ServedProject {
    let server: LocalLambdaServer
    private let options: ServeProjectOptions
    private let project: ProjectFolder
    private let builds: [FunctionBuild]
    private var looks: [FunctionID: String]
    private let manifests: String

    init(_ options: ServeProjectOptions) async throws {
        self.options = options
        project = try ProjectFolder()
        manifests = Self.look(atManifestsOf: project)
        let tools = try await BuildTools(project)
        builds = [FunctionBuild](project, tools)
        let all = builds.map { ($0.id, Self.look(at: $0)) }
        looks = Dictionary(uniqueKeysWithValues: all)
        let bootstraps = try await buildEach(builds, jobs: options.jobs) { build, say in
            say("building")
            return Built(what: try await build.runHere(options.level), news: nil)
        }
        var members: [LocalApplication.Member] = []
        for (service, function) in project.application.functions {
            let id = FunctionID(service.name, function.name)
            guard let bootstrap = bootstraps[id] else { continue }
            members.append(
                LocalApplication.Member(
                    service: service, function: function,
                    settings: Self.settings(
                        project, service, function, bootstrap, options.concurrency)))
        }
        server = try await Self.start(members, options)
    }

    private static func start(
        _ members: [LocalApplication.Member], _ options: ServeProjectOptions
    ) async throws(Diagnostic) -> LocalLambdaServer {
        var application = LocalApplication(members: members)
        application.ports = options.ports
        application.allowsUncheckedIAM = options.allowsUncheckedIAM
        application.authorizers.keyFiles = options.keyFiles
        do {
            return try await LocalLambdaServer.start(application, at: options.address)
        } catch {
            throw Diagnostic(at: error.place.map { .text($0) } ?? .tool, error.description)
        }
    }

    /// As in AWS.
    static func settings(
        _ project: ProjectFolder, _ service: Service, _ function: Function, _ bootstrap: String,
        _ concurrency: Int
    ) -> FunctionSettings {
        var settings = FunctionSettings(
            name: "asml-\(project.application.name)-\(service.name)-\(function.name)",
            bootstrap: bootstrap, handler: "\(function.name).\(function.handlerName)")
        settings.taskRoot = function.folder
        settings.timeout = .seconds(function.timeoutSeconds)
        settings.memoryMegabytes = function.memoryMegabytes
        settings.environment = function.environment.merging(function.secrets) { $1 }
        settings.environment["AWS_LAMBDA_LOG_FORMAT"] = function.logFormat.rawValue
        settings.environment["AWS_LAMBDA_LOG_LEVEL"] = function.logLevel.rawValue
        settings.concurrency = concurrency
        return settings
    }

    /// Builds again what has changed; the rest goes on.
    func lookAgain() async throws -> ServedProject {
        if Self.look(atManifestsOf: project) != manifests { return try await startAgain() }
        var next = self
        for build in builds {
            let look = Self.look(at: build)
            guard look != looks[build.id] else { continue }
            next.looks[build.id] = look
            await replace(build)
        }
        return next
    }

    private func replace(_ build: FunctionBuild) async {
        do {
            let bootstrap = try await build.runHere(options.level)
            let settings = Self.settings(
                project, build.service, build.function, bootstrap, options.concurrency)
            try await server.replace(build.id.description, with: settings)
            Console.complain("\(build.id): replaced\n")
        } catch {
            Console.report(Diagnostic(anything: error))
        }
    }

    /// After a change of a manifest. One that is wrong changes nothing.
    private func startAgain() async throws -> ServedProject {
        var same = self
        same = try await same.seen()
        do {
            _ = try ProjectFolder()
        } catch {
            Console.report(error)
            return same
        }
        await server.stop()
        let next = try await ServedProject(options)
        try announce(next.server, options)
        return next
    }

    private func seen() async throws -> ServedProject {
        ServedProject(
            server: server, options: options, project: project, builds: builds, looks: looks,
            manifests: Self.look(atManifestsOf: project))
    }

    private init(
        server: LocalLambdaServer, options: ServeProjectOptions, project: ProjectFolder,
        builds: [FunctionBuild], looks: [FunctionID: String], manifests: String
    ) {
        self.server = server
        self.options = options
        self.project = project
        self.builds = builds
        self.looks = looks
        self.manifests = manifests
    }

    /// Sizes and times of all that a function is made of; cheap enough to be asked for often.
    private static func look(at build: FunctionBuild) -> String {
        build.source.files.map { "\($0) \(fingerprint($0))\n" }.joined()
    }

    private static func look(atManifestsOf project: ProjectFolder) -> String {
        let services = project.application.services.map {
            "\($0.folder)/\(ManifestReader.serviceFileName)"
        }
        return ([("\(project.root)/\(ManifestReader.fileName)")] + services)
            .map { "\($0) \(fingerprint($0))\n" }.joined()
    }
}

extension [FunctionBuild] {
    /// Of all functions of an application.
    init(_ project: ProjectFolder, _ tools: BuildTools) {
        self = project.application.functions.map { FunctionBuild(project, $0, $1, tools) }
    }
}

private func announce(_ server: LocalLambdaServer, _ options: ServeProjectOptions)
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
