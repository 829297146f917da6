internal import Diagnostics
internal import Foundation
internal import LocalCloud
internal import Manifest
internal import Terraform

/// An application that is being served, and what its files looked like when that was made.
struct ServedProject {
    let server: LocalLambdaServer
    private let options: ServeProjectOptions
    /// By the newest manifests that are right.
    private var project: ProjectFolder
    private var builds: [FunctionBuild]
    private var seen: SourceLook
    /// Whether less is served than the manifests say, since something of it could not be built.
    private var isBehind = false
    private var failed: Set<FunctionID> = []

    init(_ options: ServeProjectOptions) async throws {
        self.options = options
        project = try ProjectFolder()
        builds = [FunctionBuild](project, try await BuildTools(project))
        seen = SourceLook(project, builds)
        let application = try await Self.build(builds, project, options)
        server = try await Self.reporting { () throws(LocalLambdaError) in
            try await LocalLambdaServer.start(application, at: options.address)
        }
        for gap in localGaps(project.application) { Console.report(gap) }
    }

    func look() -> SourceLook { SourceLook(project, builds) }

    /// Builds what does not look as it did; the rest goes on, and all of it while something fails.
    mutating func follow(_ now: SourceLook) async throws {
        let before = seen
        seen = now
        if now.manifests != before.manifests {
            try await readManifests()
        } else if isBehind, now != before {
            try await serveAll()
        } else {
            for build in builds where now.functions[build.id] != before.functions[build.id] {
                await replace(build)
            }
        }
    }

    /// Those that are wrong change nothing.
    private mutating func readManifests() async throws {
        do {
            project = try ProjectFolder()
            builds = [FunctionBuild](project, try await BuildTools(project))
        } catch {
            Console.report(Diagnostic(anything: error))
            return
        }
        seen.functions = SourceLook(project, builds).functions
        try await serveAll()
    }

    private mutating func serveAll() async throws {
        do {
            let application = try await Self.build(builds, project, options)
            try await Self.reporting { [server] () throws(LocalLambdaError) in
                try await server.update(application)
            }
        } catch {
            isBehind = true
            Console.report(Diagnostic(anything: error))
            return
        }
        isBehind = false
        failed = []
        try announce(server, options)
    }

    private mutating func replace(_ build: FunctionBuild) async {
        let start = ContinuousClock.now
        do {
            let bootstrap = try await build.runHere(options.level).path
            let built = ContinuousClock.now
            let wasFailed = failed.remove(build.id) != nil
            let settings = Self.settings(build, bootstrap, options)
            guard settings != server.settings(of: build.id.description) else {
                if wasFailed { Console.complain("\(build.id): as it is served\n") }
                return
            }
            try await server.replace(build.id.description, with: settings)
            let now = ContinuousClock.now
            Console.complain(
                "\(build.id): built in \((built - start).secondsText),"
                    + " replaced in \((now - built).secondsText)\n")
        } catch {
            failed.insert(build.id)
            Console.report(Diagnostic(anything: error))
        }
    }

    private static func build(
        _ builds: [FunctionBuild], _ project: ProjectFolder, _ options: ServeProjectOptions
    ) async throws -> LocalApplication {
        let bootstraps = try await buildEach(builds, jobs: options.jobs) { build, say in
            say("building")
            let made = try await build.runHere(options.level)
            return Built(
                what: made.path, news: made.isNew ? sizeText(Files.size(of: made.path)) : nil)
        }
        let members = builds.compactMap { build in
            bootstraps[build.id].map { bootstrap in
                LocalApplication.Member(
                    service: build.service, function: build.function,
                    settings: settings(build, bootstrap, options))
            }
        }
        var application = LocalApplication(members: members)
        application.ports = options.ports
        application.allowsUncheckedIAM = options.allowsUncheckedIAM
        application.authorizers.keyFiles = options.keyFiles
        return application
    }

    private static func settings(
        _ build: FunctionBuild, _ bootstrap: String, _ options: ServeProjectOptions
    ) -> FunctionSettings {
        var settings = FunctionSettings(
            build.project.application, build.service, build.function, bootstrap: bootstrap)
        settings.concurrency = options.concurrency
        return settings
    }

    private static func reporting<Value>(
        _ body: () async throws(LocalLambdaError) -> Value
    ) async throws(Diagnostic) -> Value {
        do {
            return try await body()
        } catch {
            throw Diagnostic(at: error.place.map { .text($0) } ?? .tool, error.description)
        }
    }
}

extension Duration {
    /// `1.25 s`
    fileprivate var secondsText: String {
        let (seconds, rest) = components
        let hundredths = seconds * 100 + rest / 10_000_000_000_000_000
        let digits = hundredths % 100
        return "\(hundredths / 100).\(digits < 10 ? "0" : "")\(digits) s"
    }
}
