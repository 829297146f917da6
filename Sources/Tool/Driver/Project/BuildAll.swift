internal import Diagnostics
internal import Foundation
internal import Languages
internal import Manifest
internal import Synchronization
internal import Terraform

/// What building needs beside the application: compilers, and what comes with the tool.
struct BuildTools: Sendable {
    let sdk: String
    let library: String
    let toolchain: Languages.Toolchain

    init(_ project: ProjectFolder) async throws {
        let environment = ProcessInfo.processInfo.environment
        library = "\(try Toolchain().root)/lib/asml"
        sdk = try await GuestSDK.lay(into: project, from: "\(library)/sdk")
        toolchain = Languages.Toolchain(environment: environment) { folder in
            (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        }
    }
}

/// Builds all functions for Lambda.
func buildAll(_ project: ProjectFolder, jobs: Int) async throws -> [FunctionID: BuiltArtifact] {
    let tools = try await BuildTools(project)
    return try await buildEach([FunctionBuild](project, tools), jobs: jobs) { build, say in
        let outcome = try await build.run(say)
        let size = sizeText(outcome.artifact.bootstrapSize)
        return Built(what: outcome.artifact, news: outcome.wasBuilt ? size : nil)
    }
}

/// What came of a function; news are for people, nil where nothing was new.
struct Built<What: Sendable>: Sendable {
    var what: What
    var news: String?
}

/// Does the same for all functions, several at a time. All failures are told; any of them is the
/// end.
func buildEach<What: Sendable>(
    _ builds: [FunctionBuild], jobs: Int,
    _ body: @escaping @Sendable (FunctionBuild, (String) -> Void) async throws -> Built<What>
) async throws -> [FunctionID: What] {
    let board = BuildBoard(builds.map(\.id))
    var built: [FunctionID: What] = [:]
    var failures: [FunctionID: Diagnostic] = [:]
    await withTaskGroup(of: (FunctionID, Result<What, Diagnostic>).self) { group in
        var waiting = builds[...]
        for build in waiting.prefix(max(jobs, 1)) {
            group.addTask { await board.watch(build, body) }
        }
        waiting = waiting.dropFirst(max(jobs, 1))
        for await (id, result) in group {
            switch result {
            case .success(let what): built[id] = what
            case .failure(let diagnostic): failures[id] = diagnostic
            }
            // What has begun is finished; nothing else is begun for the sake of a lost cause.
            if failures.isEmpty, let build = waiting.popFirst() {
                group.addTask { await board.watch(build, body) }
            }
        }
    }
    board.finish()
    guard failures.isEmpty else {
        throw Diagnostic(all: failures.sorted { $0.key < $1.key }.map(\.value))
    }
    return built
}

/// A line for each function, said when it is done; on a terminal also what goes on.
private final class BuildBoard: Sendable {
    private struct State {
        var running: [FunctionID: String] = [:]
        var done = 0
        var unchanged = 0
    }

    private let state = Mutex(State())
    private let width: Int
    private let count: Int
    private let isShown = Console.isTerminal(STDERR_FILENO)

    init(_ functions: [FunctionID]) {
        width = functions.map { $0.description.count }.max() ?? 0
        count = functions.count
    }

    func watch<What: Sendable>(
        _ build: FunctionBuild,
        _ body: @Sendable (FunctionBuild, (String) -> Void) async throws -> Built<What>
    ) async -> (FunctionID, Result<What, Diagnostic>) {
        let start = ContinuousClock.now
        do {
            let built = try await body(build) { self.say(build.id, $0) }
            end(build.id, built.news, ContinuousClock.now - start)
            return (build.id, .success(built.what))
        } catch {
            fail(build.id)
            return (build.id, .failure(Diagnostic(anything: error)))
        }
    }

    private func say(_ id: FunctionID, _ step: String) {
        state.withLock { state in
            state.running[id] = step
            show(state)
        }
    }

    private func end(_ id: FunctionID, _ news: String?, _ time: Duration) {
        state.withLock { state in
            state.running[id] = nil
            state.done += 1
            if let news {
                line(id, "built  \(news), in \(Self.seconds(time)) s")
            } else {
                state.unchanged += 1
            }
            show(state)
        }
    }

    private func fail(_ id: FunctionID) {
        state.withLock { state in
            state.running[id] = nil
            line(id, "failed")
            show(state)
        }
    }

    func finish() {
        state.withLock { state in
            clear()
            if state.unchanged > 0 {
                Console.complain("\(state.unchanged) of \(count) functions unchanged\n")
            }
        }
    }

    private func line(_ id: FunctionID, _ text: String) {
        clear()
        let name = id.description
        let padding = String(repeating: " ", count: width - name.count)
        Console.complain("\(name)\(padding)  \(text)\n")
    }

    private func show(_ state: State) {
        guard isShown, !state.running.isEmpty else { return }
        let running = state.running.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        Console.complain("\r\u{1B}[K[\(state.done)/\(count)] \(running.prefix(100))")
    }

    private func clear() {
        if isShown { Console.complain("\r\u{1B}[K") }
    }

    private static func seconds(_ time: Duration) -> String {
        let tenths =
            time.components.seconds * 10 + time.components.attoseconds / 100_000_000_000_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension Diagnostic {
    /// What a step threw, for people.
    init(anything error: any Error) {
        self = error as? Diagnostic ?? Diagnostic(.defect, at: .tool, "\(error)")
    }
}
